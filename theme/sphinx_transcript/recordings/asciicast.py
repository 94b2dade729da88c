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

from sphinx_transcript.recordings.asciicast_lines import (
    MAX_EVENTS,
    LimitError,
    LineReader,
    UnreadableRecordingError,
)
from sphinx_transcript.recordings.asciicast_values import (
    Header,
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
MAX_MARKERS = 1_000
_MAX_LABEL = 200
"""The characters of a marker's label that are shown."""
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
        self._lines = LineReader(file)
        self._note = self._lines.note

    def read(self) -> Recording:
        first = self._lines.next_line()
        if not first or not first.strip():
            raise UnreadableRecordingError("it is empty" if not first else "it has no header")
        value = self._lines.json(first)
        if not isinstance(value, dict):
            # A file of version 1 may be laid out on many lines.
            value = self._lines.whole_file(first)
        header, events, mistakes = self._parts(value)
        recording = Recording(header, messages=mistakes)
        try:
            self._collect(events, recording)
        except LimitError as limit:
            recording.cut = (
                f"it has more than {limit}; what follows line {self._lines.number} is left out"
            )
        except (EOFError, zlib.error, OSError):
            self._note("the compressed data ends too early or is damaged")
        if not any(event.code == "o" for event in recording.events):
            self._note("it has no output")
        recording.messages += self._lines.notes()
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
        length = markers = 0
        for event in events:
            recording.cut_at = event.time
            length += len(event.data)
            markers += event.code == "m"
            if length > MAX_OUTPUT:
                raise LimitError(f"{MAX_OUTPUT:,} characters of output")
            if markers > MAX_MARKERS:
                raise LimitError(f"{MAX_MARKERS:,} markers")
            recording.events.append(event)

    def _events(self, are_relative: bool) -> Iterator[Event]:
        """Yield the events of version 2, or of version 3 whose times are relative."""
        now = 0.0
        while (line := self._lines.next_line()) is not None:
            if not line.strip() or line.startswith(b"#"):
                continue
            value = self._lines.json(line)
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
        for number, item in enumerate(stdout):
            if number == MAX_EVENTS:
                raise LimitError(f"{MAX_EVENTS:,} events")
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
        if code == "m" and len(data) > _MAX_LABEL:
            self._note(f"a label has more than {_MAX_LABEL} characters; the rest is left out")
            data = data[:_MAX_LABEL]
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
