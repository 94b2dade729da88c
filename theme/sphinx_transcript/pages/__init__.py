"""What pages show of the blog: listings, generated pages, roles, and the context of a post.

Input: the records of a build. Output: doctree nodes, values for templates, and the plan of
generated pages, for any builder and any theme. This room writes no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.pages import (
    epub_navigation,
    listing_transform,
    missing_references,
    nodes,
    other_themes,
    roles,
    template_context,
)
from sphinx_transcript.pages.directives import BlogIndex
from sphinx_transcript.pages.domain import BlogDomain
from sphinx_transcript.support.page_events import connect_page_handler

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the nodes, the domain, the directive, the roles and their event handlers."""
    nodes.register(app)
    app.add_domain(BlogDomain)
    app.add_directive("blog-index", BlogIndex)
    for name, role in roles.make_roles().items():
        app.add_role(name, role)
    app.connect("warn-missing-reference", missing_references.warn_of_missing_reference)
    app.connect("doctree-resolved", listing_transform.expand_listings)
    # After the excerpt of the post is taken, at priority 590.
    app.connect("doctree-resolved", other_themes.add_post_details, priority=595)
    app.connect("write-started", epub_navigation.keep_titles)
    connect_page_handler(app, template_context.add_post_to_context)
