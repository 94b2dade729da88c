"""Fills in the listings of a document when it is written, with nodes that any builder shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri

from sphinx_transcript.dates import day_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.nodes import (
    blog_index,
    listing_heading,
    make_prompt,
    post_date,
    post_rows,
    separator,
    with_slashes,
)
from sphinx_transcript.post_files import post_files
from sphinx_transcript.theme.active import shows_prompts
from sphinx_transcript.translations import minutes_text, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sphinx.application import Sphinx

    from sphinx_transcript.listing import Listing
    from sphinx_transcript.post import Post


_ONE_FILE_BUILDERS = frozenset({"latex", "man", "singlehtml", "texinfo"})


def rows_of(app: Sphinx, listing: Listing) -> tuple[Post, ...]:
    """Return the posts that *listing* shows, in its order."""
    blog = blog_domain(app.env).blog
    if not listing.is_sound:
        return ()
    return blog.select(tags=listing.tags, sort=listing.sort, limit=listing.limit)


def command_of(app: Sphinx, listing: Listing, rows: Sequence[Post]) -> str | None:
    """Return the command that stands above *listing*, or None where none does."""
    if listing.command:
        return listing.command
    if not rows:
        return None
    return post_files(app).listing_command(listing, rows)


def expand_listings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put its rows in the place of each ``blog-index`` of *doctree*."""
    placeholders = list(doctree.findall(blog_index))
    if not placeholders:
        return
    linkable = _linkable(app, doctree, docname)
    for node in placeholders:
        listing = cast("Listing", node["listing"])
        _warn_of_unknown_tags(app, listing, node)
        node.replace_self(_listing_nodes(app, listing, docname, linkable))


def _warn_of_unknown_tags(app: Sphinx, listing: Listing, node: blog_index) -> None:
    known = blog_domain(app.env).blog.tags
    for tag in listing.tags:
        if tag.casefold() not in known:
            hint = did_you_mean(tag, known.values())
            warn(f"blog-index: no post has the tag {tag!r}{hint}", Subtype.BLOG_INDEX, node)


def _linkable(app: Sphinx, doctree: nodes.document, docname: str) -> set[str] | None:
    """Return the docnames that *doctree* has a target for; None where every document has a page.

    A builder that makes one file of many documents has no target for a document left out.
    """
    if app.builder.name not in _ONE_FILE_BUILDERS:
        return None
    return {docname} | {node["docname"] for node in doctree.findall(addnodes.start_of_file)}


def _listing_nodes(
    app: Sphinx, listing: Listing, docname: str, linkable: set[str] | None
) -> nodes.container:
    rows = rows_of(app, listing)
    # The rows are other pages' text: a search for it is to find those pages.
    box = nodes.container(classes=["blog-index", "no-search"])
    if not listing.is_sound:
        return box
    if not rows:
        message = listing.empty or text("no posts yet")
        box += nodes.paragraph(message, message, classes=["blog-index-empty"])
        return box
    command = command_of(app, listing, rows)
    heading = make_prompt(command) if command else listing_heading("", text("posts"))
    # On a page of another theme only a command that its author gave is shown.
    heading["in_text_alone"] = not (listing.command or shows_prompts(app))
    box += heading
    items = [nodes.list_item("", _row(app, listing, post, docname, linkable)) for post in rows]
    box += post_rows("", *items, bullet="*", classes=["post-rows", f"post-rows-{listing.format}"])
    return box


def _row(
    app: Sphinx, listing: Listing, post: Post, docname: str, linkable: set[str] | None
) -> nodes.paragraph:
    row = nodes.paragraph()
    if listing.format == "long":
        minutes = minutes_text(post.minutes)
        row += date_node(post.date)
        row += separator(" · ", " · ", classes=["separator"])
        row += nodes.inline(minutes, minutes, classes=["minutes"])
        row += separator(" · ", " · ", classes=["separator"])
    row += link_to(app, post, docname, linkable)
    return row


def date_node(value: date) -> post_date:
    """Return the node that shows the day of *value*."""
    day = day_text(value)
    return post_date(day, day, datetime=value.isoformat())


def link_to(app: Sphinx, post: Post, docname: str, linkable: set[str] | None) -> nodes.Node:
    """Return the node that leads from *docname* to *post*: its title alone where it can't.

    *linkable* are the documents that can be led to; None stands for all.
    """
    if linkable is not None and post.docname not in linkable:
        return nodes.Text(post.title)
    try:
        uri = app.builder.get_relative_uri(docname, post.docname)
    except NoUri:
        uri = ""
    if not uri:
        return nodes.Text(post.title)
    return nodes.reference("", "", *with_slashes(post.title), refuri=uri, internal=True)
