"""Incremental builds: which pages an edit invalidates, and what the output folder contains.

Digests of what each page shows come in from the rooms below. Docnames of outdated pages go out to
Sphinx, and a manifest of the output folder is kept for the next build. This room does not change
what a page shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the handlers that compare this build with the previous one."""
    from sphinx_transcript.incremental import (
        domain_order,
        kept_terms,
        leftovers,
        manifest,
        search_index,
        section_numbers,
        serialized_pages,
    )
    from sphinx_transcript.incremental.explanation import Explanation
    from sphinx_transcript.incremental.invalidation import Invalidation
    from sphinx_transcript.support.page_events import connect_page_handler

    app.connect("env-updated", domain_order.sort_domain_data)
    app.connect("write-started", section_numbers.remove_stale_section_numbers)
    app.connect("builder-inited", kept_terms.use_format)
    app.connect("html-collect-pages", search_index.complete_search_index, priority=900)
    connect_page_handler(
        app, serialized_pages.reset_stylesheets, "the list of style sheets", priority=50
    )
    connect_page_handler(
        app, serialized_pages.remove_stale_source_copy, "the copy of the source", priority=900
    )
    app.connect("html-collect-pages", serialized_pages.remove_stale_environment)
    app.connect("builder-inited", leftovers.remove_damaged_build_info)
    manifest.register(app)
    invalidation = Invalidation()
    invalidation.connect(app)
    Explanation(invalidation).connect(app)
