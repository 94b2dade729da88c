"""Reads asciicast files, the recordings of asciinema, in the versions 1, 2 and 3 of the format.

A file comes in; events with times come out, and what is wrong with the file. No file is held in
memory beyond the limits, whatever its size.

See https://docs.asciinema.org/manual/asciicast/v3/ and the pages of v1 and v2 beside it.
"""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_transcript.recordings.asciicast_values import (
    Header,
    read_json,
    read_number,
    read_screen_header,
    read_size,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_OUTPUT = 2_000_000
"""The characters of output that are read. They take a few seconds to emulate."""
MAX_EVENTS = 200_000
_MAX_LINE = 4_000_000
"""The bytes of a line in the file. A file of version 1 is read as one line."""
_GZIP = b"\x1f\x8b"
_CODES = frozenset("omrxi")
_LONGEST = 360_000.0
"""Seconds. Times beyond it, a hundred hours, are read as errors."""


class Event(NamedTuple):
    """An event of a recording."""

    time: float
    """Seconds since the beginning; never less than that of the event before it."""
    code: str
    """``o`` for output, ``m`` for a marker, ``r`` for a new size, ``x`` for the exit status."""
    data: str


@dataclass
class Recording:
    """What an asciicast file holds."""

    header: Header
    events: list[Event] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    """What is wrong with the file, each with the number of the first line concerned."""
    cut: str = ""
    """Why the rest of the file is left out, if it is."""
    cut_at: float = 0.0
    """The time from which on it is left out, in seconds."""


class UnreadableRecordingError(Exception):
    """A file has no recording, or none that can be read. The text is for the author."""


def read_asciicast(path: Path) -> Recording:
    """Read the file *path*, which may be compressed with gzip.

    Raises `UnreadableRecordingError` if nothing of it can be read.
    """
    try:
        with path.open("rb") as raw:
            start = raw.peek(2)[:2]
            file = gzip.GzipFile(fileobj=raw) if start == _GZIP else raw
            return _Reader(io.BufferedReader(file)).read()
    except IsADirectoryError as error:
        raise UnreadableRecordingError("it is a folder, not a file") from error
    except OSError as error:
        raise UnreadableRecordingError(f"it can't be read: {error.strerror or error}") from error


class _Reader:
    """Reads one file, line by line."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._line = 0
        self._notes: dict[str, tuple[int, int]] = {}
        """The first line and the number of lines of each kind of mistake."""

    def read(self) -> Recording:
        first = self._next_line()
        if not first or not first.strip():
            raise UnreadableRecordingError("it is empty" if not first else "it has no header")
        value = self._json(first)
        if not isinstance(value, dict):
            # A file of version 1 may be laid out on many lines.
            value = self._whole_file(first)
        header, events, mistakes = self._parts(value)
        recording = Recording(header, messages=mistakes)
        try:
            self._collect(events, recording)
        except (EOFError, zlib.error, OSError):
            self._note("the compressed data ends too early or is damaged")
        if not any(event.code == "o" for event in recording.events):
            self._note("it has no output")
        recording.messages += [_with_lines(*note) for note in self._notes.items()]
        return recording

    def _parts(self, value: dict[str, Any]) -> tuple[Header, Iterator[Event], list[str]]:
        """Return the header, the events and the mistakes of a file by its first JSON value."""
        version = value.get("version")
        if version not in (1, 2, 3) or isinstance(version, bool):
            shown = repr(version)[:40] if "version" in value else "missing"
            raise UnreadableRecordingError(
                f"it is no asciicast of version 1, 2 or 3; its version is {shown}"
            )
        header, mistakes = read_screen_header(value)
        events = self._old_events(value) if version == 1 else self._events(version == 3)
        return header, events, mistakes

    def _collect(self, events: Iterator[Event], recording: Recording) -> None:
        """Add *events* to *recording*, up to the limits."""
        output = 0
        for event in events:
            if event.code == "o":
                output += len(event.data)
            if output > MAX_OUTPUT or len(recording.events) >= MAX_EVENTS:
                limit = (
                    f"{MAX_OUTPUT:,} characters of output"
                    if output > MAX_OUTPUT
                    else f"{MAX_EVENTS:,} events"
                )
                recording.cut_at = event.time
                recording.cut = (
                    f"it has more than {limit}; what follows line {self._line} is left out"
                )
                return
            recording.events.append(event)

    def _events(self, are_relative: bool) -> Iterator[Event]:
        """Yield the events of version 2, or of version 3 whose times are relative."""
        now = 0.0
        while (line := self._next_line()) is not None:
            if not line.strip() or line.startswith(b"#"):
                continue
            value = self._json(line)
            if value is None and not line.endswith(b"\n"):
                self._note("the file is cut off within the line, which is left out")
                return
            if not isinstance(value, list) or len(value) < 3:
                self._note("an event can't be read; it is left out")
                continue
            now = self._time(value[0], now, is_relative=are_relative)
            event = self._event(now, value[1], value[2])
            if event is not None:
                yield event

    def _old_events(self, value: dict[str, Any]) -> Iterator[Event]:
        """Yield the events of version 1, whose times are relative."""
        stdout = value.get("stdout")
        if not isinstance(stdout, list):
            self._note("'stdout' is no list of events")
            return
        now = 0.0
        for item in stdout:
            if not isinstance(item, list) or len(item) < 2:
                self._note("an event can't be read; it is left out")
                continue
            now = self._time(item[0], now, is_relative=True)
            event = self._event(now, "o", item[1])
            if event is not None:
                yield event

    def _event(self, now: float, code: object, data: object) -> Event | None:
        if not isinstance(code, str) or not isinstance(data, str):
            self._note("an event can't be read; it is left out")
            return None
        if code == "r" and read_size(data) is None:
            self._note("a size is not like '80x24'; it is left out")
            return None
        # What is typed appears as the terminal's output; other codes are to be ignored.
        return Event(now, code, read_text(data)) if code in _CODES - {"i"} else None

    def _time(self, value: object, now: float, *, is_relative: bool) -> float:
        """Return the time of an event after *now*, in seconds."""
        number = read_number(value)
        if number is None:
            self._note("a time is no number; the time before it is used")
            return now
        time = now + number if is_relative else number
        if time < now or number < 0:
            self._note("a time lies before the one above it, which is used instead")
            return now
        if time > _LONGEST:
            self._note("a time is longer than a recording can be; the one above it is used")
            return now
        return time

    def _next_line(self) -> bytes | None:
        """Return the next line; None at the end of the file."""
        try:
            line = self._file.readline(_MAX_LINE)
        except (EOFError, zlib.error, OSError):
            if self._line == 0:
                raise UnreadableRecordingError("it is damaged, or no gzip file") from None
            raise
        if not line:
            return None
        self._line += 1
        if len(line) == _MAX_LINE and not line.endswith(b"\n"):
            self._note(f"the line has more than {_MAX_LINE:,} bytes; it is left out")
            while (rest := self._file.readline(_MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            return b"#"
        return line

    def _json(self, line: bytes) -> object:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self._note("it is not UTF-8; the bytes concerned are shown as \ufffd")
            text = line.decode("utf-8", "replace")
        return read_json(text)

    def _whole_file(self, first: bytes) -> dict[str, Any]:
        """Return the JSON object that the file is, whose first line is no JSON object."""
        if first.lstrip().startswith(b"{"):
            rest = self._file.read(_MAX_LINE)
            value = read_json((first + rest).decode("utf-8", "replace"))
            if isinstance(value, dict):
                return value
            raise UnreadableRecordingError("its JSON can't be read; it may be cut off")
        raise UnreadableRecordingError("its first line is no header of an asciicast, a JSON object")

    def _note(self, message: str) -> None:
        first, count = self._notes.get(message, (self._line, 0))
        self._notes[message] = first, count + 1


def _with_lines(message: str, lines: tuple[int, int]) -> str:
    first, count = lines
    more = f" (and {count - 1} more such)" if count > 1 else ""
    return f"line {first}: {message}{more}"
