"""The text of nodes in one line, for descriptions and summaries."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.fragments.text import text_of_html
from sphinx_transcript.records.math_text import math_text, subscript_text, superscript_text

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
_SKIPPED = (nodes.footnote_reference, nodes.image, nodes.Invisible, nodes.system_message)
_WIDE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_CJK_BREAK = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
"""A line end between characters of Chinese or Japanese, which have no spaces between words.

See https://www.w3.org/TR/css-text-4/#line-break-transform; Hangul is not among them.
"""


def excerpt_text(excerpt: Iterable[nodes.Node]) -> str:
    """Return the text of *excerpt* on one line, without footnotes, pictures, code and TeX."""
    texts = (text_of_block(block) for node in excerpt for block in _lines(node))
    return " ".join(filter(None, texts))


def text_of_block(block: nodes.Element) -> str:
    """Return the text of *block*, a paragraph or raw HTML, on one line."""
    parts = list(_parts(block))
    if any(isinstance(part, nodes.raw) for part in parts):
        return text_of_html(
            "".join(
                part.astext() if isinstance(part, nodes.raw) else escape(part) for part in parts
            )
        )
    return " ".join(_CJK_BREAK.sub("", "".join(map(str, parts))).split())


def substitute_text(doctree: nodes.document) -> str:
    """Return a caption or the alternative text of a picture, for a document without other text."""
    for node in doctree.findall(nodes.caption):
        if text := text_of_block(node):
            return text
    alternatives = (str(node.get("alt") or "") for node in doctree.findall(nodes.image))
    return " ".join(next(filter(None, alternatives), "").split())


def _lines(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the paragraphs, lines, terms and raw HTML in *node*."""
    if not isinstance(node, nodes.Element):
        return
    if isinstance(node, _LINES) or _is_html(node):
        yield node
    elif not _is_skipped(node):
        for child in node.children:
            yield from _lines(child)


def _is_skipped(node: nodes.Element) -> bool:
    is_contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
    return isinstance(node, NO_TEXT) or is_contents


def _is_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def _is_left_out(node: nodes.Node | None) -> bool:
    """Tell whether *node* is the mark of a footnote, a picture, or a link around pictures."""
    if isinstance(node, nodes.reference):
        return bool(node.children) and all(map(_is_left_out, node.children))
    return isinstance(node, nodes.footnote_reference | nodes.image)


def _parts(block: nodes.Node) -> Iterator[str | nodes.raw]:
    """Yield the pieces of text and the raw HTML in *block*, without what is no text of it."""
    if isinstance(block, nodes.raw):
        if _is_html(block):
            yield block
        return
    for child in block.children:
        if isinstance(child, nodes.Text):
            text = child.astext()
            # The space before the mark of a footnote, or before a picture, belongs to it.
            following = child.next_node(descend=False, siblings=True)
            yield text.rstrip() if _is_left_out(following) else text
        elif isinstance(child, nodes.math):
            yield math_text(child)
        elif isinstance(child, nodes.superscript):
            yield superscript_text(child.astext())
        elif isinstance(child, nodes.subscript):
            yield subscript_text(child.astext())
        elif not isinstance(child, _SKIPPED):
            yield from _parts(child)
