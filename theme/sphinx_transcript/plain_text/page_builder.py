"""The builder that a plain-text translator gets, whichever builder writes the page.

Visitors of other extensions read from it what a builder has: its name and format, the application,
the configuration, the environment, the output folder, and what extensions have set on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.plain_text.builder import TranscriptBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def page_builder(app: Sphinx, docname: str) -> TranscriptBuilder:
    """Return a builder of the class `TranscriptBuilder` for the page of *docname*.

    It has the attributes of the builder in use. It is not initialized as a builder of its own: that
    would change the tags of the application and the versioning of the environment.
    """
    builder: Any = TranscriptBuilder.__new__(TranscriptBuilder)
    vars(builder).update(vars(app.builder))
    builder.out_suffix = TranscriptBuilder.out_suffix
    builder.current_docname = docname
    builder.secnumbers = app.env.toc_secnumbers.get(docname, {})
    builder.fignumbers = app.env.toc_fignumbers.get(docname, {})
    return builder  # type: ignore[no-any-return]
