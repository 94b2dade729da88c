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
    from sphinx_transcript.ablog.dialect import DIALECT, apply_values, if_enabled
    from sphinx_transcript.records.source_dialect import register_dialect
    from sphinx_transcript.support.deferred_modules import deferred
    from sphinx_transcript.support.document_guard import connect_document_handler

    if TYPE_CHECKING:
        from sphinx_transcript.ablog import all_posts_page, labels, post_completion, unsupported
    else:
        all_posts_page, labels, post_completion, unsupported = deferred(
            __name__, "all_posts_page", "labels", "post_completion", "unsupported"
        )

    register_dialect(DIALECT)
    # After the package `config` has validated the values of conf.py.
    app.connect("config-inited", apply_values)
    for event, handler, what, priority in (
        # Before Sphinx collects the titles.
        ("doctree-read", all_posts_page.fill, "the list of all posts", 400),
        # After Sphinx has collected the images, and before the post is recorded.
        ("doctree-read", post_completion.complete, "the excerpt of the post", 590),
        ("missing-reference", labels.resolve, "the label of ABlog", 500),
    ):
        connect_document_handler(app, event, if_enabled(handler), what, priority=priority)
    app.connect("env-check-consistency", if_enabled(unsupported.report))
    app.connect("env-check-consistency", if_enabled(unsupported.note_missing_terms))
