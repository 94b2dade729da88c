"""A document's transcript, from the doctree that a builder has resolved."""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any

from sphinx_transcript.plain_text.links import link_namer
from sphinx_transcript.plain_text.translator import TranscriptTranslator
from sphinx_transcript.shell import cat_command
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class _TextBuilder:
    """What the writer asks of a text builder, which an HTML builder is not."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.env = app.env
        self.config = app.config
        self.secnumbers = app.env.toc_secnumbers.get(docname, {})


def render(app: Sphinx, doctree: nodes.document, docname: str) -> str:
    """Return the transcript of the document *docname*: the prompt, and what it prints.

    *doctree* is resolved. The text is the same whichever builder resolved it.
    """
    builder: Any = _TextBuilder(app, docname)
    translator = TranscriptTranslator(
        doctree,
        builder,
        command=cat_command(source_of(app.env, docname)),
        link_name=link_namer(app, docname) if app.config.transcript_text_links else None,
    )
    _add_handlers(app, translator)
    doctree.walkabout(translator)
    return translator.body


def _add_handlers(app: Sphinx, translator: TranscriptTranslator) -> None:
    """Give *translator* what extensions say of their own nodes in plain text."""
    handlers = app.registry.translation_handlers
    for name, (visit, depart) in (handlers.get("transcript") or handlers.get("text") or {}).items():
        setattr(translator, f"visit_{name}", MethodType(visit, translator))
        if depart:
            setattr(translator, f"depart_{name}", MethodType(depart, translator))
