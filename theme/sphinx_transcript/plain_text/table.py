"""Tables whose columns fit their text, within the width of the page."""

from __future__ import annotations

from itertools import islice
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import column_width
from sphinx.writers.text import Cell, Table, TextTranslator

from sphinx_transcript.plain_text.layout import wrap_text

if TYPE_CHECKING:
    from docutils.nodes import Element

_MIN_COLUMN_WIDTH = 6


class FittedTable(Table):
    """A table whose column widths come from its cells; Sphinx takes them from the markup."""

    def __init__(self, width: int) -> None:
        """Make an empty table at most *width* characters wide; 0 means any width."""
        super().__init__()
        self.width = width
        self._wide_rows = self._columns = 0
        """The first rows that have so many columns or more."""

    def __str__(self) -> str:
        """Draw the table; one without cells, such as an ``autosummary`` of nothing, is nothing."""
        return super().__str__() if any(self.lines) else ""

    def _ensure_has_column(self, col: int) -> None:
        """Give all rows *col* columns or more. Sphinx looks at all rows for each cell."""
        narrow = self.lines[self._wide_rows if col <= self._columns else 0 :]
        for line in narrow:
            line += [Cell() for _ in range(col - len(line))]
        if col >= self._columns:
            self._wide_rows, self._columns = len(self.lines), col

    def rewrap(self) -> None:
        """Compute the widths of the columns and wrap the cells to them."""
        count = max((len(line) for line in self.lines), default=0)
        widths = [1] * count
        cells = sorted(self.cells, key=lambda cell: cell.colspan)
        for cell in cells:
            lines = cell.text.splitlines() or [""]
            self._widen(widths, cell, max(map(column_width, lines)))
        self.colwidth = self._fit(widths)
        self.measured_widths = self.colwidth[:]
        for cell in cells:
            width = self.cell_width(cell, self.colwidth) if self.width else 0
            cell.wrapped = [
                part for line in cell.text.splitlines() for part in (wrap_text(line, width) or [""])
            ]
            # A word that can't be broken may be wider than its column.
            self._widen(self.measured_widths, cell, max(map(column_width, cell.wrapped), default=0))

    def _widen(self, widths: list[int], cell: Cell, needed: int) -> None:
        """Widen the columns of *cell*, evenly and in place, until *needed* characters fit."""
        first = cell.col or 0
        columns = range(first, min(first + cell.colspan, len(widths)))
        missing = needed - self.cell_width(cell, widths)
        for index, column in enumerate(columns):
            if missing > 0:
                share = -(-missing // (len(columns) - index))
                widths[column] += share
                missing -= share

    def _fit(self, widths: list[int]) -> list[int]:
        """Return *widths* with the widest columns narrowed until the table fits."""
        # Each column has a border and two spaces.
        excess = sum(widths) - (self.width - 3 * len(widths) - 1)
        if not self.width or excess <= 0:
            return widths[:]
        widest, cost = _level(widths, excess)
        fitted = [min(width, widest) for width in widths]
        if widest > _MIN_COLUMN_WIDTH:
            # What is left is less than one for each of the widest.
            at_level = (at for at, width in enumerate(fitted) if width == widest)
            for at in islice(at_level, excess - cost):
                fitted[at] -= 1
        return fitted


def _level(widths: list[int], excess: int) -> tuple[int, int]:
    """Return the width to which the widest of *widths* are narrowed, and by how much in all.

    It is the lowest width by which no more than *excess* is saved.
    """
    ordered = [*sorted(widths, reverse=True), 0]
    level, cost = ordered[0], 0
    for count, below in enumerate(ordered[1:], start=1):
        # From here on, *count* columns are narrowed together.
        lowest = max(below, min(_MIN_COLUMN_WIDTH, level))
        step = min(level - lowest, (excess - cost) // count)
        level, cost = level - step, cost + step * count
        if level > below:
            break
    return level, cost


class TableTranslator(TextTranslator):
    """Translator mixin for tables, also inside the cells of other tables."""

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document, builder)
        self.outer_tables: list[tuple[Table | None, Cell | None]] = []

    def max_table_width(self) -> int:
        """Return the maximum width of a table at this point; 0 for no maximum."""
        return 0

    def visit_table(self, node: Element) -> None:
        """Begin a table."""
        self.outer_tables.append((getattr(self, "table", None), getattr(self, "entry", None)))
        self.new_state(0)
        self.table = FittedTable(self.max_table_width())

    def depart_table(self, node: Element) -> None:
        """Draw the table, and continue with the outer one, if any."""
        drawing = str(self.table)
        table, entry = self.outer_tables.pop()
        if table is None or entry is None:
            del self.table
        else:
            self.table, self.entry = table, entry
        self.add_text(drawing)
        self.end_state(wrap=False)

    def visit_colspec(self, node: Element) -> None:
        """Ignore the column widths of the markup: cells are measured instead."""
        raise nodes.SkipNode

    def depart_entry(self, node: Element) -> None:
        """End a cell, and strip the blank lines at its end."""
        lines = [line and " " * at + line for at, block in self.states.pop() for line in block]
        self.stateindent.pop()
        self.entry.text = dedent("\n".join(lines)).rstrip()
        self.table.add_cell(self.entry)
        del self.entry
