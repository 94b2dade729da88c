"""Documents whose author forbids search engines to index them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def record_robots(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: record a document with a meta tag ``robots`` that forbids it."""
    for node in doctree.findall(nodes.meta):
        names = (str(node.get(key, "")).strip().casefold() for key in ("name", "property"))
        if "robots" in names and forbids_indexing(str(node.get("content", ""))):
            blog_domain(app.env).not_indexed[app.env.docname] = True


def forbids_indexing(content: str) -> bool:
    """Return whether the *content* of a meta tag ``robots`` forbids to index the page.

    See https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    return not {"noindex", "none"}.isdisjoint(re.split(r"[\s,;]+", content.casefold()))
