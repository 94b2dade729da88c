"""The rows of a listing in plain text, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import column_width
from sphinx.writers.text import TextTranslator

from sphinx_transcript.pages.nodes import separator
from sphinx_transcript.plain_text.layout import wrap_text
from sphinx_transcript.support.terminal_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.pages.nodes import post_rows, term_rows


class ListingTranslator(TextTranslator):
    """Translator mixin for the rows of listings."""

    width: int

    def available_width(self) -> int:
        """Return the number of columns for text at this point."""
        raise NotImplementedError

    def visit_post_rows(self, node: post_rows) -> None:
        """Lay out the rows of a listing in columns."""
        self._add_rows(node, right=lambda column: column > 0)

    def visit_term_rows(self, node: term_rows) -> None:
        """Lay out terms with their counts in columns."""
        self._add_rows(node, right=lambda column: column == 0)

    def _add_rows(self, node: nodes.Element, right: Callable[[int], bool]) -> None:
        """Add the rows of *node* in columns; *right* tells which of them are aligned right."""
        rows = [
            [
                plain_text(cell.astext())
                for cell in paragraph.children
                if not isinstance(cell, separator) and cell.astext().strip()
            ]
            for paragraph in node.findall(nodes.paragraph)
        ]
        columns = zip(*rows, strict=True)
        widths = [max(map(column_width, column)) for column in columns]
        lines: list[str] = []
        for row in rows:
            head = "".join(
                f"{_padded(text, width, right=right(index))}  "
                for index, (text, width) in enumerate(zip(row[:-1], widths, strict=False))
            )
            width = self.width and max(self.available_width() - len(head), 20)
            title = wrap_text(row[-1], width)
            lines += [head + title[0], *(" " * column_width(head) + more for more in title[1:])]
        self.states[-1].append((0, [*lines, ""]))
        raise nodes.SkipNode


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - column_width(text))
    return blank + text if right else text + blank
