"""Helpers that any room may use and that know no post, blog or page.

Problems and warnings with their subtypes, the guard around the work on one document, the worker
processes of a build, faster forms of what docutils does, translations, differences between
Sphinx releases, the HTML builders and their output names, toctrees, XML, digests, and the cache of
one build.
Imports no other room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register what helpers of all rooms need: handlers, the builder dirhtml, worker processes."""
    from sphinx_transcript.support import (
        build_warnings,
        dirhtml,
        shortcuts,
        source_paths,
        translations,
    )

    build_warnings.register(app)
    dirhtml.register(app)
    shortcuts.register(app)
    source_paths.register(app)
    translations.register(app)
