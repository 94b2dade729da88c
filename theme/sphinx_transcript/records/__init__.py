"""Records of the documents in a build: posts, listings and cross-references.

Source files and doctrees come in. Records go out, stored in the data of the ``blog`` domain in
Sphinx's build environment. This package writes no pages, and does not decide which posts are
published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the Markdown parser, and the event handlers that record documents."""
    from sphinx_transcript.records import (
        cross_references,
        env_version,
        events,
        heading_warnings,
        markdown_registration,
        myst_setup,
        post_messages,
        post_title,
    )
    from sphinx_transcript.support.deferred_modules import deferred
    from sphinx_transcript.support.document_guard import connect_document_handler

    if TYPE_CHECKING:
        from sphinx_transcript.records import (
            collecting_nodes,
            duplicate_posts,
            figure_numbers,
            notebook_posts,
            plain_fields,
            post_collector,
            resolved_excerpts,
            robots,
        )
    else:
        (
            collecting_nodes,
            duplicate_posts,
            figure_numbers,
            notebook_posts,
            plain_fields,
            post_collector,
            resolved_excerpts,
            robots,
        ) = deferred(
            __name__,
            "collecting_nodes",
            "duplicate_posts",
            "figure_numbers",
            "notebook_posts",
            "plain_fields",
            "post_collector",
            "resolved_excerpts",
            "robots",
        )

    myst_setup.set_up_myst(app)
    app.connect("config-inited", env_version.add_releases, priority=900)
    markdown_registration.register(app)
    heading_warnings.register(app)
    events.register(app)
    app.add_transform(post_title.PostTitle)
    app.add_transform(post_messages.PostMessages)
    # After the handlers of other extensions, which change the text of the file.
    connect_document_handler(
        app, "source-read", notebook_posts.prepare_notebook, "the notebook", priority=900
    )
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
    for handler, what, priority in (
        (post_collector.record_post, "the record of the post", 600),
        (post_messages.remove_messages, "the removal of messages", 610),
        (cross_references.record_links, "the record of links", 900),
        (collecting_nodes.record_collecting_nodes, "the record of collecting nodes", 900),
        (figure_numbers.record_figures, "the record of figures", 900),
        (robots.record_robots, "the record of robots", 900),
    ):
        connect_document_handler(app, "doctree-read", handler, what, priority=priority)
    # After extensions that remove or replace content on the same event, at priority 500.
    connect_document_handler(
        app, "doctree-resolved", resolved_excerpts.note_excerpt, "the excerpt", priority=590
    )
    # Sphinx assigns its numbers on the same event at priority 500.
    app.connect("env-get-updated", figure_numbers.number_figures, priority=600)
    app.connect("env-check-consistency", duplicate_posts.warn_of_duplicates)
