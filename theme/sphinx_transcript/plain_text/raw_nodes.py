"""Nodes in HTML, as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.text import TextTranslator

from sphinx_transcript.plain_text.layout import BREAK
from sphinx_transcript.plain_text.notebook_outputs import TEXT

if TYPE_CHECKING:
    from docutils.nodes import Element

_LINE_BREAK = re.compile(r"<br ?/?>")


class RawTranslator(TextTranslator):
    """Renders the raw nodes of which the text is known."""

    def visit_raw(self, node: Element) -> None:
        """Keep hard line breaks of Markdown, which MyST turns into HTML, and notebooks' outputs."""
        if "html" in node.get("format", "").split() and _LINE_BREAK.fullmatch(
            node.astext().strip()
        ):
            self.add_text(BREAK)
            raise nodes.SkipNode
        if TEXT in node:
            self.new_state()
            self.add_text(node[TEXT])
            self.end_state(wrap=False)
            raise nodes.SkipNode
        super().visit_raw(node)
