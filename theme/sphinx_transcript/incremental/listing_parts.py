"""What pages show of posts in their listings, for the digests of these pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.incremental.image_names import image
from sphinx_transcript.pages.listing_comments import listing_comment
from sphinx_transcript.pages.listing_links import page_of_more
from sphinx_transcript.pages.term_nodes import count_command, page_of_all, shown_counts
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.cross_references import resolved_links

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.blog.listing import Format, Listing
    from sphinx_transcript.blog.listing_view import ListingView
    from sphinx_transcript.blog.term_listing import TermListing
    from sphinx_transcript.post.record import Post


def parts_of_view(app: Sphinx, pagename: str, listing: Listing, view: ListingView) -> list[Any]:
    """Return all that *view*, on the page *pagename*, shows of posts."""
    blog = blog_domain(app.env).blog
    # Plain text has no comments after commands.
    has_comments = app.builder.format == "html"
    return [
        view.page,
        view.pages,
        view.more,
        page_of_more(app, pagename, listing) if view.more else None,
        [
            [
                block.command,
                listing_comment(blog, listing, view, block) if has_comments else "",
                block.has_head,
                block.is_pinned,
                block.title,
                [_parts_of_row(app, listing.format, post) for post in block.rows],
            ]
            for block in view.blocks
        ],
    ]


def _parts_of_row(app: Sphinx, form: Format, post: Post) -> list[Any]:
    """Return all that a listing in the format *form* shows of *post*."""
    row: list[Any] = [post.docname, post.title, post.is_draft]
    if form != "short":
        row += [post.date.isoformat() if post.date else "", post.minutes]
    if form in {"excerpt", "full"}:
        links = resolved_links(app).get(post.docname, ())
        row += [post.language, app.env.toc_fignumbers.get(post.docname)]
        if form == "full":
            row += [blog_domain(app.env).content_digests.get(post.docname), links]
            shown = [path for path in app.env.images if post.docname in app.env.images[path][0]]
            row.append([image(app.env, path) for path in sorted(shown)])
        elif post.description:
            row.append(post.description)
        else:
            row += [
                post.excerpt_digest,
                links[: post.excerpt_links],
                numbers_of(app.env, post.docname),
            ]
            shown = [path for path in post.excerpt_images if path in app.env.images]
            row.append([image(app.env, path) for path in shown])
    return row


def parts_of_terms(app: Sphinx, listing: TermListing) -> list[Any]:
    """Return all that the list of terms *listing* shows."""
    counts, total = shown_counts(app, listing)
    return [counts, total, page_of_all(app, listing), count_command(app, listing, counts)]


def numbers_of(env: BuildEnvironment, docname: str) -> list[Any] | None:
    """Return the numbers of the sections, figures, tables and code blocks of *docname*."""
    numbers = [env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)]
    return numbers if any(numbers) else None
