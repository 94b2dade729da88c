"""The lines of a transcript: wrapping, and the blank lines around headings and prompts."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from docutils.utils import column_width
from sphinx.writers.text import TextWrapper

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(Enum):
    """A kind of line with its own number of blank lines before and after it."""

    HEADING = (2, 2)
    PROMPT = (2, 1)

    @property
    def before(self) -> int:
        """The number of blank lines before the line."""
        return self.value[0]

    @property
    def after(self) -> int:
        """The number of blank lines after the line."""
        return self.value[1]


class MarkedLine(str):
    """A line with a mark. It already has its indentation."""

    __slots__ = ("mark",)
    mark: Mark

    def __new__(cls, line: str, mark: Mark) -> MarkedLine:
        """Return *line* with *mark*."""
        self = super().__new__(cls, line)
        self.mark = mark
        return self


def spaced(lines: Iterable[str]) -> list[str]:
    """Return *lines* with the right number of blank lines around each marked line.

    Between two marked lines, the larger of the two marks' numbers applies. A heading right below a
    prompt is an exception: it is the output of the command, with one blank line between them.
    Other blank lines, as in code, are kept, except at the beginning and at the end.
    """
    result: list[str] = []
    last: Mark | None = None
    skipping = True
    for line in lines:
        mark = line.mark if isinstance(line, MarkedLine) else None
        if mark is None and not line.strip():
            if not skipping:
                result.append("")
            continue
        if result and (mark or skipping):
            _strip_blank_end(result)
            result += [""] * _space(last, mark)
        result.append(str(line))
        last = mark
        skipping = mark is not None
    _strip_blank_end(result)
    return result


def _space(above: Mark | None, below: Mark | None) -> int:
    if above is Mark.PROMPT and below is Mark.HEADING:
        return Mark.PROMPT.after
    return max(above.after if above else 0, below.before if below else 0)


def _strip_blank_end(lines: list[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()


BREAK = "\u2028"
"""A line break that the author asked for: Unicode's line separator."""

# It begins where blanks begin: else each of many blanks within a line would be tried as a start.
_SOURCE_BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?\r?\n[ \t]*")


class _Wrapper(TextWrapper):
    """Sphinx's wrapper, which counts wide characters twice, but with its own breaks of long words.

    Sphinx measures and copies the rest of a word again for each of its lines. In Sphinx 8.2, a long
    word that is exactly as wide as the line has room for is never shortened.
    """

    def _handle_long_word(
        self, reversed_chunks: list[str], cur_line: list[str], cur_len: int, width: int
    ) -> None:
        word = reversed_chunks.pop()
        first, *others = _pieces(word, width - cur_len, width, has_start=bool(cur_line))
        if first:
            cur_line.append(first)
        # Lines of white space alone are left out, but the last of them may have words after it.
        while len(others) > 1 and not others[-1].strip() and not others[-2].strip():
            del others[-2]
        reversed_chunks += reversed(others)


def _pieces(word: str, room: int, width: int, *, has_start: bool) -> list[str]:
    """Return *word* in pieces: for the *room* in this line, then for lines of *width* columns.

    The first piece may be empty in a line that *has_start*. All others have a character.
    """
    ends: list[int] = []
    start = used = 0
    for at, char in enumerate(word):
        used += (columns := column_width(char))
        if used > room and (at > start or (has_start and not ends)):
            ends.append(at)
            start, used, room = at, columns, width
    return [word[i:j] for i, j in zip([0, *ends], [*ends, len(word)], strict=True)]


def wrap_text(text: str, width: int) -> list[str]:
    """Return running *text* in lines of at most *width* columns. A wide character takes two.

    Line ends of the source count as spaces. With a *width* of 0, lines end only at ``BREAK``.
    """
    lines: list[str] = []
    for part in text.split(BREAK):
        line = part.strip("\r\n")
        if "\n" in line:
            line = _SOURCE_BREAK.sub(" ", line)
        if width > 0:
            lines += _Wrapper(width=width, break_on_hyphens=False).wrap(line)
        elif line.strip():
            lines.append(line.rstrip())
    return lines
