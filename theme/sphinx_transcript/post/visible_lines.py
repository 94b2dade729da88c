"""Lines as an author sees them in an editor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import overload

WIDTH = 300
"""The number of characters of a line that are looked at."""
# Zero-width characters and no-break spaces are invisible in an editor.
_INVISIBLE = re.compile("[\\s\\u00ad\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2064\\ufeff]+")


class VisibleLines(Sequence[str]):
    """The beginnings of lines without what nobody sees. Few of them are looked at."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> VisibleLines: ...

    def __getitem__(self, at: int | slice) -> str | VisibleLines:
        """Return a line, or some of the lines."""
        if isinstance(at, slice):
            return VisibleLines(self._lines[at])
        return visible(self._lines[at][:WIDTH])


def visible(line: str) -> str:
    """Return *line* with one space for each run of invisible characters, and none at its ends."""
    # Most lines are ASCII, and splitting them takes a fraction of the time.
    return " ".join(line.split()) if line.isascii() else _INVISIBLE.sub(" ", line).strip()
