"""Limits the number of doctrees that a build keeps in memory.

Sphinx keeps the tree of each document that it reads until it has written the page, and the pickle
of each tree that it loads until the build ends. Both are also in a file. Of a thousand posts the
trees take 70 MB and the pickles 12 MB. To load a tree takes less than a fiftieth of the time that
its page takes. Both attributes are private, so that ``transcript_shortcuts = False`` leaves them
alone, and a release without them keeps what it keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.document_guard import connect_document_handler

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MAX_TREES = 100
"""A small site is written from memory. The first are kept, because they are written first."""
MAX_PICKLES = 16
"""Listings load the trees of the same few posts again."""


def register(app: Sphinx) -> None:
    """Limit what the builds of *app* keep."""
    # Sphinx emits this before it reads a document, if it reads one after the other.
    app.connect("env-purge-doc", _limit_trees)
    connect_document_handler(
        app, "doctree-resolved", _limit_pickles, "the doctrees in memory", priority=990
    )


def _limit_trees(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    trees: dict[str, Any] = getattr(env, "_write_doc_doctree_cache", {})
    if app.config.transcript_shortcuts:
        while len(trees) > MAX_TREES:
            trees.popitem()


def _limit_pickles(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    pickles: dict[str, Any] = getattr(app.env, "_pickled_doctree_cache", {})
    if app.config.transcript_shortcuts and len(pickles) > MAX_PICKLES:
        pickles.clear()
