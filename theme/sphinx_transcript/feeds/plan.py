"""Which feeds a site has, and which posts are in them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_transcript.addresses import base_url
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.generated.plan import is_generated
from sphinx_transcript.html_builders import is_extra
from sphinx_transcript.taxonomy import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post
    from sphinx_transcript.taxonomy import Term

ATOM, JSON = "feed.xml", "feed.json"


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One feed to write."""

    path: str
    """From the output folder."""
    posts: tuple[Post, ...]
    term: Term | None = None


def has_feeds(app: Sphinx) -> bool:
    """Tell whether the site has feeds: their addresses need the site's own."""
    return bool(
        base_url(app) and app.config.transcript_feeds and any(published(app, all_posts(app)))
    )


def all_posts(app: Sphinx) -> tuple[Post, ...]:
    """Return the posts that are listed, newest first."""
    return blog_domain(app.env).blog.posts


def published(app: Sphinx, posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return the newest of *posts*, as many as a feed has; a preview's drafts are none of them."""
    found = (post for post in posts if not post.is_draft)
    return tuple(islice(found, app.config.transcript_feed_limit))


def feed_path(term: Term) -> str:
    """Return the path of the feed of *term*, from the output folder: it is beside its page."""
    return f"{term.pagename.removesuffix('index')}{ATOM}"


def feed_files(app: Sphinx) -> Iterator[FeedFile]:
    """Yield the feeds of the site; a file that the project brings wins."""
    if not has_feeds(app):
        return
    feeds = [FeedFile(name, published(app, all_posts(app))) for name in (ATOM, JSON)]
    for kind in KINDS:
        if is_generated(app, kind):
            for term in blog_domain(app.env).blog.taxonomies[kind].values():
                feeds.append(FeedFile(feed_path(term), published(app, term.posts), term))
    for feed in feeds:
        if feed.posts and not is_extra(app, feed.path):
            yield feed


def posts_in_full(app: Sphinx) -> set[str]:
    """Return the docnames of the posts that any feed has in full."""
    if app.config.transcript_feed_content != "full":
        return set()
    return {post.docname for feed in feed_files(app) for post in feed.posts}
