"""Limits the number of doctrees that a build keeps in memory.

Sphinx keeps the tree of each document that it reads until it has written the page, and the pickle
of each tree that it loads until the build ends. Both are also in a file. Of a thousand posts the
trees take 70 MB and the pickles 12 MB. To load a tree takes less than a fiftieth of the time that
its page takes. Both attributes are private, so that ``transcript_shortcuts = False`` leaves them
alone, and a release without them keeps what it keeps.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.document_guard import connect_document_handler

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MAX_TREES = 100
"""A small site is written from memory. The first are kept, because they are written first."""
MAX_BYTES = 1_250_000
"""As many more as have pickles of this size together: of short posts, about three hundred."""
MAX_PICKLES = 16
"""Listings load the trees of the same few posts again."""


def register(app: Sphinx) -> None:
    """Limit what the builds of *app* keep."""
    limit = _TreeLimit()
    app.connect("env-before-read-docs", limit.begin)
    # Sphinx emits this before it reads a document, if it reads one after the other.
    app.connect("env-purge-doc", limit.apply)
    connect_document_handler(
        app, "doctree-resolved", _limit_pickles, "the doctrees in memory", priority=990
    )


class _TreeLimit:
    """Limits the trees that one build keeps."""

    def __init__(self) -> None:
        self._count = 0
        self._bytes = 0

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Handle ``env-before-read-docs``: begin with what another build has left."""
        trees = _trees(env)
        self._count, self._bytes = len(trees), sum(_pickle_size(app, name) for name in trees)

    def apply(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Handle ``env-purge-doc``: drop the tree that was read last if there are too many."""
        trees = _trees(env)
        if not app.config.transcript_shortcuts or len(trees) <= self._count:
            return
        self._bytes += _pickle_size(app, next(reversed(trees)))
        while len(trees) > MAX_TREES and self._bytes > MAX_BYTES:
            name, _ = trees.popitem()
            self._bytes -= _pickle_size(app, name)
        self._count = len(trees)


def _trees(env: BuildEnvironment) -> dict[str, Any]:
    trees: dict[str, Any] = getattr(env, "_write_doc_doctree_cache", {})
    return trees


def _pickle_size(app: Sphinx, docname: str) -> int:
    try:
        # Asked for each document that is read.
        return os.stat(f"{app.doctreedir}/{docname}.doctree").st_size  # noqa: PTH116
    except OSError:
        return 0


def _limit_pickles(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    pickles: dict[str, Any] = getattr(app.env, "_pickled_doctree_cache", {})
    if app.config.transcript_shortcuts and len(pickles) > MAX_PICKLES:
        pickles.clear()
