"""What pages show of the blog: listings, generated pages, roles, and the context of a post.

Input: the records of a build. Output: doctree nodes, values for templates, and the plan of
generated pages, for any builder and any theme. This room writes no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the nodes, the domain, the directives, the roles and their event handlers."""
    from sphinx_transcript.pages import epub_navigation, nodes, roles
    from sphinx_transcript.pages.directives import BlogIndex, BlogTerms
    from sphinx_transcript.pages.domain import BlogDomain
    from sphinx_transcript.support.deferred_modules import deferred
    from sphinx_transcript.support.document_guard import connect_document_handler
    from sphinx_transcript.support.page_events import connect_page_handler

    if TYPE_CHECKING:
        from sphinx_transcript.pages import (
            embedded_numbers,
            listing_transform,
            missing_references,
            other_themes,
            template_context,
        )
    else:
        (
            embedded_numbers,
            listing_transform,
            missing_references,
            other_themes,
            template_context,
        ) = deferred(
            __name__,
            "embedded_numbers",
            "listing_transform",
            "missing_references",
            "other_themes",
            "template_context",
        )

    nodes.register(app)
    app.add_domain(BlogDomain)
    app.add_directive("blog-index", BlogIndex)
    app.add_directive("blog-terms", BlogTerms)
    for name, role in roles.make_roles().items():
        app.add_role(name, role)
    connect_document_handler(
        app,
        "warn-missing-reference",
        missing_references.warn_of_missing_reference,
        "the search for the nearest name",
    )
    connect_document_handler(
        app, "doctree-resolved", listing_transform.expand_listings, "a listing"
    )
    # After the excerpt of the post is taken, at priority 590.
    connect_document_handler(
        app,
        "doctree-resolved",
        other_themes.add_post_details,
        "the details of the post",
        priority=595,
    )
    app.connect("write-started", epub_navigation.keep_titles)
    app.connect("build-finished", embedded_numbers.restore_numbers)
    connect_page_handler(
        app, template_context.add_post_to_context, "what surrounds the post", only_documents=True
    )
