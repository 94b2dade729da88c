"""A Sphinx extension with a Markdown parser of its own, as older projects have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.parsers import Parser

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PlainParser(Parser):
    """Makes one paragraph of a document."""

    supported: ClassVar[tuple[str, ...]] = ("markdown",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Add *inputstring* to *document*."""
        document += nodes.paragraph(inputstring, inputstring)


def setup(app: Sphinx) -> None:
    """Register the parser."""
    app.add_source_suffix(".md", "markdown")
    app.add_source_parser(PlainParser)
