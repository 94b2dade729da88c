"""The closing line of a build: the number of posts, and which posts are not published and why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.records.blog_records import BlogRecords, blog_domain
from sphinx_transcript.support.build_notes import print_line
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def report(app: Sphinx, exception: Exception | None) -> None:
    """Log the closing line of the build, and hints if parts of the site are missing."""
    if exception is not None:
        return
    domain = blog_domain(app.env)
    if not domain.posts and not domain.unpublished:
        patterns = ", ".join(app.config.transcript_posts)
        print_line(f"no posts: no document matches transcript_posts ({patterns})")
        return
    print_line(closing_line(app.env))
    if writes_site(app) and not app.config.html_baseurl:
        print_line("no html_baseurl in conf.py: no feeds, sitemap or canonical links")
    statuses = {domain.unpublished[name] for name in domain.unpublished.keys() - domain.held_back}
    if not domain.posts and PublicationStatus.SCHEDULED in statuses:
        hint = " (SOURCE_DATE_EPOCH sets the day)" if "SOURCE_DATE_EPOCH" in os.environ else ""
        warn(
            f"no post is published: they are dated after the day of this build{hint}",
            Subtype.SCHEDULE,
        )


def closing_line(env: BuildEnvironment) -> str:
    """Return the closing line of a build. All documents must have been read."""
    domain = blog_domain(env)
    return summary(_count_published(domain), _unpublished_sources(env, domain))


def _count_published(domain: BlogRecords) -> int:
    return sum(not post.is_draft for post in domain.posts.values())


def _unpublished_sources(
    env: BuildEnvironment, domain: BlogRecords
) -> dict[PublicationStatus, list[str]]:
    sources: dict[PublicationStatus, list[str]] = {}
    for docname, status in sorted(domain.unpublished.items()):
        sources.setdefault(status, []).append(source_path(env, docname))
    previewed = [post.source for post in domain.posts.values() if post.is_draft]
    if previewed:
        sources.setdefault(PublicationStatus.PREVIEWED, []).extend(sorted(previewed))
    return sources


_NAMES = {
    PublicationStatus.DRAFT: ("draft", "drafts"),
    PublicationStatus.SCHEDULED: ("scheduled", "scheduled"),
    PublicationStatus.UNDATED: ("without a date", "without a date"),
    PublicationStatus.EXPIRED: ("expired", "expired"),
    PublicationStatus.UNREADABLE: ("unreadable", "unreadable"),
    PublicationStatus.PREVIEWED: ("draft shown in this preview", "drafts shown in this preview"),
}


def summary(published: int, unpublished: dict[PublicationStatus, list[str]]) -> str:
    """Return the closing line for the number *published* and the *unpublished* sources.

    >>> summary(12, {PublicationStatus.DRAFT: ["post/a.md", "post/b.md"]})
    '12 posts; not published: 2 drafts (post/a.md, post/b.md)'
    """
    line = f"{published} post" if published == 1 else f"{published} posts"
    parts = [
        f"{len(sources)} {names[len(sources) != 1]} ({', '.join(sources)})"
        for status, names in _NAMES.items()
        if (sources := unpublished.get(status))
    ]
    return f"{line}; not published: {', '.join(parts)}" if parts else line
