"""Support for posts and listings written for ABlog, enabled by ``transcript_ablog`` in conf.py.

This package handles ABlog's directives, labels and configuration values, as documented at
https://ablog.readthedocs.io. ABlog itself need not be installed. No other package depends on this
one. It registers a source dialect, and translates ABlog's features to the records, nodes and
configuration values of the other packages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the source dialect and the event handlers."""
    from sphinx_transcript.ablog import (
        all_posts_page,
        conf_values,
        directives,
        labels,
        post_completion,
        unsupported,
    )
    from sphinx_transcript.ablog.post_dialect import DIALECT
    from sphinx_transcript.records.source_dialect import register_dialect
    from sphinx_transcript.support.document_guard import connect_document_handler

    register_dialect(DIALECT)
    # After the package `config` has validated the values of conf.py.
    app.connect("config-inited", conf_values.apply)
    app.connect("config-inited", directives.register)
    # Before Sphinx collects the titles.
    connect_document_handler(
        app, "doctree-read", all_posts_page.fill, "the list of all posts", priority=400
    )
    # After Sphinx has collected the images, and before the post is recorded.
    connect_document_handler(
        app, "doctree-read", post_completion.complete, "the excerpt of the post", priority=590
    )
    connect_document_handler(app, "missing-reference", labels.resolve, "the label of ABlog")
    app.connect("env-check-consistency", unsupported.report)
    app.connect("env-check-consistency", unsupported.note_missing_terms)
