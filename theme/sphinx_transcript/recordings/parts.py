"""What a reader gets of a recording without a script: text, chapters and still screens, in order.

The rows of a played recording come in. Each command and what it printed in the end go out: what a
program wrote over is gone, and what `clear` erased is there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.recordings.prompts import text_of
from sphinx_transcript.recordings.rows import join_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_transcript.recordings.emulation import Played
    from sphinx_transcript.recordings.prompts import Line, PromptFinder
    from sphinx_transcript.recordings.rows import Row

_SHORT = 1.0
"""Seconds. A screen without a prompt that was erased sooner is a picture of an animation."""
_DIGITS = re.compile(r"\d+")


class Text(NamedTuple):
    """Lines of a session."""

    lines: tuple[Line, ...]


class Chapter(NamedTuple):
    """The beginning of a chapter."""

    label: str
    time: float


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen of a program that had it for itself."""

    lines: tuple[Line, ...]
    time: float


Part = Text | Chapter | Screen


def parts_of(played: Played, finder: PromptFinder) -> list[Part]:
    """Return the parts of *played*, from where it begins on."""
    begin = played.begin_row
    kept = list(_kept_rows(played, finder, begin))
    lines, numbers = join_wrapped([row for _number, row in kept])
    kept_rows = [row for row, _ in kept]
    lines = finder.neutral(lines)
    end = finder.end_of_session(lines)

    def line_before(row: int) -> int:
        at = bisect_left(kept_rows, row)
        return min(numbers[at], end) if at < len(numbers) else end

    inserted: list[tuple[int, float, int, Part]] = []
    for place in played.places:
        if place.row >= begin and place.label:
            inserted.append(
                (line_before(place.row), place.time, 0, Chapter(place.label, place.time))
            )
    for still in played.stills:
        screen = Screen(screen_lines(still.rows), still.time)
        if still.row >= begin and screen.lines:
            inserted.append((line_before(still.row), still.time, 1, screen))
    inserted.sort(key=lambda item: item[:3])
    return list(_interleaved(lines[:end], [(line, part) for line, _, _, part in inserted]))


def screen_lines(rows: Sequence[Row]) -> tuple[Line, ...]:
    """Return the lines of a screen, without empty rows at its end."""
    lines = [row.runs for row in rows]
    while lines and not text_of(lines[-1]).strip():
        lines.pop()
    return tuple(lines)


def _interleaved(lines: list[Line], inserted: list[tuple[int, Part]]) -> Iterator[Part]:
    start = 0
    for line, part in [*inserted, (len(lines), None)]:
        text = _trimmed(lines[start:line])
        if text:
            yield Text(text)
        start = max(start, line)
        if part is not None:
            yield part


def _trimmed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return *lines* without empty ones at both ends."""
    written = [number for number, line in enumerate(lines) if text_of(line).strip()]
    return tuple(lines[written[0] : written[-1] + 1]) if written else ()


def _kept_rows(played: Played, finder: PromptFinder, begin: int) -> Iterator[tuple[int, Row]]:
    """Yield the rows that a reader sees, with their numbers.

    A program that erases the screen again and again draws an animation. Of its screens the last
    stays, as of a progress bar.
    """
    starts = [(0, 0.0), *played.cleared, (len(played.rows), float("inf"))]
    pages = [
        (first, played.rows[first:last], until - since)
        for (first, since), (last, until) in pairwise(starts)
    ]
    followers: list[Sequence[Row] | None] = []
    following: Sequence[Row] | None = None
    for _, rows, _ in reversed(pages):
        followers.append(following)
        following = rows or following
    for (first, rows, seconds), following in zip(pages, reversed(followers), strict=True):
        if following is not None and _is_drawn_over(rows, following, seconds, finder):
            continue
        for number, row in enumerate(rows, first):
            if number >= begin:
                yield number, row


def _is_drawn_over(
    rows: Sequence[Row], following: Sequence[Row], seconds: float, finder: PromptFinder
) -> bool:
    lines, _ = join_wrapped(rows)
    if finder.prompt_lines(finder.neutral(lines)):
        return False
    return seconds < _SHORT or _shape(rows) == _shape(following)


def _shape(rows: Sequence[Row]) -> str:
    """Return what stays the same in the first line of a screen that is drawn again."""
    first = next((row.text.strip() for row in rows if row.text.strip()), "")
    return _DIGITS.sub("0", first)
