"""The excerpt of a post, which listings show."""

from __future__ import annotations

import re
from itertools import takewhile

from docutils import nodes

from sphinx_transcript.support.digests import digest

EXCERPT = "excerpt"
"""Attribute of nodes at the top level of the body that are marked as the excerpt."""
_MORE_COMMENT = re.compile(r"(?:<!--)?\s*more\s*(?:-->)?", re.IGNORECASE)
_NOT_EXCERPT = (
    nodes.title,
    nodes.Invisible,
    nodes.raw,
    nodes.field_list,
    nodes.docinfo,
    nodes.system_message,
)


def excerpt_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes of *doctree* that are its excerpt. They stay in the doctree.

    The excerpt is the nodes that are marked as such. Without them, it is everything above the
    comment ``more``, if that is at the top level of the body, outside of sections. Otherwise it is
    the first paragraph.
    """
    body = body_nodes(doctree)
    marked = [node for node in body if isinstance(node, nodes.Element) and node.get(EXCERPT)]
    if marked:
        return list(marked)
    if any(_is_more_comment(node) for node in body):
        above = takewhile(lambda node: not _is_more_comment(node), body)
        return [node for node in above if not isinstance(node, _NOT_EXCERPT)]
    paragraph = next((node for node in body if isinstance(node, nodes.paragraph)), None)
    if paragraph is None:
        # If the post begins with a heading, its first paragraph is in a section.
        paragraph = next(
            (
                node
                for node in doctree.findall(nodes.paragraph)
                if isinstance(node.parent, nodes.section)
            ),
            None,
        )
    return [paragraph] if paragraph is not None else []


def body_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes at the top level of the body of *doctree*: those below its title."""
    section = doctree.next_node(nodes.section)
    return list(section if section is not None else doctree)


def excerpt_text(excerpt: list[nodes.Node]) -> str:
    """Return the text of *excerpt* on one line, without footnote references."""
    paragraphs = [
        paragraph
        for node in excerpt
        for paragraph in node.findall(nodes.paragraph)
        if not isinstance(paragraph.parent, nodes.footnote | nodes.system_message)
    ]
    texts = (
        "".join(
            part.astext()
            for part in paragraph.findall(nodes.Text)
            if not isinstance(part.parent, nodes.footnote_reference | nodes.raw | nodes.comment)
        )
        for paragraph in paragraphs
    )
    return " ".join(" ".join(texts).split())


def excerpt_digest(excerpt: list[nodes.Node]) -> str:
    """Return a digest of the nodes of *excerpt*: their text, markup and attributes."""
    text = "".join(node.pformat() for node in excerpt)
    return digest(text, 8)


def truncate(text: str, longest: int) -> str:
    """Return *text*, truncated between words if it is longer than *longest* characters."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0].rstrip(' .,;:-')}…"


def _is_more_comment(node: nodes.Node) -> bool:
    return isinstance(node, nodes.comment | nodes.raw) and bool(
        _MORE_COMMENT.fullmatch(node.astext().strip())
    )
