"""Under a theme that knows nothing of posts: their facts and neighbours, at the end of the text.

They are added to the resolved doctree, which every theme shows. The theme of this package has a
template for them, and a post's plain text goes without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.expand import date_node, link_to
from sphinx_transcript.html_builders import writes_site
from sphinx_transcript.nodes import page_only
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.translations import minutes_text, text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post


def add_facts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add what a reader wants to know of the post *docname*, if this theme would not show it."""
    if not writes_site(app) or in_use(app):
        return
    blog = blog_domain(app.env).blog
    post = blog.post(docname)
    section = doctree.next_node(nodes.section)
    if post is None or section is None:
        return
    newer, older = blog.neighbours(docname)
    # It is no text of the post: a search for it is to find other pages.
    box = page_only(classes=["post-facts", "no-search"])
    box += _facts(post)
    neighbours = [(text("newer"), newer), (text("older"), older)]
    items = [_neighbour(app, docname, kind, other) for kind, other in neighbours if other]
    if items:
        box += nodes.bullet_list("", *items, bullet="*", classes=["post-neighbours"])
    section += box


def _facts(post: Post) -> nodes.paragraph:
    facts = nodes.paragraph("", "", date_node(post.date))
    if post.updated:
        facts += [nodes.Text(f" · {text('updated')} "), date_node(post.updated)]
    facts += nodes.Text(f" · {minutes_text(post.minutes)}")
    if post.authors:
        facts += nodes.Text(f" · {', '.join(post.authors)}")
    for tag in post.tags:
        facts += [nodes.Text(" · "), nodes.inline("", f"#{tag}", classes=["tag"])]
    return facts


def _neighbour(app: Sphinx, docname: str, kind: str, other: Post) -> nodes.list_item:
    link = link_to(app, other, docname, None)
    return nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{kind}: "), link))
