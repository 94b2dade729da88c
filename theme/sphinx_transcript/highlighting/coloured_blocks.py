"""Blocks of output with styles: how HTML and LaTeX show them.

A ``literal_block`` has the plain text of the output, which all builders show, and which feeds, the
search and other extensions find. Its styles are in an attribute. For HTML and LaTeX, blocks become
nodes of a class of their own, whose visitors highlight the same block with the styles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_transcript.highlighting.ansi_languages import WRITTEN, session_language
from sphinx_transcript.highlighting.ansi_lexer import LINK_END, LINK_START, LINK_TEXT, AnsiLexer
from sphinx_transcript.highlighting.ansi_tokens import with_our_classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.highlighting import PygmentsBridge

STYLES: Final = "transcript_ansi"
"""The attribute of a ``literal_block`` with its lines, as lists of `Run`."""
_LEXER = "transcript-ansi"
"""The name by which the visitors reach the lexer."""
_LINK = re.compile(f"{LINK_START}([^{LINK_TEXT}]*){LINK_TEXT}([^{LINK_END}]*){LINK_END}")


class coloured_block(nodes.literal_block):  # noqa: N801
    """A ``literal_block`` with styles."""

    tagname = "literal_block"


class ColouredBlocks(SphinxPostTransform):
    """Replaces blocks with styles for the builders that show these."""

    # After those of Sphinx, which look for blocks of code.
    default_priority = 900
    formats = ("html", "latex")

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes."""
        for node in list(self.document.findall(nodes.literal_block)):
            if node.get(STYLES) and not isinstance(node, coloured_block):
                new = coloured_block(node.rawsource, "", *node.children, **node.attributes)
                new.source, new.line = node.source, node.line
                new["classes"] = [*node["classes"], "ts-ansi"]
                node.replace_self(new)


class _ColouringBridge:
    """Stands for the highlighter of a translator while that writes one block."""

    def __init__(self, highlighter: PygmentsBridge, node: nodes.Element, *, is_html: bool) -> None:
        self._highlighter = highlighter
        self._node = node
        self._is_html = is_html

    def highlight_block(self, source: str, lang: str, opts: Any = None, **options: Any) -> str:
        """Highlight the block as ``PygmentsBridge.highlight_block`` does, with its styles."""
        found = {
            "lines": self._node[STYLES],
            "base": session_language(lang, source),
            "is_html": self._is_html,
        }
        text = self._highlighter.highlight_block(
            source, _LEXER, opts={**(opts or {}), **found}, **options
        )
        return _with_links(with_our_classes(text)) if self._is_html else text


def _visit(*, is_html: bool) -> Callable[[Any, nodes.Element], None]:
    def visit(translator: Any, node: nodes.Element) -> None:
        highlighter = translator.highlighter
        translator.highlighter = _ColouringBridge(highlighter, node, is_html=is_html)
        try:
            translator.visit_literal_block(node)
        finally:
            translator.highlighter = highlighter

    return visit


def _depart(translator: Any, node: nodes.Element) -> None:
    translator.depart_literal_block(node)


def _with_links(html: str) -> str:
    """Return *html* with the links that the lexer has marked."""
    return _LINK.sub(r'<a href="\1">\2</a>', html)


def is_registered(app: Sphinx) -> bool:
    """Return whether *app* knows the node: the theme and the extension both register it."""
    return coloured_block.__name__ in app.registry.translation_handlers.get("html", {})


def register(app: Sphinx) -> None:
    """Register the node, its transform and the lexers."""
    app.add_lexer(_LEXER, AnsiLexer)
    for name in WRITTEN:
        app.add_lexer(name, AnsiLexer)
    # Several applications may run in one process: the node is not new to docutils then.
    app.add_node(
        coloured_block,
        override=True,
        html=(_visit(is_html=True), _depart),
        latex=(_visit(is_html=False), _depart),
    )
    app.add_post_transform(ColouredBlocks)
