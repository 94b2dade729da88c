"""Places in reStructuredText where columns count: tables, and the lines below titles.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#tables
"""

from __future__ import annotations

import re
from bisect import bisect_right

_GRID_BORDER = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*")
_GRID_LINE = re.compile(r"[ \t]*[+|].*[+|][ \t]*")
_SIMPLE_BORDER = re.compile(r"[ \t]*=+(?: +=+)+[ \t]*")
_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*")
_REWRITTEN = re.compile(r":(?:doc|download):`|`__")


def table_lines(text: str) -> set[int]:
    """Return the indices of the lines in grid tables and simple tables."""
    lines = text.split("\n")
    ends = _simple_table_ends(lines)
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at
        if _GRID_BORDER.fullmatch(lines[at]):
            while end < len(lines) and _GRID_LINE.fullmatch(lines[end]):
                end += 1
        elif _SIMPLE_BORDER.fullmatch(lines[at]):
            following = bisect_right(ends, at + 1)
            end = ends[following] if following < len(ends) else at
        found |= set(range(at, end))
        at = max(end, at + 1)
    return found


class Substitutions:
    """Short names for the links in a table that are longer now than the cells are wide."""

    def __init__(self, text: str) -> None:
        """Prepare for *text*, whose own names are not used again."""
        self._text = text
        self._names: dict[str, str] = {}

    def fit(self, old: str, new: str) -> str:
        """Return *new*, or a name for it, as wide as *old*; *old* itself if neither fits."""
        if len(new) <= len(old):
            return new.ljust(len(old))
        # A substitution can't hold an anonymous link.
        if "\n" in old or not new.startswith(":"):
            return old
        if new not in self._names:
            number = len(self._names) + 1
            while f"|l{number}|" in self._text:
                number += 1
            self._text += f"|l{number}|"
            self._names[new] = f"l{number}"
        name = f"|{self._names[new]}|"
        return name.ljust(len(old)) if len(name) <= len(old) else old

    def definitions(self) -> str:
        """Return the definitions of the names, to stand at the end of the text."""
        lines = [f".. |{name}| replace:: {markup}" for markup, name in self._names.items()]
        return "\n\n" + "\n".join(lines) + "\n" if lines else ""


def lengthen_underlines(text: str) -> str:
    """Return *text* with the lines below and above titles as long as the links in them need."""
    lines = text.split("\n")
    for at, line in enumerate(lines[:-1]):
        below = _UNDERLINE.fullmatch(lines[at + 1])
        width = len(line.rstrip())
        if below is None or len(below[0].rstrip()) >= width or not _REWRITTEN.search(line):
            continue
        if at and lines[at - 1].rstrip() == below[0].rstrip():
            lines[at - 1] = below[1] * width
        elif at and lines[at - 1].strip():
            continue
        lines[at + 1] = below[1] * width
    return "\n".join(lines)


def _simple_table_ends(lines: list[str]) -> list[int]:
    """Return the indices below the last borders of simple tables: those before a blank line."""
    return [
        at + 1
        for at, line in enumerate(lines)
        if (at + 1 == len(lines) or not lines[at + 1].strip()) and _SIMPLE_BORDER.fullmatch(line)
    ]
