"""The time of a recording: long pauses made shorter, and parts cut out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.recordings.asciicast_values import Size, read_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_transcript.recordings.asciicast import Event

_TIME = re.compile(r"(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d{1,6}(?:[.,]\d{1,6})?)", re.ASCII)


class TimedEvent(NamedTuple):
    """An event at the time at which it is shown."""

    time: float
    """Seconds, after pauses were made shorter."""
    recorded: float
    """Seconds in the file."""
    code: str
    data: str
    size: Size | None = None


def read_time(text: str) -> float | None:
    """Return the seconds of a time such as ``90``, ``1:30`` or ``0:01:30.5``, or None."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups())
    is_clock = match[2] is not None
    return None if is_clock and seconds >= 60 else hours * 3600 + minutes * 60 + seconds


def clock(seconds: float) -> str:
    """Return *seconds* as players write it: ``1:05`` or ``1:00:05``."""
    whole = int(round(seconds, 3))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def timed(events: Iterable[Event], idle_limit: float | None) -> Iterator[TimedEvent]:
    """Yield *events* with pauses no longer than *idle_limit* seconds."""
    now = before = 0.0
    for event in events:
        pause = event.time - before
        now += pause if idle_limit is None else min(pause, idle_limit)
        before = event.time
        size = read_size(event.data) if event.code == "r" else None
        yield TimedEvent(now, event.time, event.code, event.data, size)


def with_marks(
    events: list[TimedEvent], marks: list[tuple[float, str]], code: str
) -> list[TimedEvent]:
    """Return *events* with one of *code* at each of *marks*, times in the file with labels.

    A marker comes before the output of its time, as those of asciinema do.
    """
    added = [
        TimedEvent(_shown_time(events, time), time, code, label)
        for time, label in sorted(marks, key=lambda mark: mark[0])
    ]
    return sorted([*added, *events], key=lambda event: event.recorded)


def _shown_time(events: list[TimedEvent], recorded: float) -> float:
    """Return the time at which the moment *recorded* in the file is shown."""
    before = 0.0
    shown = 0.0
    for event in events:
        if event.recorded > recorded:
            return min(event.time, shown + recorded - before)
        before, shown = event.recorded, event.time
    return shown
