"""The transcript of a document, rendered from its resolved doctree."""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any

from sphinx_transcript.plain_text.link_addresses import address_lookup
from sphinx_transcript.plain_text.translator import TranscriptTranslator
from sphinx_transcript.shell.page_commands import cat_command
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class _TextBuilder:
    """The attributes of a text builder that the translator reads; HTML builders differ."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.env = app.env
        self.config = app.config
        self.secnumbers = app.env.toc_secnumbers.get(docname, {})
        self.fignumbers = app.env.toc_fignumbers.get(docname, {})


def render_transcript(app: Sphinx, doctree: nodes.document, docname: str) -> str:
    """Return the transcript of the document *docname*: a ``cat`` prompt, and the text below it.

    *doctree* is resolved. The text does not depend on the builder that resolved it.
    """
    builder: Any = _TextBuilder(app, docname)
    translator = TranscriptTranslator(
        doctree,
        builder,
        command=cat_command(source_path(app.env, docname)),
        link_address=address_lookup(app, docname) if app.config.transcript_text_links else None,
    )
    _add_extension_visitors(app, translator)
    doctree.walkabout(translator)
    return translator.body


def _add_extension_visitors(app: Sphinx, translator: TranscriptTranslator) -> None:
    """Give *translator* the plain-text visitors that extensions registered for their nodes."""
    handlers = app.registry.translation_handlers
    for name, (visit, depart) in (handlers.get("transcript") or handlers.get("text") or {}).items():
        setattr(translator, f"visit_{name}", MethodType(visit, translator))
        if depart:
            setattr(translator, f"depart_{name}", MethodType(depart, translator))
