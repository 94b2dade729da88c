"""Under a theme that knows nothing of posts: their facts and neighbours, at the end of the text.

They are added to the resolved doctree, which every theme shows. The theme of this package has a
template for them, and a post's plain text goes without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.around import Name, around
from sphinx_transcript.dates import day_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.html_builders import writes_site
from sphinx_transcript.nodes import page_only, post_date
from sphinx_transcript.rows import Place, date_node, link_to
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.translations import minutes_text, text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.around import Around, Neighbour
    from sphinx_transcript.post import Post


def add_facts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add what a reader wants to know of the post *docname*, if this theme would not show it."""
    domain = blog_domain(app.env)
    if not writes_site(app) or in_use(app) or domain.is_embedding:
        return
    post = domain.blog.post(docname)
    section = doctree.next_node(nodes.section)
    if post is None or section is None:
        return
    place = Place(app, docname)
    found = around(app, post)
    if post.is_draft:
        draft = text("draft, not published")
        mark = f"# {draft}"
        section.insert(1, page_only("", nodes.paragraph(mark, mark), classes=["draft"]))
    # It is no text of the post: a search for it is to find other pages.
    box = page_only(classes=["post-facts", "no-search"])
    box += _facts(place, post, found)
    box += _list(
        "post-neighbours",
        [
            nodes.paragraph("", "", nodes.Text(_relation(each)), link_to(place, each.post))
            for each in found.neighbours
        ],
    )
    if found.related:
        box += nodes.rubric("", text("related"))
        rows = [nodes.paragraph("", "", link_to(place, other)) for other in found.related]
        box += _list("post-related", rows)
    if found.referring:
        box += nodes.rubric("", text("referenced by"))
        box += _list(
            "post-referring",
            [
                nodes.paragraph("", "", _link(place, Name(other.title, other.docname)))
                for other in found.referring
            ],
        )
    section += box


def _facts(place: Place, post: Post, found: Around) -> nodes.paragraph:
    facts = nodes.paragraph("", "", date_node(post))
    if post.updated:
        day = day_text(post.updated)
        date = post_date(day, day, datetime=post.updated.isoformat())
        updated = text("updated")
        facts += [nodes.Text(f" · {updated} "), date]
    facts += nodes.Text(f" · {minutes_text(post.minutes)}")
    for names in (found.authors, found.categories):
        for index, name in enumerate(names):
            facts += [nodes.Text(", " if index else " · "), _link(place, name)]
    if found.series:
        facts += [nodes.Text(" · "), _link(place, found.series)]
        if found.parts:
            part = text("part {part} of {parts}").format(part=found.part, parts=found.parts)
            facts += nodes.Text(f", {part}")
    for tag in found.tags:
        label = nodes.inline("", "", _link(place, tag, "#"), classes=["tag"])
        facts += [nodes.Text(" · "), label]
    return facts


def _relation(neighbour: Neighbour) -> str:
    words = text("newer") if neighbour.relation == "newer" else text("older")
    return f"{words} ({neighbour.within}): " if neighbour.within else f"{words}: "


def _link(place: Place, name: Name, mark: str = "") -> nodes.Node:
    label = f"{mark}{name.name}"
    if name.pagename:
        uri = place.app.builder.get_relative_uri(place.pagename, name.pagename)
        return nodes.reference("", label, refuri=uri, internal=True)
    if name.url:
        return nodes.reference("", label, refuri=name.url)
    return nodes.Text(label)


def _list(name: str, paragraphs: list[nodes.paragraph]) -> list[nodes.Node]:
    if not paragraphs:
        return []
    items = [nodes.list_item("", paragraph) for paragraph in paragraphs]
    return [nodes.bullet_list("", *items, bullet="*", classes=[name])]
