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
    figure_numbers,
    heading_warnings,
    markdown_parser,
    notebook_posts,
    plain_fields,
    post_collector,
    post_messages,
    post_title,
    resolved_excerpts,
    robots,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the Markdown parser, and the event handlers that record documents."""
    app.setup_extension("myst_parser")
    app.connect("config-inited", env_version.add_releases, priority=900)
    markdown_parser.register(app)
    heading_warnings.register(app)
    events.register(app)
    app.add_transform(post_title.PostTitle)
    app.add_transform(post_messages.PostMessages)
    # After the handlers of other extensions, which change the text of the file.
    app.connect("source-read", notebook_posts.prepare_notebook, priority=900)
    app.connect("source-read", post_title.keep_title_out_of_body)
    # After the handlers that other extensions and conf.py have, which may fill in values.
    app.connect("source-read", plain_fields.escape_field_values, priority=950)
    # After Sphinx has collected titles and metadata, on the same event at priority 500.
    app.connect("doctree-read", post_collector.record_post, priority=600)
    app.connect("doctree-read", post_messages.remove_messages, priority=610)
    app.connect("doctree-read", cross_references.record_links, priority=900)
    app.connect("doctree-read", collecting_nodes.record_collecting_nodes, priority=900)
    # After extensions that remove or replace content on the same event, at priority 500.
    app.connect("doctree-resolved", resolved_excerpts.note_excerpt, priority=590)
    app.connect("doctree-read", figure_numbers.record_figures, priority=900)
    app.connect("doctree-read", robots.record_robots, priority=900)
    # Sphinx assigns its numbers on the same event at priority 500.
    app.connect("env-get-updated", figure_numbers.number_figures, priority=600)
    app.connect("env-check-consistency", duplicate_posts.warn_of_duplicates)
