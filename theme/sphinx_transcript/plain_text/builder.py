"""The builder ``transcript``: ``sphinx-build -b transcript SOURCE OUT``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.text import TextBuilder

from sphinx_transcript.plain_text.document_text import render_transcript
from sphinx_transcript.plain_text.translator import TranscriptTranslator
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TranscriptBuilder(TextBuilder):
    """Writes each document as plain text, the same text as the text page of an HTML build."""

    name = "transcript"
    epilog = "The transcripts are in %(outdir)s."
    default_translator_class = TranscriptTranslator

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Set the tags of an HTML builder, so that ``only:: html`` holds for both.

        See https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#tags
        """
        super().__init__(app, env)
        # Sphinx 9 deprecates `Builder.app`.
        self._application = app
        for tag in ("text", "format_text"):
            self.tags.remove(tag)
        for tag in ("html", "format_html"):
            self.tags.add(tag)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the path of the source file, by which a transcript refers to a document."""
        return source_path(self.env, docname)

    def get_output_path(self, docname: str, /) -> Path:
        """Return the path of the file that the transcript of *docname* is written to."""
        path: Path = self.outdir / f"{docname}{self.out_suffix}"
        return path

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the transcript of *docname*."""
        self.current_docname = docname
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        text = render_transcript(self._application, self, doctree, docname)
        write_text(self.get_output_path(docname), text)


def write_text(path: Path, text: str) -> None:
    """Write *text* to the file *path*, and warn if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Bytes, because text mode would write the line ends of the operating system.
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        warn(f"can't write {path}: {error}", Subtype.OUTPUT)
