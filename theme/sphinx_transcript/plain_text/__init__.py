"""The plain-text form of pages: the builder ``transcript``, and a text page for each HTML page.

Input: a resolved doctree. Output: text, which is the same from every builder. This room knows the
layout of a transcript and no HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the builder, and the handler that writes text pages in an HTML build."""
    from sphinx_transcript.plain_text.notebook_outputs import NotebookOutputs, set_mime_types
    from sphinx_transcript.support.deferred_classes import deferred_class
    from sphinx_transcript.support.deferred_modules import deferred
    from sphinx_transcript.support.page_events import connect_page_handler

    if TYPE_CHECKING:
        from sphinx_transcript.plain_text import text_page
    else:
        (text_page,) = deferred(__name__, "text_page")

    app.add_builder(deferred_class(f"{__name__}.builder", "TranscriptBuilder", name="transcript"))
    app.add_post_transform(NotebookOutputs)
    app.connect("config-inited", set_mime_types)
    connect_page_handler(app, text_page.write_text_page, "the plain-text page", only_documents=True)
