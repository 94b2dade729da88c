"""Blocks with marks of escaped output, in plain text: they are shown without the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.text import TextTranslator

from sphinx_transcript.highlighting.shown_text import has_marks, shown_text

if TYPE_CHECKING:
    from docutils.nodes import Element


class EscapedBlockTranslator(TextTranslator):
    """Shows such blocks. The document of an HTML build has the marks, for its lexers."""

    def visit_literal_block(self, node: Element) -> None:
        """Begin a block of code; a block with marks is added whole."""
        super().visit_literal_block(node)
        if has_marks(node):
            self.add_text(shown_text(node))
            self.depart_literal_block(node)
            raise nodes.SkipNode
