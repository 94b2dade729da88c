"""The details and neighbours of a post under other themes, at the end of its text.

They are added to the resolved doctree, which every theme shows. The theme of this package shows
them in a template instead, and the plain text of a post leaves them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.pages.host_page import HostPage
from sphinx_transcript.pages.listing_nodes import date_node, link_to_post
from sphinx_transcript.pages.nodes import page_only, post_date
from sphinx_transcript.pages.post_context import TermLink, post_context
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.translations import minutes_text, text
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.pages.post_context import Neighbour, PostContext
    from sphinx_transcript.post.record import Post


def add_post_details(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the details and neighbours of the post *docname*, unless this theme shows them."""
    domain = blog_domain(app.env)
    if not writes_site(app) or is_theme_active(app) or domain.is_embedding:
        return
    post = domain.blog.post(docname)
    section = doctree.next_node(nodes.section)
    if post is None or section is None:
        return
    host = HostPage(app, docname)
    context = post_context(app, post)
    if post.is_draft:
        draft = text("draft, not published")
        mark = f"# {draft}"
        section.insert(1, page_only("", nodes.paragraph(mark, mark), classes=["ts-draft"]))
    # This is not text of the post, and a search should find the pages that it names.
    box = page_only(classes=["ts-post-facts", "no-search"])
    box += _details(host, post, context)
    box += _list(
        "ts-post-neighbours",
        [
            nodes.paragraph("", "", nodes.Text(_relation(each)), link_to_post(host, each.post))
            for each in context.neighbours
        ],
    )
    if context.related:
        box += nodes.rubric("", text("related"))
        rows = [nodes.paragraph("", "", link_to_post(host, other)) for other in context.related]
        box += _list("ts-post-related", rows)
    if context.referring:
        box += nodes.rubric("", text("referenced by"))
        box += _list(
            "ts-post-referring",
            [
                nodes.paragraph("", "", _link(host, TermLink(other.title, other.docname)))
                for other in context.referring
            ],
        )
    section += box


def _details(host: HostPage, post: Post, context: PostContext) -> nodes.paragraph:
    details = nodes.paragraph("", "", date_node(post))
    if post.updated:
        day = day_text(post.updated)
        date = post_date(day, day, datetime=post.updated.isoformat())
        updated = text("updated")
        details += [nodes.Text(f" · {updated} "), date]
    details += nodes.Text(f" · {minutes_text(post.minutes)}")
    for terms in (context.authors, context.categories):
        for index, term in enumerate(terms):
            details += [nodes.Text(", " if index else " · "), _link(host, term)]
    if context.series:
        details += [nodes.Text(" · "), _link(host, context.series)]
        if context.parts:
            part = text("part {part} of {parts}").format(part=context.part, parts=context.parts)
            details += nodes.Text(f", {part}")
    for tag in context.tags:
        label = nodes.inline("", "", _link(host, tag, "#"), classes=["ts-tag"])
        details += [nodes.Text(" · "), label]
    return details


def _relation(neighbour: Neighbour) -> str:
    relation = text("newer") if neighbour.relation == "newer" else text("older")
    return f"{relation} ({neighbour.within}): " if neighbour.within else f"{relation}: "


def _link(host: HostPage, term: TermLink, mark: str = "") -> nodes.Node:
    """Return a link to *term*, or its name where it has neither a page nor a URL."""
    label = f"{mark}{term.name}"
    if term.pagename:
        uri = host.app.builder.get_relative_uri(host.pagename, term.pagename)
        return nodes.reference("", label, refuri=uri, internal=True)
    if term.url:
        return nodes.reference("", label, refuri=term.url)
    return nodes.Text(label)


def _list(css_class: str, paragraphs: list[nodes.paragraph]) -> list[nodes.Node]:
    if not paragraphs:
        return []
    items = [nodes.list_item("", paragraph) for paragraph in paragraphs]
    return [nodes.bullet_list("", *items, bullet="*", classes=[css_class])]
