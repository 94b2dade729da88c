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
        doctree_memory,
        docutils_shortcuts,
        garbage_collection,
        parallel_builds,
        smart_quotes,
        source_paths,
        translations,
        write_shortcuts,
    )

    build_warnings.register(app)
    dirhtml.register(app)
    doctree_memory.register(app)
    docutils_shortcuts.register(app)
    garbage_collection.register(app)
    smart_quotes.register(app)
    source_paths.register(app)
    translations.register(app)
    parallel_builds.register(app)
    write_shortcuts.register(app)
