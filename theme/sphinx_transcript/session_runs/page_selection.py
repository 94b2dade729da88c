"""Which pages have sessions to run, and which blocks they have."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.session_runs.marked_block import MarkedBlock, marked_block
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


def marked_blocks(document: nodes.document) -> tuple[MarkedBlock, ...]:
    """Return the marked blocks of *document*, in their order."""
    found = (marked_block(node) for node in document.findall(nodes.Element))
    return tuple(block for block in found if block is not None)


def selected_pages(app: Sphinx, docnames: Iterable[str]) -> dict[str, tuple[MarkedBlock, ...]]:
    """Return the blocks of those among *docnames* that have any, sorted by docname.

    ``transcript_session_only`` restricts them; a name in it that no page has gives a warning.
    """
    only: list[str] = app.config.transcript_session_only
    chosen = sorted(docnames)
    for name in only:
        if not any(_is_named(docname, name) for docname in app.env.found_docs):
            hint = did_you_mean(name, app.env.found_docs)
            message = f"transcript_session_only: there is no page {name!r}{hint}"
            warn(message, Subtype.SESSION)
    if only:
        chosen = [each for each in chosen if any(_is_named(each, name) for name in only)]
    pages = {docname: marked_blocks(app.env.get_doctree(docname)) for docname in chosen}
    return {docname: blocks for docname, blocks in pages.items() if blocks}


def _is_named(docname: str, name: str) -> bool:
    """Return whether *name*, a docname, the name of its file or a pattern, means *docname*."""
    stem, _, suffix = name.rpartition(".")
    return fnmatchcase(docname, name) or (
        suffix in {"md", "rst", "ipynb"} and fnmatchcase(docname, stem)
    )
