"""The frames of a recording: the screen at points in time, as data for the player of a page.

A frame has the rows that have changed since the frame before it. Rows that are the same at several
times are stored once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.highlighting.ansi_tokens import PREFIX, class_names

if TYPE_CHECKING:
    from sphinx_transcript.recordings.screen import RecordedScreen
    from sphinx_transcript.terminal.style import Style

_SHORTEST = 0.05
"""Seconds between two frames. What a program writes within them is shown at once."""
_LONGEST = 2.0
"""If frames have to be this far apart for their data to be small enough, there is no player."""
_MAX_FRAMES = 4_000
_MAX_WORK = 16_000_000
"""The steps of taking frames, of which a cell is one; a few seconds. Each time that an eighth of
them is taken, frames are twice as far apart."""
_MAX_STORED = 8_000_000
"""The characters of all rows, and 50 for each change of style: those of a player are far fewer."""
_Frame = tuple[float, dict[int, int]]


class FrameRecorder:
    """Notes frames while a recording is played."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Any, ...], int] = {(): 0}
        """The numbers of all rows that were ever shown, by their runs."""
        self._shown: dict[int, int] = {}
        self._frames: list[_Frame] = []
        self._interval = _SHORTEST
        self._work = self._stored = 0
        self._next_work = _MAX_WORK // 8
        self._since: float | None = None
        """The time since which the screen may have changed without a frame of it."""
        self._columns = self._lines = 1
        self._end = 0.0

    def note(self, time: float, screen: RecordedScreen) -> None:
        """Note that *screen* is about to change at *time*, in seconds."""
        if self._since is not None and time - self._since >= self._interval:
            if not self._is_too_much():
                self._take(self._since, screen)
            self._since = None
        if self._since is None:
            self._since = time
        self._end = max(self._end, time)
        self._columns = max(self._columns, screen.columns)
        self._lines = max(self._lines, screen.lines)

    def finish(self, screen: RecordedScreen) -> None:
        """Note that *screen* doesn't change any more."""
        if self._since is not None:
            self._take(self._since, screen)
            self._since = None
        self._columns = max(self._columns, screen.columns)
        self._lines = max(self._lines, screen.lines)

    def data(self, max_length: int, begin: float) -> str | None:
        """Return the frames from *begin* on as JSON of at most *max_length* characters.

        None if the frames need more, or were too much to take.
        """
        if self._is_too_much():
            return None
        frames = from_time(self._frames, begin)
        interval = self._interval
        while interval <= _LONGEST:
            text = self._json(thinned(frames, interval), begin)
            if len(text) <= max_length:
                return text
            interval *= 2
        return None

    @property
    def duration(self) -> float:
        """The time of the last event, in seconds."""
        return self._end

    def _take(self, time: float, screen: RecordedScreen) -> None:
        """Add a frame of *time*, if it differs from the one before it."""
        changed = self._changes(screen)
        if changed:
            self._frames.append((time, changed))
        if len(self._frames) > _MAX_FRAMES or self._work > self._next_work:
            self._next_work = max(self._next_work, self._work + _MAX_WORK // 8)
            self._interval *= 2
            self._frames = thinned(self._frames, self._interval)

    def _is_too_much(self) -> bool:
        return self._work > _MAX_WORK or self._stored > _MAX_STORED

    def _changes(self, screen: RecordedScreen) -> dict[int, int]:
        changed = {}
        for number in sorted(screen.dirty):
            if number >= screen.lines:
                continue
            self._work += screen.columns if screen.buffer.get(number) else 1
            runs = screen.row(number).runs
            row = self._rows.get(runs)
            if row is None:
                row = self._rows[runs] = len(self._rows)
                self._stored += sum(len(run.text) + 50 for run in runs)
            if self._shown.get(number, 0) != row:
                self._shown[number] = changed[number] = row
        for number in [number for number in self._shown if number >= screen.lines]:
            if self._shown.pop(number):
                changed[number] = 0
        screen.dirty.clear()
        return changed

    def _json(self, frames: list[_Frame], begin: float) -> str:
        """Return the data as the script ``recording.js`` reads it."""
        styles: dict[str, int] = {"": 0}
        used: dict[int, int] = {0: 0}
        for _time, changed in frames:
            for row in changed.values():
                used.setdefault(row, len(used))
        by_number = {number: runs for runs, number in self._rows.items() if number in used}
        rows = [
            [
                part
                for run in by_number[number]
                for part in _run_parts(
                    styles.setdefault(_classes(run.style), len(styles)), run.text
                )
            ]
            for number in used
        ]
        data = {
            "w": self._columns,
            "h": self._lines,
            "d": _milliseconds(self._end - begin),
            "s": list(styles),
            "r": rows,
            "f": [
                [
                    _milliseconds(time - begin),
                    *(part for line, row in sorted(changed.items()) for part in (line, used[row])),
                ]
                for time, changed in frames
            ],
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def thinned(frames: list[_Frame], interval: float) -> list[_Frame]:
    """Return *frames* with at least *interval* seconds between them; later changes win."""
    result: list[_Frame] = []
    for time, changed in frames:
        if result and time - result[-1][0] < interval:
            result[-1] = result[-1][0], {**result[-1][1], **changed}
        else:
            result.append((time, dict(changed)))
    return result


def from_time(frames: list[_Frame], begin: float) -> list[_Frame]:
    """Return the frames from *begin* on; the first has all that was there before."""
    first: dict[int, int] = {}
    later: list[_Frame] = []
    for time, changed in frames:
        if time <= begin:
            first.update(changed)
        else:
            later.append((time, changed))
    return [(begin, first), *later] if first else later


def _run_parts(style: int, text: str) -> list[int | str]:
    """Return a run as text, or the number of its style and its text."""
    return [style, text] if style else [text]


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _classes(style: Style) -> str:
    return " ".join(PREFIX + name for name in class_names(style))
