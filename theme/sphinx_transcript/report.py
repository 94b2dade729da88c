"""The line that ends a build: how many posts there are, and which are not published and why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_transcript.card import Status
from sphinx_transcript.domain import BlogRecords, blog_domain
from sphinx_transcript.html_builders import writes_site
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)


def report(app: Sphinx, exception: Exception | None) -> None:
    """Say how many posts there are, and which are not published and why."""
    if exception is not None:
        return
    domain = blog_domain(app.env)
    if not domain.posts and not domain.unpublished:
        patterns = ", ".join(app.config.transcript_posts)
        _logger.info("no posts: no document matches transcript_posts (%s)", patterns)
        return
    _logger.info("%s", closing_line(app.env))
    if writes_site(app) and not app.config.html_baseurl:
        _logger.info("no html_baseurl in conf.py: no feeds, sitemap or canonical links")
    if not domain.posts and Status.SCHEDULED in domain.unpublished.values():
        hint = " (SOURCE_DATE_EPOCH sets the day)" if "SOURCE_DATE_EPOCH" in os.environ else ""
        warn(
            f"no post is published: they are dated after the day of this build{hint}",
            Subtype.SCHEDULE,
        )


def closing_line(env: BuildEnvironment) -> str:
    """Return what the last line of a build says of the posts, once all documents are read."""
    domain = blog_domain(env)
    return summary(_published(domain), _unpublished_sources(env, domain))


def _published(domain: BlogRecords) -> int:
    return sum(not post.is_draft for post in domain.posts.values())


def _unpublished_sources(env: BuildEnvironment, domain: BlogRecords) -> dict[Status, list[str]]:
    sources: dict[Status, list[str]] = {}
    for docname, status in sorted(domain.unpublished.items()):
        sources.setdefault(status, []).append(source_of(env, docname))
    previewed = [post.source for post in domain.posts.values() if post.is_draft]
    if previewed:
        sources.setdefault(Status.PREVIEWED, []).extend(sorted(previewed))
    return sources


_NAMES = {
    Status.DRAFT: ("draft", "drafts"),
    Status.SCHEDULED: ("scheduled", "scheduled"),
    Status.UNDATED: ("without a date", "without a date"),
    Status.UNREADABLE: ("unreadable", "unreadable"),
    Status.PREVIEWED: ("draft shown in this preview", "drafts shown in this preview"),
}


def summary(published: int, unpublished: dict[Status, list[str]]) -> str:
    """Return the line that ends a build.

    >>> summary(12, {Status.DRAFT: ["post/a.md", "post/b.md"]})
    '12 posts; not published: 2 drafts (post/a.md, post/b.md)'
    """
    line = f"{published} post" if published == 1 else f"{published} posts"
    parts = [
        f"{len(sources)} {names[len(sources) != 1]} ({', '.join(sources)})"
        for status, names in _NAMES.items()
        if (sources := unpublished.get(status))
    ]
    return f"{line}; not published: {', '.join(parts)}" if parts else line
