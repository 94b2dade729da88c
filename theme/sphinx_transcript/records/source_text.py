"""The source text of a document, as Sphinx will read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import get_filetype

from sphinx_transcript.config.post_patterns import post_folder
from sphinx_transcript.post.notebook import SUFFIX
from sphinx_transcript.records.source_dialect import dialect_in_use

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

_LINE_END = re.compile(r"\r\n?")
# Handlers of these modules leave the text as it is until a post is known to be one.
_WITHOUT_EFFECT = frozenset({"sphinx", "sphinx_transcript"})


@dataclass(frozen=True, slots=True)
class SourceText:
    """The source text of a document."""

    text: str
    filetype: str
    """Sphinx's name of the markup, as in ``source_suffix``."""
    is_notebook: bool = False
    """Whether the text is the content of a Jupyter notebook (JSON)."""
    is_rewritten: bool = False
    """Whether a handler of ``source-read`` has changed the text of the file."""
    failure: str = ""
    """The error of a handler of ``source-read``, which left the text of the file; or ''."""


def source_text(app: Sphinx, docname: str, path: Path, text: str) -> SourceText:
    """Return the source text of the document *docname*, given the *text* of its file *path*.

    Handlers of ``source-read`` have changed it where it may be a post, so that front matter is read
    as Sphinx reads it. They are called before Sphinx reads the document, and again when it does.
    """
    filetype = get_filetype(app.config.source_suffix, path)
    is_rewritten, failure = False, ""
    if _changes_sources(app) and _may_be_post(app, docname):
        # Sphinx opens files with universal newlines, and without a byte order mark.
        given = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
        try:
            as_read = _as_read(app, docname, given)
        except (SphinxError, AttributeError) as error:
            # Sphinx calls the handler again if it reads the document.
            cause = getattr(error, "orig_exc", None) or error
            failure = f"a handler of 'source-read' failed: {' '.join(str(cause).split())}"
        else:
            is_rewritten = as_read != given
            text = as_read if is_rewritten else text
    return SourceText(text, filetype, path.suffix == SUFFIX, is_rewritten, failure)


def _changes_sources(app: Sphinx) -> bool:
    """Tell whether a handler of conf.py or of another extension may change source texts."""
    return any(
        _package(listener.handler) not in _WITHOUT_EFFECT
        for listener in app.events.listeners.get("source-read", ())
    )


def _package(handler: object) -> str:
    # A handler can be a callable object, which has no module of its own.
    module = getattr(handler, "__module__", "") or type(handler).__module__
    return str(module).partition(".")[0]


def _may_be_post(app: Sphinx, docname: str) -> bool:
    config = app.config
    is_post = post_folder(docname, config.transcript_posts, config.root_doc) is not None
    return is_post or (dialect_in_use(config) is not None and docname != config.root_doc)


def _as_read(app: Sphinx, docname: str, text: str) -> str:
    """Return *text* as the handlers of ``source-read`` change it. Raises their errors."""
    env = app.env
    source = [text]
    env.prepare_settings(docname)
    try:
        app.events.emit("source-read", docname, source)
    finally:
        env.temp_data.clear()
    return source[0]
