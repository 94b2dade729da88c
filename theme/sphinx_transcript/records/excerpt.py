"""The excerpt of a post: which of its nodes listings show, and what they depend on."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.node_text.inline_text import inline_text
from sphinx_transcript.records.excerpt_text import NO_TEXT, excerpt_text
from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXCERPT = "excerpt"
"""Attribute of nodes at the top level of the body that are marked as the excerpt."""
_MORE_COMMENT = re.compile(r"(?:<!--)?\s*more\s*(?:-->)?", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)*\s*", re.DOTALL)
_NOT_EXCERPT = (
    nodes.title,
    nodes.Invisible,
    nodes.field_list,
    nodes.docinfo,
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    addnodes.toctree,
    addnodes.index,
)
_TRANSPARENT = (nodes.section, nodes.container, nodes.compound)
"""Nodes whose paragraphs are part of the text around them."""
_CONDITIONAL = frozenset({"only", "ifconfig"})
"""The names of nodes whose content some builds leave out."""
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


def excerpt_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes of the resolved *doctree* that are its excerpt. They stay in the doctree.

    The excerpt is the nodes that are marked as such. Without them, it is everything above the
    comment ``more``, if that is at the top level of the body, outside of sections. Otherwise it is
    the first paragraph that has text and is not part of a note, a list or the like; in a post
    without one, it is the first of these.
    """
    body = body_nodes(doctree)
    marked = [node for node in body if isinstance(node, nodes.Element) and node.get(EXCERPT)]
    if marked:
        return list(marked)
    if any(_is_more_comment(node) for node in body):
        above = takewhile(lambda node: not _is_more_comment(node), body)
        return [node for node in above if _is_shown(node)]
    opening = next(filter(_is_text, _blocks(body)), None)
    if opening is None:
        opening = next((block for block in _blocks(body) if excerpt_text([block])), None)
    return [opening] if opening is not None else []


def lead_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes of the unresolved *doctree* that can decide what its excerpt shows.

    They are the excerpt and everything above it. What a build leaves out, and what is still empty,
    may or may not be part of it.
    """
    body = body_nodes(doctree)
    ends = [index for index, node in enumerate(body) if _ends_excerpt(node)]
    if ends and not any(map(_is_conditional, body[: ends[0]])):
        last = ends[0] if _is_more_comment(body[ends[0]]) else ends[-1]
        return body[: last + 1]
    opening = next(filter(_is_certain, _blocks(body)), None)
    lead = list(_up_to(body, opening)) if opening is not None else body
    shown = body[: ends[-1] + 1] if ends else []
    return max(lead, shown, key=lambda part: sum(1 for node in part for _ in node.findall()))


def body_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes at the top level of the body of *doctree*: those below its title."""
    section = doctree.next_node(nodes.section)
    return list(section if section is not None else doctree)


def excerpt_digest(excerpt: Iterable[nodes.Node]) -> str:
    """Return a digest of the nodes of *excerpt*: their text, markup and attributes."""
    text = "".join(node.pformat() for node in excerpt)
    return digest(text, 8)


def _blocks(body: Iterable[nodes.Node]) -> Iterator[nodes.Element]:
    """Yield the blocks of text in *body*, also those in sections and containers."""
    for node in body:
        if not isinstance(node, nodes.Element) or isinstance(node, (*_NOT_EXCERPT, *NO_TEXT)):
            continue
        if isinstance(node, _TRANSPARENT):
            if not is_generated(node):
                yield from _blocks(node.children)
        else:
            yield node


def is_generated(node: nodes.Element) -> bool:
    """Tell whether *node* is a listing or a toctree, which is no text of the post."""
    return bool({"ts-blog-index", "toctree-wrapper"} & set(node["classes"]))


def _is_text(block: nodes.Element) -> bool:
    """Tell whether *block* is a paragraph, lines of verse, or HTML with a paragraph in it."""
    if isinstance(block, nodes.raw):
        return _PARAGRAPH.search(block.astext()) is not None and bool(inline_text(block))
    return isinstance(block, nodes.paragraph | nodes.line_block) and bool(excerpt_text([block]))


def _is_certain(block: nodes.Element) -> bool:
    """Tell whether the unresolved *block* has text that no build leaves out."""
    if isinstance(block, nodes.raw):
        return _is_text(block)
    return isinstance(block, nodes.paragraph | nodes.line_block) and any(
        part.strip() and isinstance(part.parent, nodes.Element) and not _is_unresolved(part, block)
        for part in block.findall(nodes.Text)
    )


def _is_unresolved(part: nodes.Text, block: nodes.Element) -> bool:
    """Tell whether *part* of *block* may be replaced, or is no text of it."""
    node: nodes.Node | None = part.parent
    while node is not None and node is not block:
        if isinstance(node, (nodes.pending, addnodes.pending_xref, nodes.raw, nodes.Invisible)):
            return True
        if isinstance(node, nodes.footnote_reference | nodes.math):
            return True
        node = node.parent
    return False


def _up_to(body: Iterable[nodes.Node], end: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the nodes of *body* before *end*, and *end*, without those around it."""
    around = set()
    node: nodes.Node | None = end
    while node is not None:
        around.add(id(node))
        node = node.parent
    for node in body:
        if node is end:
            yield node
            return
        if id(node) in around:
            yield from _up_to(node.children, end)
            return
        yield node


def _ends_excerpt(node: nodes.Node) -> bool:
    """Tell whether *node* is marked or the comment ``more``, or contains one conditionally."""
    if _is_conditional(node):
        return any(map(_ends_excerpt, node.children))
    return _is_more_comment(node) or (isinstance(node, nodes.Element) and bool(node.get(EXCERPT)))


def _is_conditional(node: nodes.Node) -> bool:
    return type(node).__name__ in _CONDITIONAL


def _is_shown(node: nodes.Node) -> bool:
    """Tell whether *node*, above the comment ``more``, is part of the excerpt."""
    if isinstance(node, nodes.raw):
        return not _COMMENTS.fullmatch(node.astext())
    return not isinstance(node, _NOT_EXCERPT)


def _is_more_comment(node: nodes.Node) -> bool:
    return isinstance(node, nodes.comment | nodes.raw) and bool(
        _MORE_COMMENT.fullmatch(node.astext().strip())
    )
