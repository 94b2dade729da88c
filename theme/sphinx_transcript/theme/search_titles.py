"""Titles in Sphinx's search index, which the search page shows as text.

Sphinx writes HTML tags and the marks of footnotes into them. Before Sphinx 9 the search page took
the titles of documents for HTML, so in its index they are.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import sphinx
from docutils import nodes

from sphinx_transcript.node_text.plain_title import document_title, plain_title
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

ARE_HTML = sphinx.version_info < (9,)
_TITLES = "_transcript_search_titles"
"""The builder's attribute with plain titles by docname and by the text that Sphinx writes."""


def note_titles(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Handle ``doctree-resolved``: note the titles of which Sphinx would index another text."""
    if not is_theme_active(app):
        return
    noted: dict[str, dict[str, str]] = getattr(app.builder, _TITLES, {})
    titles = {title.astext(): plain_title(title) for title in doctree.findall(nodes.title)}
    noted[docname] = {text: plain for text, plain in titles.items() if plain and text != plain}
    setattr(app.builder, _TITLES, noted)


def write_plain_titles(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Handle ``html-collect-pages``: replace the titles of documents that were indexed."""
    indexer: Any = getattr(app.builder, "indexer", None)
    noted: dict[str, dict[str, str]] = getattr(app.builder, _TITLES, {})
    titles = getattr(indexer, "_titles", {})
    sections = getattr(indexer, "_all_titles", {})
    for docname, plain in noted.items():
        if titles.get(docname):
            title = document_title(app.env, docname, own=True)
            titles[docname] = escape(title, quote=False) if ARE_HTML else title
        if plain and docname in sections:
            sections[docname] = [(plain.get(text, text), id_) for text, id_ in sections[docname]]
    noted.clear()
    return ()
