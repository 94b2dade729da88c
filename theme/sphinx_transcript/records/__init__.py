"""Records of the documents in a build: posts, listings and cross-references.

Source files and doctrees come in. Records go out, stored in the data of the ``blog`` domain in
Sphinx's build environment. This package writes no pages, and does not decide which posts are
published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.records import (
    collecting_nodes,
    cross_references,
    duplicate_posts,
    env_version,
    events,
    heading_warnings,
    markdown_parser,
    myst_setup,
    plain_fields,
    post_collector,
    post_title,
)
from sphinx_transcript.support.document_guard import connect_document_handler

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the Markdown parser, and the event handlers that record documents."""
    myst_setup.set_up_myst(app)
    app.connect("config-inited", env_version.add_releases, priority=900)
    markdown_parser.register(app)
    heading_warnings.register(app)
    events.register(app)
    app.add_transform(post_title.PostTitle)
    connect_document_handler(
        app, "source-read", post_title.keep_title_out_of_body, "the title of the post"
    )
    # After the handlers that other extensions and conf.py have, which may fill in values.
    connect_document_handler(
        app,
        "source-read",
        plain_fields.escape_field_values,
        "the values of front matter",
        priority=950,
    )
    # After Sphinx has collected titles and metadata, on the same event at priority 500.
    connect_document_handler(
        app, "doctree-read", post_collector.record_post, "the record of the post", priority=600
    )
    connect_document_handler(
        app, "doctree-read", cross_references.record_links, "the record of links", priority=900
    )
    connect_document_handler(
        app,
        "doctree-read",
        collecting_nodes.record_collecting_nodes,
        "the record of collecting nodes",
        priority=900,
    )
    app.connect("env-check-consistency", duplicate_posts.warn_of_duplicates)
