"""The titles of posts in the navigation of an EPUB book.

Sphinx sets typographic quotes and dashes there, whatever `smartquotes` says.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.builders.epub3 import Epub3Builder

from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def keep_titles(app: Sphinx, builder: Builder) -> None:
    """Have the book's navigation show the titles of posts as they are on their pages.

    This is a handler of ``write-started``.
    """
    if not isinstance(builder, Epub3Builder):
        return
    epub: Any = builder
    titles = {
        epub.get_target_uri(post.docname): escape(post.title)
        for post in blog_domain(app.env).posts.values()
    }
    original = type(epub).get_refnodes

    def get_refnodes(doctree: nodes.Node, result: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = original(epub, doctree, result)
        for entry in found:
            entry["text"] = titles.get(entry["refuri"], entry["text"])
        return found

    epub.get_refnodes = get_refnodes
