"""The text of nodes in one line, for descriptions and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.node_text.inline_text import inline_text, is_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NO_TEXT = (
    nodes.Invisible,
    nodes.citation,
    nodes.doctest_block,
    nodes.figure,
    nodes.footnote,
    nodes.image,
    nodes.literal_block,
    nodes.math_block,
    nodes.sidebar,
    nodes.system_message,
    nodes.transition,
    addnodes.toctree,
)
"""Blocks that have no text for a description."""
_LINES = (nodes.paragraph, nodes.line, nodes.term)


def excerpt_text(excerpt: Iterable[nodes.Node]) -> str:
    """Return the text of *excerpt* on one line, without footnotes, pictures, code and TeX."""
    texts = (inline_text(block) for node in excerpt for block in _lines(node))
    return " ".join(filter(None, texts))


def substitute_text(doctree: nodes.document) -> str:
    """Return a caption or the alternative text of a picture, for a document without other text."""
    for node in doctree.findall(nodes.caption):
        if text := inline_text(node):
            return text
    alternatives = (str(node.get("alt") or "") for node in doctree.findall(nodes.image))
    return " ".join(next(filter(None, alternatives), "").split())


def _lines(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the paragraphs, lines, terms and raw HTML in *node*."""
    if not isinstance(node, nodes.Element):
        return
    if isinstance(node, _LINES) or is_html(node):
        yield node
    elif not _is_skipped(node):
        for child in node.children:
            yield from _lines(child)


def _is_skipped(node: nodes.Element) -> bool:
    is_contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
    return isinstance(node, NO_TEXT) or is_contents
