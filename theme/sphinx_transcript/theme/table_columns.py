"""Marks the columns of tables that need room, so that no text is squeezed into a narrow column.

CSS can't derive the least width of a column from the length of its text. So one cell of each column
gets a class that asks for the room; see ``css/blocks.css``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE, WIDE, WIDEST = "ts-whole", "ts-wide", "ts-widest"
_WHOLE_LENGTH = 20
"""Characters of a text that stays on one line; a longer one gets at least that much room."""
_WIDEST_LENGTH = 160
"""Characters of a text that gets as many columns as a phone shows."""


def mark_columns(table: nodes.table) -> None:
    """Add a class to the cell with the longest text of each column of *table*."""
    for group in table.findall(nodes.tgroup):
        if group.parent is not table:
            continue  # A table in a cell of this one, which is marked itself.
        longest: dict[int, tuple[int, nodes.entry]] = {}
        for body in group.findall(nodes.tbody):
            if body.parent is group:
                for column, entry in _cells(body):
                    length = max(map(len, _texts(entry)), default=0)
                    if length > longest.get(column, (0, entry))[0]:
                        longest[column] = length, entry
        for length, entry in longest.values():
            if length > _WHOLE_LENGTH:
                entry["classes"].append(WIDEST if length > _WIDEST_LENGTH else WIDE)
            elif any(" " in text for text in _texts(entry)):
                entry["classes"].append(WHOLE)


def _cells(body: nodes.tbody) -> Iterator[tuple[int, nodes.entry]]:
    """Return the cells of *body* that span no other column, each with the number of its column."""
    rows_left: dict[int, int] = {}
    """How many of the next rows a cell from above reaches into, by column."""
    for row in body.findall(nodes.row):
        if row.parent is not body:
            continue
        column = 0
        taken = {number for number, left in rows_left.items() if left > 0}
        rows_left = {number: rows_left[number] - 1 for number in taken}
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            while column in taken:
                column += 1
            span = 1 + entry.get("morecols", 0)
            if span == 1:
                yield column, entry
            for number in range(column, column + span):
                rows_left[number] = entry.get("morerows", 0)
            column += span


def _texts(node: nodes.Element) -> Iterator[str]:
    """Return the texts of *node* that are broken into lines: not code, nor tables in it."""
    for child in node.children:
        if isinstance(child, nodes.table | nodes.literal_block | nodes.Text):
            continue
        if isinstance(child, nodes.TextElement):
            yield child.astext()
        elif isinstance(child, nodes.Element):
            yield from _texts(child)
