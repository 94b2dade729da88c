"""Boxes that may be wider than a phone: they get the focus, so that the arrow keys scroll them.

Whether one in fact scrolls depends on the window; the script of the theme takes the focus from the
others. Browsers other than Safari make boxes that scroll focusable by themselves.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_PHONE_CHARACTERS = 20
"""Characters of code or of a formula's source that fit on a phone, even in a nested list."""

_CELL_PADDING = 2


def may_scroll(lines: Iterable[str]) -> bool:
    """Tell whether one of *lines* may be wider than a phone."""
    return any(len(line.encode()) > _PHONE_CHARACTERS for line in lines)


def table_may_scroll(table: nodes.Element) -> bool:
    """Tell whether *table*, or a node that contains it, may be wider than a phone."""
    widths: Counter[int] = Counter()
    for row in table.findall(nodes.row):
        column = 0
        for entry in row.children:
            if isinstance(entry, nodes.entry):
                widths[column] = max(widths[column], _width(entry))
                column += 1 + int(entry.get("morecols", 0))
    return sum(widths.values()) > _PHONE_CHARACTERS


def _width(entry: nodes.entry) -> int:
    """Return the number of characters of the widest line of *entry*, with its padding."""
    if any(entry.findall(lambda node: isinstance(node, nodes.image | nodes.raw | nodes.math))):
        return _PHONE_CHARACTERS
    lines = entry.astext().splitlines()
    return _CELL_PADDING + max((len(line.encode()) for line in lines), default=0)
