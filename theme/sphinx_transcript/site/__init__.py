"""Files and tags for machines: sitemap, robots.txt, redirect pages, head tags, feed links.

Records, addresses and feeds come in. Files in the output folder and tags in the head of each page
go out. Of all this, readers see only the entries that this room adds to the theme's navigation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the handlers that add navigation entries, head tags and what the search finds."""
    from sphinx_transcript.site import navigation_entries, page_head, search_source
    from sphinx_transcript.support.page_events import connect_page_handler

    app.connect("builder-inited", search_source.add_source)
    app.connect("env-updated", navigation_entries.add_entries, priority=200)
    connect_page_handler(app, page_head.add_tags, "the head of the page", priority=600)
