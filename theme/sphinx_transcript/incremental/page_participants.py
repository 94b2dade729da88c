"""Tells whether a page is made of its document alone, in the way that is known.

Only then may the body of a page be taken out of the file that an earlier build has written, and
only a body that was made so. Another package, or conf.py, may change a body by what it reads
elsewhere, and what it does is no part of any digest.
"""

from __future__ import annotations

from inspect import unwrap
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.dirhtml import QuotingDirectoryHTMLBuilder
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_KEEPS_BODIES = CacheKey[bool]("keeps bodies of pages")
_BUILDERS = frozenset({StandaloneHTMLBuilder, DirectoryHTMLBuilder, QuotingDirectoryHTMLBuilder})
_KNOWN_PACKAGES = frozenset({"alabaster", "docutils", "myst_parser", "sphinx", "sphinx_transcript"})
"""The packages that make the same body of the same document, and read no more than that in it.

Sphinx loads Alabaster in each build.
"""


def keeps_bodies(app: Sphinx) -> bool:
    """Tell whether all that takes part in writing the pages of this build is known."""
    return blog_domain(app.env).cache.get(_KEEPS_BODIES, lambda: _is_all_known(app))


def _is_all_known(app: Sphinx) -> bool:
    return (
        bool(app.config.transcript_shortcuts)
        and is_theme_active(app)
        and type(app.builder) in _BUILDERS
        and all(map(_is_known, _participants(app)))
    )


def _participants(app: Sphinx) -> Iterator[Any]:
    """Yield the functions and classes that other packages can add to the writing of a page."""
    for event in ("html-page-context", "doctree-resolved"):
        yield from (each.handler for each in app.events.listeners.get(event, ()))
    yield from app.registry.get_post_transforms()
    yield from app.registry.translators.values()
    for visitors in app.registry.translation_handlers.values():
        for functions in visitors.values():
            yield from filter(None, functions)


def _is_known(participant: Any) -> bool:
    module = getattr(unwrap(participant), "__module__", None) or ""
    return module.partition(".")[0] in _KNOWN_PACKAGES
