"""A block in its source file: found there, and given another text, while all else stays.

The lines of the file have a prefix that the block does not have: an indentation, or the mark of a
block quote. Line ends, the byte order mark and a missing last line end are kept.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.sessions.new_output import Change

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_PREFIX = re.compile(r"[ \t>]*")


class SourceLine(NamedTuple):
    """A line of a source file."""

    text: str
    end: str
    """The line end; empty for a last line without one."""


class SourceBlock(NamedTuple):
    """Where a block is in a source file."""

    first: int
    """The index of its first line, from 0."""
    prefixes: tuple[str, ...]
    """What each of its lines has before the text of the block."""


def source_lines(source: str) -> list[SourceLine]:
    """Return the lines of *source*; a line end at its end begins no further line."""
    lines = [SourceLine(*match.groups()) for match in _LINE.finditer(source)]
    while lines and lines[-1] == ("", ""):
        lines.pop()
    return lines


def joined(lines: list[SourceLine]) -> str:
    """Return the source that consists of *lines*."""
    return "".join(f"{line.text}{line.end}" for line in lines)


def find_block(lines: list[SourceLine], text: str, line: int) -> SourceBlock | None:
    """Return the place of the block *text* in *lines*, whose first line is *line*, from 1.

    Where it is not there, it is searched in all lines. Return None where it is in none or several
    places, as when the text of the file is not the text that was read.
    """
    block = text.split("\n")
    if found := _block_at(lines, block, line - 1):
        return found
    places = [
        found
        for index in range(len(lines) - len(block) + 1)
        if (found := _block_at(lines, block, index))
    ]
    return places[0] if len(places) == 1 else None


def nearest_block(lines: list[SourceLine], text: str, line: int) -> SourceBlock | None:
    """Return the first place of the block *text* from *line* on, or else the last one before it.

    *line* is the line, from 1, in which a directive or a fence begins that has the block.
    """
    block = text.split("\n")
    for index in [*range(max(0, line - 1), len(lines)), *range(line - 2, -1, -1)]:
        if found := _block_at(lines, block, index):
            return found
    return None


def with_changes(
    lines: list[SourceLine], place: SourceBlock, changes: Sequence[Change]
) -> list[SourceLine]:
    """Return *lines* with *changes* of the output of the block at *place*."""
    newline = next((line.end for line in lines if line.end), "\n")
    result = list(lines)
    for change in reversed(changes):
        first, end = place.first + change.first, place.first + change.end
        above = first - 1  # A command: it has the prefix that its output needs.
        prefix = place.prefixes[change.first - 1]
        line_end = result[above].end or newline
        old = result[first:end]
        added: list[SourceLine] = []
        kept = _Kept(old, place.prefixes[change.first : change.end])
        for text in change.lines:
            if line := kept.take(text):
                added.append(line._replace(end=line.end or line_end))
            else:
                full = f"{prefix}{text}" if text else prefix.rstrip()
                added.append(SourceLine(full, line_end))
        ends_file = not (old or [result[above]])[-1].end
        result[first:end] = added
        if ends_file:
            # The file has no line end at its end.
            result[above] = result[above]._replace(end=line_end)
            last = above + len(added)
            result[last] = result[last]._replace(end="")
    return result


class _Kept:
    """Lines of a source file that stay with their prefixes, in their order."""

    def __init__(self, lines: Sequence[SourceLine], prefixes: Sequence[str]) -> None:
        self._lines = lines
        self._places: dict[str, deque[int]] = {}
        self._next = 0
        for index, (line, prefix) in enumerate(zip(lines, prefixes, strict=True)):
            self._places.setdefault(line.text[len(prefix) :].rstrip(), deque()).append(index)

    def take(self, text: str) -> SourceLine | None:
        """Return the next line that has *text* behind its prefix; None if there is none."""
        places = self._places.get(text.rstrip(), deque())
        while places and places[0] < self._next:
            places.popleft()
        if not places:
            return None
        self._next = places[0] + 1
        return self._lines[places[0]]


def _block_at(lines: list[SourceLine], block: list[str], first: int) -> SourceBlock | None:
    if first < 0 or first + len(block) > len(lines):
        return None
    prefixes = []
    for line, text in zip(lines[first : first + len(block)], block, strict=True):
        prefix = _prefix(line.text, text)
        if prefix is None:
            return None
        prefixes.append(prefix)
    return SourceBlock(first, tuple(prefixes))


def _prefix(line: str, text: str) -> str | None:
    """Return what *line* has before the line *text* of a block; None if it has another text."""
    line, text = line.rstrip(), text.rstrip()
    if line.endswith(text) and (match := _PREFIX.fullmatch(line.removesuffix(text))):
        return match[0]
    # docutils reads tabs as spaces, and form feeds as a space.
    spaces = re.sub("[\v\f]", " ", line.expandtabs(8))
    if text and spaces.endswith(text) and not spaces.removesuffix(text).strip(" "):
        width = len(spaces) - len(text)
        indentation = next(
            (line[:end] for end in range(width + 1) if len(line[:end].expandtabs(8)) == width), ""
        )
        return indentation or " " * width
    return None
