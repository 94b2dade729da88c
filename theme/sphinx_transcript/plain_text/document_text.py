"""The transcript of a document, rendered from its resolved doctree."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_transcript.plain_text.extension_visitors import add_extension_visitors
from sphinx_transcript.plain_text.link_addresses import address_lookup
from sphinx_transcript.plain_text.translator import TranscriptTranslator
from sphinx_transcript.shell.page_commands import cat_command
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.text import TextBuilder


def render_transcript(
    app: Sphinx, builder: TextBuilder, doctree: nodes.document, docname: str
) -> str:
    """Return the transcript of the document *docname*: a ``cat`` prompt, and the text below it.

    *doctree* is resolved, and *builder* is `page_builder` or the builder in use. The text does not
    depend on the builder that resolved it. Warnings of visitors, that plain text can't show a node,
    are for the user of a plain-text build alone.
    """
    translator = TranscriptTranslator(
        doctree,
        builder,
        command=cat_command(source_path(app.env, docname)),
        link_address=address_lookup(app, docname) if app.config.transcript_text_links else None,
    )
    add_extension_visitors(app, translator)
    with nullcontext() if builder is app.builder else logging.suppress_logging():
        doctree.walkabout(translator)
    return translator.body
