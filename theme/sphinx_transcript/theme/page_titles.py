"""Titles in templates: that of the page as text, and those of the previous and next page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_transcript.fragments.text import text_of_html
from sphinx_transcript.node_text.plain_title import document_title, plain_title
from sphinx_transcript.support.toctrees import section_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.support.page_events import Page


def page_title(page: Page) -> str:
    """Return the title of *page* as plain text."""
    return title_function(page)(page.context.get("title"))


def title_function(page: Page) -> Callable[[object], str]:
    """Return a function for templates that returns the plain text of a title, which is HTML.

    See https://www.sphinx-doc.org/en/master/development/html_themes/templating.html#title. For the
    title that Sphinx has made from the document, it is made from the document, too: HTML of a
    formula has no plain text.
    """
    given = page.context.get("title")
    env = page.app.env

    def title_text(title: object) -> str:
        if page.doctree is not None and title == given and page.name in env.longtitles:
            return section_number(page.app, page.name) + document_title(env, page.name, own=True)
        return text_of_html(str(title or ""))

    return title_text


def simplify_relations(page: Page) -> None:
    """Replace titles of the previous and next page that are no content of a link by plain text.

    Titles keep their formatting, as code. An author's own HTML could contain a link or an id.
    """
    builder: Any = page.app.builder
    _parent, before, after = builder.relations.get(page.name, (None, None, None))
    for key, docname in (("prev", before), ("next", after)):
        relation = page.context.get(key)
        if not isinstance(relation, dict) or docname not in page.app.env.titles:
            continue
        title = page.app.env.titles[docname]
        text = document_title(page.app.env, docname)
        if title.next_node(nodes.raw) is not None or plain_title(title) != text:
            number = section_number(page.app, docname)
            page.context[key] = {**relation, "title": escape(number + text)}
