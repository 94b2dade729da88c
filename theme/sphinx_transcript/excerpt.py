"""The part of a post that stands for it in listings."""

from __future__ import annotations

import hashlib
import re
from itertools import takewhile

from docutils import nodes

EXCERPT = "excerpt"
"""The attribute of nodes at the top of the body that are the excerpt, whatever else there is."""
_MORE = re.compile(r"(?:<!--)?\s*more\s*(?:-->)?", re.IGNORECASE)
_SKIPPED = (
    nodes.title,
    nodes.Invisible,
    nodes.raw,
    nodes.field_list,
    nodes.docinfo,
    nodes.system_message,
)


def excerpt_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes of *doctree* that are its excerpt, as they stand in it.

    That is what is marked as it, or what stands above the comment ``more``, where the post has
    one; else its first paragraph. The comment counts at the top of the body, outside of sections.
    """
    section = doctree.next_node(nodes.section)
    body: list[nodes.Node] = list(section if section is not None else doctree)
    marked = [node for node in body if isinstance(node, nodes.Element) and node.get(EXCERPT)]
    if marked:
        return list(marked)
    if any(_is_more(node) for node in body):
        above = takewhile(lambda node: not _is_more(node), body)
        return [node for node in above if not isinstance(node, _SKIPPED)]
    paragraph = next((node for node in body if isinstance(node, nodes.paragraph)), None)
    if paragraph is None:
        # A post may begin with a heading, and its first paragraph stand in a section.
        paragraph = next(
            (
                node
                for node in doctree.findall(nodes.paragraph)
                if isinstance(node.parent, nodes.section)
            ),
            None,
        )
    return [paragraph] if paragraph is not None else []


def excerpt_text(excerpt: list[nodes.Node]) -> str:
    """Return the words of *excerpt* on one line, without marks of footnotes."""
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
    """Return a digest of all that *excerpt* consists of."""
    text = "".join(node.pformat() for node in excerpt)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def shortened(text: str, longest: int) -> str:
    """Return *text*, cut between words where it has more than *longest* characters."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0].rstrip(' .,;:-')}…"


def _is_more(node: nodes.Node) -> bool:
    return isinstance(node, nodes.comment | nodes.raw) and bool(
        _MORE.fullmatch(node.astext().strip())
    )
