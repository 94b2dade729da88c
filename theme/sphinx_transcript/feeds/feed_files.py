"""Which feeds a site has, and which posts they contain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_transcript.addresses.ablog_pages import ablog_terms
from sphinx_transcript.addresses.urls import base_url
from sphinx_transcript.blog.taxonomy import TERM_KINDS
from sphinx_transcript.pages.generated.page_plan import is_generated, term_page
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import is_extra_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.taxonomy import Term
    from sphinx_transcript.post.record import Post

ATOM, JSON = "feed.xml", "feed.json"
_ABLOG = "atom.xml"


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed to write."""

    path: str
    """Relative to the output folder."""
    posts: tuple[Post, ...]
    term: Term | None = None
    """The term whose posts the feed contains; None for the feed of all posts."""
    copies: tuple[str, ...] = ()
    """The paths of copies, at the addresses that the feed had in ABlog."""


def has_feeds(app: Sphinx) -> bool:
    """Tell whether the site has feeds; their URLs require ``html_baseurl``."""
    return bool(
        base_url(app) and app.config.transcript_feeds and any(feed_posts(app, listed_posts(app)))
    )


def listed_posts(app: Sphinx) -> tuple[Post, ...]:
    """Return the listed posts, newest first."""
    return blog_domain(app.env).blog.posts


def feed_posts(app: Sphinx, posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return the first of *posts* up to ``transcript_feed_limit``, without drafts."""
    published = (post for post in posts if not post.is_draft)
    return tuple(islice(published, app.config.transcript_feed_limit))


def feed_path(term: Term) -> str:
    """Return the path of the feed of *term*, beside its page, relative to the output folder."""
    return f"{term.pagename.removesuffix('index')}{ATOM}"


def feed_files(app: Sphinx) -> Iterator[FeedFile]:
    """Yield the feeds of the site, except those that ``html_extra_path`` replaces."""
    if not has_feeds(app):
        return
    ablog_folder = app.config.transcript_ablog_addresses
    everything = feed_posts(app, listed_posts(app))
    copies = {term: (f"{name}/{_ABLOG}",) for name, term in ablog_terms(app)}
    feeds = [
        FeedFile(ATOM, everything, copies=(f"{ablog_folder}/{_ABLOG}",) if ablog_folder else ()),
        FeedFile(JSON, everything),
    ]
    for kind in TERM_KINDS:
        if is_generated(app, kind):
            for term in blog_domain(app.env).blog.taxonomies[kind].values():
                if term_page(app, term) is None:
                    continue
                posts = feed_posts(app, term.posts)
                feeds.append(FeedFile(feed_path(term), posts, term, copies.get(term, ())))
    for feed in feeds:
        if feed.posts and not is_extra_file(app, feed.path):
            free = tuple(path for path in feed.copies if not is_extra_file(app, path))
            yield replace(feed, copies=free)


def posts_in_feeds(app: Sphinx) -> set[str]:
    """Return the docnames of the posts that a feed contains."""
    return {post.docname for feed in feed_files(app) for post in feed.posts}


def has_full_text(app: Sphinx) -> bool:
    """Tell whether the feeds contain the full text of posts."""
    return bool(app.config.transcript_feed_content == "full")
