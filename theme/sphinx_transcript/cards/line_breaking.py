"""Breaking of a title into lines of cells, at the largest size at which all of it fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from uniseg.linebreak import line_break_units

from sphinx_transcript.cards.drawable_text import clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ELLIPSIS = "…"
_WIDE_LIMIT = 1100
"""How many pixels wide characters may take, in cells one after the other.

Above it, their many strokes would make too large a file.
"""
_PLAIN_WORDS = re.compile(r"(?:[a-z0-9][!-,.0-~]{0,15}(?: |$))+", re.IGNORECASE | re.ASCII)
"""Matches words between which, and nowhere else, a line can be broken."""


class Size(NamedTuple):
    """A size of type: how much text of it there is room for."""

    cell: int
    """The width of a cell in pixels."""
    columns: int
    """Cells in a line."""
    lines: int


def fitted(text: str, sizes: Sequence[Size]) -> tuple[Size, list[str]]:
    """Return the first of *sizes* at which *text* fits without a broken word, and its lines.

    Where it fits at none, it is broken and cut at the last one. *sizes* go from large to small.
    """
    units = _units(text)
    longest = max((cells(unit.rstrip()) for unit in units), default=0)
    wide = cells(text) - sum(1 for _ in clusters(text))
    for size in sizes:
        if longest <= size.columns and wide * size.cell <= _WIDE_LIMIT:
            lines = _filled(units, size.columns)
            if len(lines) <= size.lines:
                return size, _balanced(units, size.columns, lines)
    columns, count = sizes[-1].columns, sizes[-1].lines
    lines = _filled([piece for unit in units for piece in _pieces(unit, columns)], columns)
    if len(lines) <= count:
        return sizes[-1], lines
    last = cut(lines[count - 1], columns - 1).removesuffix(ELLIPSIS)
    return sizes[-1], [*lines[: count - 1], last + ELLIPSIS]


def cut(text: str, columns: int) -> str:
    """Return *text*, with an ellipsis at its end if it is wider than *columns* cells."""
    if cells(text) <= columns:
        return text
    kept, used = [], 1
    for cluster, width in clusters(text):
        used += width
        if used > columns:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def cells(text: str) -> int:
    """Return how many cells *text* takes."""
    return len(text) if text.isascii() else sum(width for _, width in clusters(text))


def _units(text: str) -> list[str]:
    """Return the parts of *text* between which a line can be broken.

    https://www.unicode.org/reports/tr14/
    """
    if _PLAIN_WORDS.fullmatch(text):
        return text.replace(" ", " \n").split("\n")
    return list(line_break_units(text))


def _filled(units: Iterable[str], columns: int) -> list[str]:
    """Return lines of as many of the *units* as have room in *columns* cells."""
    lines: list[str] = []
    line = ""
    for unit in units:
        if line and cells((line + unit).rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


def _balanced(units: Sequence[str], columns: int, lines: list[str]) -> list[str]:
    """Return the narrowest lines of which there are as many as *lines*."""
    longest = max((cells(unit.rstrip()) for unit in units), default=columns)
    for narrower in range(columns - 1, longest - 1, -1):
        found = _filled(units, narrower)
        if len(found) > len(lines):
            break
        lines = found
    return lines


def _pieces(unit: str, columns: int) -> Iterable[str]:
    """Yield *unit* in pieces of at most *columns* cells."""
    piece, used = "", 0
    for cluster, width in clusters(unit):
        if used + width > columns and not cluster.isspace():
            yield piece
            piece, used = "", 0
        piece += cluster
        used += width
    if piece:
        yield piece
