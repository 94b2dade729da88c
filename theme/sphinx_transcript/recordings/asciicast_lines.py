"""Reads the lines of asciicast files, within limits, and notes what is wrong with them.

A small file that is compressed may hold gigabytes: no more is decompressed than is read.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from sphinx_transcript.recordings.asciicast_values import read_json

if TYPE_CHECKING:
    import io

MAX_EVENTS = 200_000
"""The events, and other lines, that are read."""
MAX_BYTES = 32_000_000
"""The bytes that are read, after decompression."""
_MAX_LINE = 4_000_000
"""The bytes of a line in the file. A file of version 1 is read as one line."""


class UnreadableRecordingError(Exception):
    """A file has no recording, or none that can be read. The text is for the author."""


class LimitError(Exception):
    """A limit is reached. The text says which, as in *it has more than …*."""


class LineReader:
    """Reads one file, line by line."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._bytes = 0
        self._notes: dict[str, tuple[int, int]] = {}
        """The first line and the number of lines of each kind of mistake."""
        self.number = 0
        """The number of the last line, from 1."""

    def next_line(self) -> bytes | None:
        """Return the next line; None at the end of the file."""
        line = self._read_line()
        if not line:
            return None
        self.number += 1
        if self.number > MAX_EVENTS + 1:
            raise LimitError(f"{MAX_EVENTS:,} events")
        if len(line) == _MAX_LINE and not line.endswith(b"\n"):
            if self.number == 1:
                raise UnreadableRecordingError(f"its first line has more than {_MAX_LINE:,} bytes")
            self.note(f"the line has more than {_MAX_LINE:,} bytes; it is left out")
            while (rest := self._read_line()) and not rest.endswith(b"\n"):
                pass
            return b"#"
        return line

    def _read_line(self) -> bytes:
        """Return the next line, or as much of it as is read at once."""
        try:
            line = self._file.readline(_MAX_LINE)
        except (EOFError, zlib.error, OSError):
            if self.number == 0:
                raise UnreadableRecordingError("it is damaged, or no gzip file") from None
            raise
        self._bytes += len(line)
        if self._bytes > MAX_BYTES:
            raise LimitError(f"{MAX_BYTES // 1_000_000} megabytes")
        return line

    def json(self, line: bytes) -> object:
        """Return the JSON value *line*; None if it is none."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self.note("it is not UTF-8; the bytes concerned are shown as \ufffd")
            text = line.decode("utf-8", "replace")
        return read_json(text)

    def whole_file(self, first: bytes) -> dict[str, Any]:
        """Return the JSON object that the file is, whose first line is no JSON object."""
        if first.lstrip().startswith(b"{"):
            rest = self._file.read(_MAX_LINE)
            value = read_json((first + rest).decode("utf-8", "replace"))
            if isinstance(value, dict):
                return value
            raise UnreadableRecordingError("its JSON can't be read; it may be cut off")
        raise UnreadableRecordingError("its first line is no header of an asciicast, a JSON object")

    def note(self, message: str) -> None:
        """Note a mistake in the last line."""
        first, count = self._notes.get(message, (self.number, 0))
        self._notes[message] = first, count + 1

    def notes(self) -> list[str]:
        """Return what is wrong with the file, each kind of mistake once."""
        return [_with_lines(*note) for note in self._notes.items()]


def _with_lines(message: str, lines: tuple[int, int]) -> str:
    first, count = lines
    more = f" (and {count - 1} more such)" if count > 1 else ""
    return f"line {first}: {message}{more}"
