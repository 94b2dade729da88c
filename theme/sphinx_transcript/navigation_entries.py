"""What the blog adds to the theme's navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.feeds.plan import ATOM, has_feeds
from sphinx_transcript.generated.plan import plan, post_folders
from sphinx_transcript.theme.context import OTHER_ENTRIES
from sphinx_transcript.theme.navigation import Entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_COVERED = ("archive/", "author/", "category/", "series/")
"""Pages of posts that the navigation has no entry for."""


def offer_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Offer the pages of all posts and of all tags, and the feed, where there are any."""
    folders = [*post_folders(app), "tag"]
    entries = [
        Entry(f"{folder}/", f"{folder}/index", covers=_COVERED if folder != "tag" else ())
        for folder in folders
        if f"{folder}/index" in plan(app)
    ]
    if has_feeds(app):
        entries.append(Entry(ATOM, ATOM, is_file=True))
    setattr(app.builder, OTHER_ENTRIES, entries)
