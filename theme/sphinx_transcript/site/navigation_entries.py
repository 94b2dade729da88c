"""Entries that the blog adds to the theme's navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.feeds.feed_files import ATOM, has_feeds
from sphinx_transcript.pages.generated.page_plan import page_plan, post_folders
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.theme.navigation import NavigationEntry
from sphinx_transcript.theme.site_context import FOOT_ENTRIES, LISTING_ENTRIES, OTHER_ENTRIES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_OTHERS = ("archive", "author", "category", "series")
_COVERED = tuple(f"{folder}/" for folder in _OTHERS)
"""Folders of pages without an entry of their own, which the entry of all posts covers."""


def add_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: add entries for all posts, all tags and the feed, if they exist.

    The foot of a page has those for posts and tags, documents in their place included; the search
    page has all listings.
    """
    entries = [
        NavigationEntry(f"{folder}/", f"{folder}/index", covers=_COVERED if folder != "tag" else ())
        for folder in [*post_folders(app), "tag"]
    ]
    others = [NavigationEntry(f"{folder}/", f"{folder}/index") for folder in _OTHERS]
    exist = page_plan(app).keys() | (env.found_docs if writes_site(app) else set())
    setattr(app.builder, FOOT_ENTRIES, [each for each in entries if each.docname in exist])
    listings = [each for each in (*entries, *others) if each.docname in exist]
    setattr(app.builder, LISTING_ENTRIES, listings)
    entries = [entry for entry in entries if entry.docname in page_plan(app)]
    if has_feeds(app):
        entries.append(NavigationEntry(ATOM, ATOM, is_file=True))
    setattr(app.builder, OTHER_ENTRIES, entries)
