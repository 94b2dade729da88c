"""Numbers of figures, tables and theorems in posts that another page embeds.

Sphinx's HTML translator finds a number by the id of its node, among the numbers of the page that is
written. Extensions that number nodes of their own, such as sphinx-proof, fail without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Numbers = dict[str, dict[str, tuple[int, ...]]]
"""Numbers by kind and id, as in ``BuildEnvironment.toc_fignumbers``."""

_ORIGINALS = CacheKey["dict[str, Numbers | None]"]("numbers of embedding pages")


def prefixed_numbers(app: Sphinx, docname: str, prefix: str) -> Numbers:
    """Return the numbers in the document *docname*, with *prefix* before their ids."""
    return {
        kind: {prefix + name: number for name, number in of_kind.items()}
        for kind, of_kind in app.env.toc_fignumbers.get(docname, {}).items()
    }


def add_embedded_numbers(app: Sphinx, docname: str, pagename: str, prefix: str) -> None:
    """Add the numbers in *docname* to those of the page *pagename*, until the build ends."""
    added = prefixed_numbers(app, docname, prefix)
    if not added:
        return
    numbers = app.env.toc_fignumbers
    originals = blog_domain(app.env).cache.get(_ORIGINALS, dict)
    originals.setdefault(pagename, numbers.get(pagename))
    own = numbers.get(pagename, {})
    numbers[pagename] = {
        kind: {**own.get(kind, {}), **added.get(kind, {})} for kind in own.keys() | added.keys()
    }


def restore_numbers(app: Sphinx, exception: Exception | None) -> None:
    """Undo `add_embedded_numbers`: a later build of the application compares the numbers."""
    if app.env is None:
        return
    for pagename, original in (blog_domain(app.env).cache.take(_ORIGINALS) or {}).items():
        if original is None:
            app.env.toc_fignumbers.pop(pagename, None)
        else:
            app.env.toc_fignumbers[pagename] = original
