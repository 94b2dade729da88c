"""Compares what a command printed with the output that a page shows.

White space at the end of lines and blank lines at the end of the output don't count. ``...`` in a
line stands for any text, a line of ``...`` for any lines, ``<name>`` for a named value, and a line
that begins with a backslash for itself; see `line_patterns` and `escapes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_transcript.sessions.line_patterns import LinePattern, line_patterns, normal_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TRACEBACK: Final = "Traceback (most recent call last):"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where output differs from what is expected."""

    expected_index: int
    """The first expected line that was not printed; the number of lines if more was printed."""
    printed_index: int
    """The line of the output there, from 0; the number of lines where the output has ended."""
    expected: tuple[str, ...]
    """The expected lines, without blank ones at the end."""
    printed: tuple[str, ...]
    """The lines of the output, likewise. Both are without the frames of Python's tracebacks."""


def find_difference(
    expected: Sequence[str],
    printed: str,
    patterns: Mapping[str, str],
    *,
    is_python: bool = False,
) -> Difference | None:
    """Return where *printed* differs from the lines *expected*, and None if it doesn't.

    *patterns* has the regular expressions of named values. With *is_python*, the frames of a
    traceback don't count, as in doctest.
    """
    wanted = [line.rstrip() for line in expected]
    found = _without_blank_end([normal_line(line) for line in printed.split("\n")])
    if is_python:
        wanted, found = _without_frames(wanted), _without_frames(found)
    rows = list(line_patterns(wanted, patterns, is_python=is_python))
    while rows and rows[-1].is_blank:
        rows.pop()
    del wanted[len(rows) :]
    place = _first_difference(rows, found)
    if place is None:
        return None
    return Difference(*place, tuple(wanted), tuple(found))


def _first_difference(rows: Sequence[LinePattern], lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the indices in *rows* and *lines* where they first differ.

    Rows between two wildcards are looked for from where those before them were found: the first
    place is the right one, as within a line.
    """
    blocks = _blocks(rows)
    start, block = blocks[0]
    matched = _matched(block, lines, 0)
    if matched < len(block):
        return start + matched, matched
    at = len(block)
    if len(blocks) == 1:
        return None if at == len(lines) else (len(rows), at)
    for start, block in blocks[1:-1]:
        place, matched = _find(block, lines, at)
        if matched < len(block):
            return start + matched, place + matched
        at = place + len(block)
    start, block = blocks[-1]
    place = max(at, len(lines) - len(block))
    if _matched(block, lines, place) == len(block):
        return None
    place, matched = _find(block, lines, at)
    return start + matched, place + matched


def _blocks(rows: Sequence[LinePattern]) -> list[tuple[int, list[LinePattern]]]:
    """Return the rows between wildcards, each block with the index of its first row."""
    blocks: list[tuple[int, list[LinePattern]]] = [(0, [])]
    for index, row in enumerate(rows):
        if row.is_any_lines:
            blocks.append((index + 1, []))
        else:
            blocks[-1][1].append(row)
    return blocks


def _matched(block: Sequence[LinePattern], lines: Sequence[str], at: int) -> int:
    """Return how many rows of *block*, from its first on, match the lines from *at* on."""
    for count, row in enumerate(block):
        if at + count >= len(lines) or not row.matches(lines[at + count]):
            return count
    return len(block)


def _find(block: Sequence[LinePattern], lines: Sequence[str], start: int) -> tuple[int, int]:
    """Return the first place of *block* in *lines* from *start* on, and its length.

    Where there is none: the place with most matching rows, and their number.
    """
    best = (start, 0)
    for at in range(start, len(lines)):
        matched = _matched(block, lines, at)
        if matched == len(block):
            return at, matched
        if matched > best[1]:
            best = (at, matched)
    return best if block else (start, 0)


def _without_blank_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _without_frames(lines: list[str]) -> list[str]:
    """Return *lines* without the frames of tracebacks, which are indented, or ``...`` for them."""
    kept: list[str] = []
    is_in_frames = False
    for line in lines:
        is_frame = is_in_frames and (line.startswith((" ", "\t")) or line.strip() == "...")
        if is_in_frames and not is_frame:
            is_in_frames = False
        if not is_frame:
            kept.append(line)
        if line.strip() == _TRACEBACK:
            is_in_frames = True
    return kept
