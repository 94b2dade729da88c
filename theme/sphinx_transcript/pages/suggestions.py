"""Suggestions for names that no post has, in warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.nearest_name import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_transcript.blog.blog import Blog
    from sphinx_transcript.blog.taxonomy import TermKind
    from sphinx_transcript.records.blog_records import BlogRecords

_SUGGESTIONS: CacheKey[dict[tuple[str, str], str]] = CacheKey("suggestions")
_MOST = 100
"""The number of names for which a build looks for the nearest one.

Each is compared with all names. In a blog that comes from elsewhere, thousands may be missing.
"""


def term_names(blog: Blog, kind: TermKind) -> list[str]:
    """Return the names of the terms of *kind*."""
    return [term.name for term in blog.taxonomies[kind].values()]


def suggestion(
    records: BlogRecords, kind: str, name: str, known: Callable[[], Iterable[str]]
) -> str:
    """Return '; did you mean …?' for the unknown *name* of a *kind*, or ''.

    *known* returns the names of this kind. After very many unknown names there are no suggestions.
    """
    found = records.cache.get(_SUGGESTIONS, dict)
    if (kind, name) not in found:
        if len(found) >= _MOST:
            return ""
        found[kind, name] = did_you_mean(name, known())
    return found[kind, name]
