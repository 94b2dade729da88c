"""What of a post of ABlog's is known when Sphinx has read its document: its excerpt and picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.excerpt import EXCERPT, excerpt_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def complete(app: Sphinx, doctree: nodes.document) -> None:
    """Mark the excerpt that a post asks for, find its picture, and note what is without effect."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    found = domain.ablog.get(docname)
    card = domain.cards.get(docname)
    if found is None or card is None:
        return
    domain.note_remarks(docname, found.remarks)
    if found.excerpt > 1:
        # What is marked, or stands above the comment `more`, is longer than the first paragraph.
        excerpt = excerpt_nodes(doctree)
        paragraph = excerpt[0] if len(excerpt) == 1 else None
        if isinstance(paragraph, nodes.paragraph) and not paragraph.get(EXCERPT):
            for paragraph in islice(_paragraphs(doctree), found.excerpt):
                paragraph[EXCERPT] = True
    if found.image and not card.image:
        image = next(islice(doctree.findall(nodes.image), found.image - 1, None), None)
        if image is not None:
            uri = str(image["uri"])
            uri = uri if "://" in uri else f"/{uri}"
            domain.cards[docname] = replace(card, image=uri)


def _paragraphs(doctree: nodes.document) -> list[nodes.paragraph]:
    section = doctree.next_node(nodes.section)
    body = section if section is not None else doctree
    return [node for node in body if isinstance(node, nodes.paragraph)]
