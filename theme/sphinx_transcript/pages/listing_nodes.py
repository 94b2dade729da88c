"""The view of a listing as ordinary docutils nodes, for any builder and any theme."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri

from sphinx_transcript.pages.embedded_content import (
    embedded_body,
    embedded_excerpt,
    id_prefix,
)
from sphinx_transcript.pages.labels import label_attribute
from sphinx_transcript.pages.listing_comments import listing_comment
from sphinx_transcript.pages.listing_links import listing_links
from sphinx_transcript.pages.nodes import (
    labelled_box,
    listing_heading,
    make_prompt,
    page_only,
    post_date,
    post_rows,
    post_summaries,
    separator,
    with_slashes,
)
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.resolved_excerpts import description_of
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.translations import minutes_text, text
from sphinx_transcript.theme.active import shows_prompts

if TYPE_CHECKING:
    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.blog.listing_view import ListingBlock, ListingView
    from sphinx_transcript.pages.host_page import HostPage
    from sphinx_transcript.post.record import Post

_ROWS = CacheKey[dict[tuple[str, str], tuple[str, str]]]("rows of posts as HTML")


def listing_nodes(
    host: HostPage,
    listing: Listing,
    view: ListingView,
    page_names: dict[int, str],
    *,
    headings: bool = True,
) -> nodes.container:
    """Return the nodes of *view*.

    *page_names* are the names of the listing's pages, by number. Without *headings*, a block for
    which no command holds has no heading instead, unless it is the pinned one.
    """
    # The rows repeat the text of other pages, and a search should find those pages.
    box = labelled_box(classes=["ts-blog-index", "no-search"])
    if not listing.is_sound:
        return box
    if not view.rows:
        message = listing.empty or text("no posts yet")
        box += nodes.paragraph(message, message, classes=["ts-blog-index-empty"])
        return box
    for block in view.blocks:
        comment = listing_comment(blog_domain(host.app.env).blog, listing, view, block)
        # The words that a page shows after a command name the list for screen readers.
        label = comment if _shows_command(host, listing) else ""
        if block.has_head:
            box += _block_head(host, listing, block, comment, headings=headings)
        if block.title:
            title = nodes.rubric("", block.title, classes=["ts-group-title"])
            title["heading-level"] = 2
            box += title
            if label:
                box["label"] = label
            label = ""
        box += _rows(host, listing, block.rows, label)
    if view.pages > 1 or view.more:
        box += listing_links(host, listing, view, page_names)
    return box


def _shows_command(host: HostPage, listing: Listing) -> bool:
    """Tell whether the page shows the command of *listing*.

    Under another theme, it shows only a command that its author has given.
    """
    return bool(listing.command) or shows_prompts(host.app)


def _block_head(
    host: HostPage, listing: Listing, block: ListingBlock, comment: str, *, headings: bool
) -> list[nodes.Node]:
    """Return the command above *block*, or the heading where no command holds."""
    title = text("pinned") if block.is_pinned else text("posts")
    heading = listing_heading("", title)
    is_shown = _shows_command(host, listing)
    if block.command:
        command = make_prompt(block.command, comment)
        command["in_text_alone"] = not is_shown
        if block.is_pinned and not is_shown:
            return [command, page_only("", heading)]
        return [command]
    heading["in_text_alone"] = not (is_shown or block.is_pinned)
    return [heading] if headings or block.is_pinned else []


def _rows(host: HostPage, listing: Listing, posts: tuple[Post, ...], label: str) -> nodes.Element:
    classes = ["ts-post-rows", f"ts-post-rows-{listing.format}"]
    if listing.format == "full" and host.linkable is None:
        sections = [_full_post(host, post) for post in posts]
        return labelled_box("", *sections, classes=["ts-posts-in-full"], label=label)
    if listing.format in {"excerpt", "full"}:
        items = [
            nodes.list_item(
                "",
                _row(host, post, "long"),
                nodes.container(
                    "", *_excerpt(host, post), classes=["ts-excerpt", *_language_classes(post)]
                ),
            )
            for post in posts
        ]
        return post_summaries("", *items, bullet="*", classes=classes, label=label)
    if host.is_generated:
        return _raw_rows(host, listing, posts, label)
    items = [nodes.list_item("", _row(host, post, listing.format)) for post in posts]
    return post_rows("", *items, bullet="*", classes=classes, label=label)


def _excerpt(host: HostPage, post: Post) -> list[nodes.Node]:
    if host.linkable is not None:
        # A builder of a single file may have no target for what the excerpt links to.
        description = description_of(host.app, post)
        return [nodes.paragraph(description, description)] if description else []
    return embedded_excerpt(host.app, post, host.pagename, _next_prefix(host, post))


def _raw_rows(host: HostPage, listing: Listing, posts: tuple[Post, ...], label: str) -> nodes.raw:
    """Return the rows as raw HTML.

    Generated pages have many times more rows than a blog has posts, and nodes would be slower.
    """
    rows = "".join(f"<li><p>{_row_html(host, listing, post)}</p></li>\n" for post in posts)
    classes = f"ts-post-rows ts-post-rows-{listing.format}"
    named = f" {label_attribute(label)}" if label else ""
    html = f'<ul class="{classes}"{named}>\n{rows}</ul>\n'
    return nodes.raw("", html, format="html")


def _row_html(host: HostPage, listing: Listing, post: Post) -> str:
    rows = blog_domain(host.app.env).cache.get(_ROWS, dict)
    parts = rows.get((post.docname, listing.format))
    if parts is None:
        # A post is in a row of each page of its terms, and all but the address is the same.
        parts = rows[post.docname, listing.format] = _row_parts(listing, post)
    before, after = parts
    return (
        f"{before}{escape(host.app.builder.get_relative_uri(host.pagename, post.docname))}{after}"
    )


def _row_parts(listing: Listing, post: Post) -> tuple[str, str]:
    """Return the HTML of the row of *post*, before and after its address."""
    title = escape(post.title, quote=False).replace(" / ", '<span class="ts-slash"> /</span> ')
    before, after = '<a class="reference internal" href="', f'">{title}</a>'
    if post.is_draft:
        draft = escape(text("draft"))
        before = f'<span class="ts-post-title">{before}'
        after += f'<span class="ts-draft"> # {draft}</span></span>'
    if listing.format == "short":
        return before, after
    if post.date is None:
        date = f'<span class="ts-draft">{escape(text("no date"))}</span>'
    else:
        date = f'<time datetime="{post.date.isoformat()}">{day_text(post.date)}</time>'
    minutes = f'<span class="ts-minutes">{escape(minutes_text(post.minutes))}</span>'
    between = '<span class="ts-separator"> · </span>'
    return f"{date}{between}{minutes}{between}{before}", after


def _row(host: HostPage, post: Post, form: str) -> nodes.paragraph:
    row = nodes.paragraph()
    if form == "long":
        minutes = minutes_text(post.minutes)
        row += date_node(post)
        row += separator(" · ", " · ", classes=["ts-separator"])
        row += nodes.inline(minutes, minutes, classes=["ts-minutes"])
        row += separator(" · ", " · ", classes=["ts-separator"])
    row += link_to_post(host, post)
    return row


def _full_post(host: HostPage, post: Post) -> nodes.section:
    minutes = minutes_text(post.minutes)
    details = nodes.paragraph("", "", date_node(post), nodes.Text(f" · {minutes}"))
    details["classes"] = ["ts-post-line"]
    prefix = _next_prefix(host, post)
    body = embedded_body(host.app, post, host.pagename, prefix)
    title = nodes.title("", "", link_to_post(host, post))
    # Sphinx requires a section to have an id.
    classes = ["ts-post-in-full", *_language_classes(post)]
    return nodes.section("", title, details, *body, ids=[prefix.strip("-")], classes=classes)


def _next_prefix(host: HostPage, post: Post) -> str:
    """Count one more embedding of *post*, and return the prefix of its ids."""
    host.embed_counts[post.docname] += 1
    count = host.embed_counts[post.docname]
    return id_prefix(post.docname) + (f"{count}-" if count > 1 else "")


def _language_classes(post: Post) -> list[str]:
    # Docutils turns this class into the attribute `lang`.
    return [f"language-{post.language}"] if post.language else []


def date_node(post: Post) -> nodes.inline:
    """Return the node that shows the date of *post*, or that it has none."""
    if post.date is None:
        return nodes.inline("", text("no date"), classes=["ts-draft"])
    day = day_text(post.date)
    return post_date(day, day, datetime=post.date.isoformat())


def link_to_post(host: HostPage, post: Post) -> nodes.Node:
    """Return a link from *host* to *post*, or only its title where the builder has no target."""
    link: nodes.Node = nodes.Text(post.title)
    if host.linkable is None or post.docname in host.linkable:
        try:
            uri = host.app.builder.get_relative_uri(host.pagename, post.docname)
        except NoUri:
            uri = ""
        if uri:
            parts = with_slashes(post.title)
            link = nodes.reference("", "", *parts, refuri=uri, internal=True)
    if not post.is_draft:
        return link
    draft = text("draft")
    mark = nodes.inline("", f" # {draft}", classes=["ts-draft"])
    return nodes.inline("", "", link, mark, classes=["ts-post-title"])
