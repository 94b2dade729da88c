"""Tables whose columns are as wide as their text, or as the page allows."""

from __future__ import annotations

from docutils.utils import column_width
from sphinx.writers.text import Cell, Table

from sphinx_transcript.plain_text.layout import wrap

_NARROWEST = 6


class FittedTable(Table):
    """A table that measures its cells, where Sphinx's own goes by the columns' markup."""

    def __init__(self, width: int) -> None:
        """Make an empty table of at most *width* columns of text, or of any where that is 0."""
        super().__init__()
        self.width = width

    def rewrap(self) -> None:
        """Settle the widths of the columns and wrap the cells."""
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
                part for line in cell.text.splitlines() for part in (wrap(line, width) or [""])
            ]
            # A word that can't be broken may be wider than its column.
            self._widen(self.measured_widths, cell, max(map(column_width, cell.wrapped), default=0))

    def _widen(self, widths: list[int], cell: Cell, needed: int) -> None:
        first = cell.col or 0
        columns = range(first, min(first + cell.colspan, len(widths)))
        missing = needed - self.cell_width(cell, widths)
        for index, column in enumerate(columns):
            if missing > 0:
                share = -(-missing // (len(columns) - index))
                widths[column] += share
                missing -= share

    def _fit(self, widths: list[int]) -> list[int]:
        """Return *widths*, the widest made narrower until the table fits."""
        fitted = widths[:]
        if not self.width or not fitted:
            return fitted
        room = self.width - 3 * len(fitted) - 1
        while sum(fitted) > room and max(fitted) > _NARROWEST:
            fitted[fitted.index(max(fitted))] -= 1
        return fitted
