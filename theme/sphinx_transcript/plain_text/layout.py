"""The lines of a transcript: how text is wrapped, and the space that headings and prompts have."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from docutils.utils import column_width
from sphinx.writers.text import TextWrapper

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(Enum):
    """What a line is that has its own space around it."""

    HEADING = (2, 2)
    PROMPT = (2, 1)

    @property
    def before(self) -> int:
        """Blank lines before it."""
        return self.value[0]

    @property
    def after(self) -> int:
        """Blank lines after it."""
        return self.value[1]


class MarkedLine(str):
    """A line that a mark belongs to. Its own indentation stays."""

    __slots__ = ("mark",)
    mark: Mark

    def __new__(cls, line: str, mark: Mark) -> MarkedLine:
        """Return *line* with its *mark*."""
        self = super().__new__(cls, line)
        self.mark = mark
        return self


def spaced(lines: Iterable[str]) -> list[str]:
    """Return *lines* with the right number of blank ones around each marked line.

    Between two marked lines stand as many as the first has after it or the second before it,
    whichever is more; but a heading right under a prompt is the prompt's output, and one blank
    line stands between them. Blank lines elsewhere, as in code, are left alone, but for those at
    the beginning and the end, which go.
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
"""Unicode's line separator: a line break that the author asked for."""

_SOURCE_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")


class _Wrapper(TextWrapper):
    """Sphinx's wrapper, which counts wide characters twice, with a break of long words that ends.

    That of Sphinx 8.2 takes nothing off a word that is as wide as the line has room, for ever.
    """

    def _handle_long_word(
        self, reversed_chunks: list[str], cur_line: list[str], cur_len: int, width: int
    ) -> None:
        word = reversed_chunks.pop()
        end = _fitting(word, width - cur_len)
        if not cur_line:
            end = max(end, 1)
        if end:
            cur_line.append(word[:end])
        if word[end:]:
            reversed_chunks.append(word[end:])


def _fitting(word: str, room: int) -> int:
    """Return how many characters at the beginning of *word* fit into *room* columns."""
    used = 0
    for at, char in enumerate(word):
        used += column_width(char)
        if used > room:
            return at
    return len(word)


def wrap(text: str, width: int) -> list[str]:
    """Return running *text* in lines of at most *width* columns; wide characters take two.

    Line ends in the source are no line ends of the text. With a *width* of 0 nothing is wrapped.
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
