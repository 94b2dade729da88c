"""The commands that pages show above listings: typed into the prompt, each leads to its page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_transcript.pages.generated.page_plan import page_plan, paginates, unchanged_pages
from sphinx_transcript.pages.listing_transform import listing_view
from sphinx_transcript.pages.term_nodes import count_command, shown_counts
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_files import listing_commands
from sphinx_transcript.shell.comments import split_comment
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.releases import releases

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.blog.term_listing import TermListing
    from sphinx_transcript.pages.generated.page_plan import GeneratedPage

    ShownCommands = Mapping[str, tuple[str, ...]]
    """By the name of the page."""


def listed_commands(
    app: Sphinx, left_out: Collection[str], last: ShownCommands, written: Collection[str]
) -> ShownCommands:
    """Return the commands above the listings of each page, without their comments.

    A command leads to the first page that shows it: the home page, else a generated page, else the
    first document. The documents *left_out* are not named. What the prompt can evaluate alone is
    not among the commands: those of a single file, and those above newer and older posts.

    *last* are those that the last build found, and *written* the documents that this one writes.
    What it does not write shows the same commands as before. Most of the time is taken by those of
    pages that no build has written.
    """
    known = {name: last[name] for name in _unchanged(app, written) if name in last}
    shown: dict[str, tuple[str, ...]] = {}
    for name, find in _pages(app, left_out):
        if name not in shown:
            found = known.get(name)
            shown[name] = tuple(c for c in find() if " " in c) if found is None else found
    return shown


def _unchanged(app: Sphinx, written: Collection[str]) -> set[str]:
    """Return the names of the pages that this build leaves as they are."""
    domain = blog_domain(app.env)
    documents = {*domain.listings, *domain.term_listings}
    return {*unchanged_pages(app), *documents.difference(written, page_plan(app))}


def commands_key(app: Sphinx, left_out: Collection[str]) -> str:
    """Return a digest of what `listed_commands` follows from, which takes far longer to find."""
    domain = blog_domain(app.env)
    settings = sorted(
        (each.name, repr(each.value))
        for each in app.config
        if each.name.startswith("transcript_") or each.name == "root_doc"
    )
    posts = [
        [
            *(post.docname, post.title, post.updated_stamp, post.tags, post.categories),
            *(post.authors, post.series, post.is_pinned, post.is_unlisted, post.is_draft),
        ]
        for post in domain.blog.posts
    ]
    listings = [sorted(domain.listings.items()), sorted(domain.term_listings.items())]
    files = listing_commands(app).inputs
    parts = [releases(app), settings, sorted(left_out), posts, listings, files, [*page_plan(app)]]
    return digest(repr(parts), 16)


def _pages(
    app: Sphinx, left_out: Collection[str]
) -> Iterator[tuple[str, Callable[[], Iterable[str]]]]:
    """Yield page names, each with a function that finds its commands; pages that go first first."""
    root = app.config.root_doc
    domain = blog_domain(app.env)
    documents = sorted({*domain.listings, *domain.term_listings} - set(left_out))
    if root in documents:
        yield root, partial(_commands_on_document, app, root)
    for name, page in page_plan(app).items():
        yield name, partial(_commands_on_page, app, page)
    for docname in documents:
        if docname != root:
            yield docname, partial(_commands_on_document, app, docname)


def _commands_on_page(app: Sphinx, page: GeneratedPage) -> Iterator[str]:
    if page.listing is not None:
        yield from _listing_commands(app, page.listing, page.page)
    elif page.counted:
        yield count_command(app, page.counted, page.counts) or ""


def _commands_on_document(app: Sphinx, docname: str) -> Iterator[str]:
    domain = blog_domain(app.env)
    for listing in domain.listings.get(docname, ()):
        yield from _listing_commands(app, listing, 1 if paginates(app, docname, listing) else None)
    for terms in domain.term_listings.get(docname, ()):
        yield _terms_command(app, terms)


def _listing_commands(app: Sphinx, listing: Listing, page: int | None) -> Iterator[str]:
    if listing.is_sound:
        blocks = listing_view(app, listing, page).blocks
        yield from (block.command or "" for block in blocks if block.has_head)


def _terms_command(app: Sphinx, listing: TermListing) -> str:
    counts, _ = shown_counts(app, listing)
    if not (listing.is_sound and counts):
        return ""
    typed, _ = split_comment(listing.command or "")
    return typed or count_command(app, listing, counts) or ""
