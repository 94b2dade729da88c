"""A view of a listing as ordinary docutils nodes, which any builder and theme can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri

from sphinx_transcript.dates import day_text
from sphinx_transcript.embed import embedded_body, embedded_excerpt, id_prefix
from sphinx_transcript.nodes import (
    listing_heading,
    make_prompt,
    page_only,
    pager,
    post_date,
    post_rows,
    post_summaries,
    separator,
    with_slashes,
)
from sphinx_transcript.theme.active import shows_prompts
from sphinx_transcript.translations import minutes_text, text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.listing import Listing
    from sphinx_transcript.post import Post
    from sphinx_transcript.views import Block, View


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listing stands."""

    app: Sphinx
    pagename: str
    linkable: set[str] | None = None
    """The documents that can be led to from there; None where all can."""
    shown: Counter[str] = field(default_factory=Counter)
    """How many times each post was shown with its text."""
    is_generated: bool = False
    """Whether it is a page of HTML alone, which no source file stands for."""


def listing_nodes(
    place: Place, listing: Listing, view: View, page_names: dict[int, str], *, heads: bool = True
) -> nodes.container:
    """Return the nodes of *view*.

    *page_names* are the other pages of the listing, by number. Without *heads* no heading stands
    where no command does.
    """
    # The rows are other pages' text: a search for it is to find those pages.
    box = nodes.container(classes=["blog-index", "no-search"])
    if not listing.is_sound:
        return box
    if not view.rows:
        message = listing.empty or text("no posts yet")
        box += nodes.paragraph(message, message, classes=["blog-index-empty"])
        return box
    for block in view.blocks:
        if block.begins:
            box += _head(place, listing, block, heads=heads)
        if block.title:
            title = nodes.rubric("", block.title, classes=["group-title"])
            title["heading-level"] = 2
            box += title
        box += _rows(place, listing, block.rows)
    if view.pages > 1:
        box += _pager(place, listing, view, page_names)
    return box


def _head(place: Place, listing: Listing, block: Block, *, heads: bool) -> list[nodes.Node]:
    words = text("pinned") if block.is_pinned else text("posts")
    heading = listing_heading("", words)
    # On a page of another theme only a command that its author gave is shown.
    is_shown = bool(listing.command) or shows_prompts(place.app)
    if block.command:
        command = make_prompt(block.command)
        command["in_text_alone"] = not is_shown
        if block.is_pinned and not is_shown:
            return [command, page_only("", heading)]
        return [command]
    heading["in_text_alone"] = not (is_shown or block.is_pinned)
    return [heading] if heads or block.is_pinned else []


def _rows(place: Place, listing: Listing, posts: tuple[Post, ...]) -> nodes.Element:
    classes = ["post-rows", f"post-rows-{listing.format}"]
    if listing.format == "full" and place.linkable is None:
        sections = [_whole(place, post) for post in posts]
        return nodes.container("", *sections, classes=["posts-in-full"])
    if listing.format in {"excerpt", "full"}:
        items = [
            nodes.list_item(
                "",
                _row(place, post, "long"),
                nodes.container("", *_excerpt(place, post), classes=["excerpt", *_language(post)]),
            )
            for post in posts
        ]
        return post_summaries("", *items, bullet="*", classes=classes)
    if place.is_generated:
        return _rows_html(place, listing, posts)
    items = [nodes.list_item("", _row(place, post, listing.format)) for post in posts]
    return post_rows("", *items, bullet="*", classes=classes)


def _excerpt(place: Place, post: Post) -> list[nodes.Node]:
    if place.linkable is not None:
        # In one file, what the excerpt refers to may have no place.
        return [nodes.paragraph(post.excerpt, post.excerpt)]
    return embedded_excerpt(place.app, post, place.pagename, _prefix(place, post))


def _rows_html(place: Place, listing: Listing, posts: tuple[Post, ...]) -> nodes.raw:
    """Return rows as HTML; a blog has many times more of them than posts, on generated pages."""
    rows = "".join(f"<li><p>{_row_html(place, listing, post)}</p></li>\n" for post in posts)
    html = f'<ul class="post-rows post-rows-{listing.format}">\n{rows}</ul>\n'
    return nodes.raw("", html, format="html")


def _row_html(place: Place, listing: Listing, post: Post) -> str:
    uri = escape(place.app.builder.get_relative_uri(place.pagename, post.docname))
    title = escape(post.title, quote=False).replace(" / ", '<span class="slash"> /</span> ')
    link = f'<a class="reference internal" href="{uri}">{title}</a>'
    if post.is_draft:
        draft = escape(text("draft"))
        link = f'<span class="post-title">{link}<span class="draft"> # {draft}</span></span>'
    if listing.format == "short":
        return link
    if post.date is None:
        date = f'<span class="draft">{escape(text("no date"))}</span>'
    else:
        date = f'<time datetime="{post.date.isoformat()}">{day_text(post.date)}</time>'
    minutes = f'<span class="minutes">{escape(minutes_text(post.minutes))}</span>'
    between = '<span class="separator"> · </span>'
    return f"{date}{between}{minutes}{between}{link}"


def _row(place: Place, post: Post, form: str) -> nodes.paragraph:
    row = nodes.paragraph()
    if form == "long":
        minutes = minutes_text(post.minutes)
        row += date_node(post)
        row += separator(" · ", " · ", classes=["separator"])
        row += nodes.inline(minutes, minutes, classes=["minutes"])
        row += separator(" · ", " · ", classes=["separator"])
    row += link_to(place, post)
    return row


def _whole(place: Place, post: Post) -> nodes.section:
    minutes = minutes_text(post.minutes)
    facts = nodes.paragraph("", "", date_node(post), nodes.Text(f" · {minutes}"))
    facts["classes"] = ["post-line"]
    prefix = _prefix(place, post)
    body = embedded_body(place.app, post, place.pagename, prefix)
    title = nodes.title("", "", link_to(place, post))
    # Sphinx asks for the id of a section.
    classes = ["post-in-full", *_language(post)]
    return nodes.section("", title, facts, *body, ids=[prefix.strip("-")], classes=classes)


def _prefix(place: Place, post: Post) -> str:
    """Return what stands before the ids of *post*, which may be shown more than once."""
    place.shown[post.docname] += 1
    count = place.shown[post.docname]
    return id_prefix(post.docname) + (f"{count}-" if count > 1 else "")


def _language(post: Post) -> list[str]:
    # The class from which docutils makes the attribute `lang`.
    return [f"language-{post.language}"] if post.language else []


def _pager(place: Place, listing: Listing, view: View, page_names: dict[int, str]) -> pager:
    label = text("page {page} of {pages}").format(page=view.page, pages=view.pages)
    paragraph = nodes.paragraph()
    before, after = text("previous"), text("next")
    if listing.sort == "-date" and not listing.group_by:
        before, after = text("newer"), text("older")
    for number, words in ((view.page - 1, before), (view.page + 1, after)):
        if number > view.page:
            paragraph += nodes.inline(label, label, classes=["page-number"])
        if number in page_names:
            relation = "prev" if number < view.page else "next"
            uri = place.app.builder.get_relative_uri(place.pagename, page_names[number])
            link = nodes.reference("", words, refuri=uri, internal=True, classes=[relation])
            dot = nodes.Text(" · ")
            paragraph += [link, dot] if relation == "prev" else [dot, link]
    return pager("", paragraph, label=text("Pages"))


def date_node(post: Post) -> nodes.inline:
    """Return the node that shows the day of *post*."""
    if post.date is None:
        return nodes.inline("", text("no date"), classes=["draft"])
    day = day_text(post.date)
    return post_date(day, day, datetime=post.date.isoformat())


def link_to(place: Place, post: Post) -> nodes.Node:
    """Return the node that leads to *post*: its title alone where it can't be led to."""
    link: nodes.Node = nodes.Text(post.title)
    if place.linkable is None or post.docname in place.linkable:
        try:
            uri = place.app.builder.get_relative_uri(place.pagename, post.docname)
        except NoUri:
            uri = ""
        if uri:
            parts = with_slashes(post.title)
            link = nodes.reference("", "", *parts, refuri=uri, internal=True)
    if not post.is_draft:
        return link
    draft = text("draft")
    mark = nodes.inline("", f" # {draft}", classes=["draft"])
    return nodes.inline("", "", link, mark, classes=["post-title"])
