"""Plays a recording on a screen without a window, and notes what a page needs of it.

Events come in. Out come the rows that a reader could scroll back through, the places in them of
chapters and of programs that had the screen for themselves, and the screen at points in time.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.recordings.control_sequences import apply, leaves_alternate
from sphinx_transcript.recordings.escape_sequences import SequenceReader
from sphinx_transcript.recordings.screen import RecordedScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.recordings.asciicast_values import Size
    from sphinx_transcript.recordings.frames import FrameRecorder
    from sphinx_transcript.recordings.rows import Row
    from sphinx_transcript.recordings.timeline import TimedEvent

MAX_WORK = 40_000_000
"""The steps of playing a recording, of which a character written is one; a few seconds."""
MAX_ROWS = 20_000
"""The rows that are kept, of still screens, too. A long row counts as one for each 200 columns."""
MAX_PROMPTS = 100
"""The different prompts that are noted."""
_LEAVES_ALTERNATE = re.compile(r"\x1b\[\?(?:\d+;)*(?:47|1047|1049)(?:;\d+)*l|\x1bc")
_PROMPT_BEGINS = "\x1b[?2004h"


@dataclass(frozen=True, slots=True)
class Still:
    """The screen of a program that had it for itself."""

    row: int
    """The row before which it belongs."""
    time: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A point in time, and the row that the cursor was in."""

    row: int
    time: float
    label: str
    is_alternate: bool = False


@dataclass
class Played:
    """What a reader sees of a recording that was played to its end."""

    rows: list[Row] = field(default_factory=list)
    """All rows of the main screen, those that scrolled off first."""
    cleared: list[tuple[int, float]] = field(default_factory=list)
    """The numbers of the rows before which the screen was erased, and when."""
    stills: list[Still] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    begin_row: int = 0
    """The row at which a reader begins."""
    begin_time: float = 0.0
    prompts: Counter[str] = field(default_factory=Counter)
    """What stood before the cursor when a shell asked for input, and how often."""
    unfinished: int = 0
    """How many escape sequences have no end."""
    stopped: float | None = None
    """When it was stopped because it was too much; None if it was played to its end."""
    limit: str = ""
    """What it has too much of, if it was stopped."""


class Player:
    """Plays events, and has *frames* note the screen before each of them and at the end."""

    def __init__(self, size: Size, frames: FrameRecorder | None = None) -> None:
        self._played = Played()
        self._screen = RecordedScreen(size.columns, size.rows, self._keep, self._note_cleared)
        self._reader = SequenceReader()
        self._frames = frames
        self._time = 0.0
        self._last_screen: tuple[Row, ...] = ()
        self.last_screen: tuple[Row, ...] = ()
        """The screen at the end."""
        self._has_still = False
        self._awaits_prompt = False
        self._kept = 0

    def play(self, events: Iterable[TimedEvent]) -> Played:
        """Play *events*, which are in the order of their times."""
        for event in events:
            self._time = event.time
            if self._frames is not None:
                self._frames.note(event.time, self._screen)
            if event.code == "o":
                self._write(event.data)
            elif event.code == "m":
                self._mark(event.data)
            elif event.code == "b":
                self._begin()
            elif event.size is not None:
                self._screen.change_size(*event.size)
            limit = self._limit()
            if limit:
                self._played.stopped, self._played.limit = event.time, limit
                break
        return self._finish()

    def _limit(self) -> str:
        """Return which limit the recording is beyond, or ''."""
        if self._screen.work + self._reader.work // 8 > MAX_WORK:
            return f"{MAX_WORK:,} steps of drawing"
        return f"{MAX_ROWS:,} rows" if self._kept > MAX_ROWS else ""

    def _write(self, data: str) -> None:
        screen = self._screen
        was_alternate = screen.is_alternate
        screen.work += 1
        if was_alternate and _LEAVES_ALTERNATE.search(data):
            # Programs clear parts of the screen before they leave it.
            self._last_screen = tuple(screen.picture())
        if _PROMPT_BEGINS in data:
            self._awaits_prompt = True
        for token in self._reader.feed(data):
            if leaves_alternate(screen, token):
                before = tuple(screen.picture())
                apply(screen, token)
                self._note_still(before)
            else:
                apply(screen, token)
            if token.kind == "osc" and token.value.startswith("133;B"):
                self._note_prompt()
            if self._limit():
                return
        if self._awaits_prompt and not screen.is_alternate:
            self._note_prompt()

    def _keep(self, row: Row) -> None:
        self._kept += _weight(row)
        self._played.rows.append(row)

    def _keep_still(self, row: int, rows: tuple[Row, ...]) -> None:
        self._kept += sum(map(_weight, rows))
        self._played.stills.append(Still(row, self._time, rows))

    def _note_prompt(self) -> None:
        self._screen.work += self._screen.columns
        text = self._screen.row(self._screen.cursor.y).text[: self._screen.cursor.x].strip()
        prompts = self._played.prompts
        if text and len(text) < 100 and (text in prompts or len(prompts) < MAX_PROMPTS):
            prompts[text] += 1
            self._awaits_prompt = False

    def _mark(self, label: str) -> None:
        screen, played = self._screen, self._played
        row = len(played.rows) + screen.main_line()
        played.places.append(Place(row, self._time, label, screen.is_alternate))
        if screen.is_alternate:
            self._has_still = True
            self._keep_still(row, tuple(screen.picture()))

    def _begin(self) -> None:
        """Note that what comes before is left out."""
        screen, played = self._screen, self._played
        played.begin_row = len(played.rows) + screen.main_line()
        played.begin_time = self._time
        played.places.clear()
        played.stills.clear()

    def _note_still(self, before: tuple[Row, ...]) -> None:
        """Note the last screen of a program that has left it, unless a marker has shown one."""
        shown = max(before, self._last_screen, key=_amount)
        if _amount(shown) and not self._has_still:
            row = len(self._played.rows) + self._screen.cursor.y + (self._screen.cursor.x > 0)
            self._keep_still(row, shown)
        self._last_screen = ()
        self._has_still = False

    def _note_cleared(self) -> None:
        self._played.cleared.append((len(self._played.rows), self._time))

    def _finish(self) -> Played:
        screen, played = self._screen, self._played
        if self._frames is not None:
            self._frames.finish(screen)
        self.last_screen = tuple(screen.rows())
        self._reader.end()
        played.unfinished = self._reader.unfinished
        if screen.is_alternate:
            self._last_screen = tuple(screen.rows())
            screen.leave_alternate()
            self._note_still(())
        played.rows += screen.rows()
        while played.rows and not played.rows[-1].runs:
            played.rows.pop()
        return played


def _weight(row: Row) -> int:
    """Return how many rows *row* counts as."""
    return 1 + len(row.text) // 200


def _amount(rows: tuple[Row, ...]) -> int:
    """Return how many characters *rows* have."""
    return sum(len(row.text.strip()) for row in rows)
