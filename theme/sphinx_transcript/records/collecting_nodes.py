"""Documents with nodes that an extension replaces by what it collects from other documents.

``todolist`` of ``sphinx.ext.todo`` is one. Such a node has no HTML of its own: an extension
replaces it when a page is written. See
https://www.sphinx-doc.org/en/master/development/tutorials/extending_build.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import additional_nodes

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CLASSES = CacheKey[tuple[int, frozenset[type]]]("collecting nodes")
_KNOWN = ("docutils.", "sphinx.addnodes", "sphinx.ext.ifconfig", "sphinx_transcript.")
"""The modules whose nodes depend on nothing but their document and the configuration."""


def record_collecting_nodes(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: record the names of the collecting nodes in *doctree*."""
    cache = blog_domain(app.env).cache
    number, classes = cache.get(_CLASSES, lambda: _collecting(app))
    # An extension may register another node at any time.
    if number != len(additional_nodes):
        number, classes = _collecting(app)
        cache.put(_CLASSES, (number, classes))
    if not classes:
        return
    kinds = {type(node) for node in doctree.findall(nodes.Element)} & classes
    if kinds:
        names = sorted(kind.__name__ for kind in kinds)
        blog_domain(app.env).collecting[app.env.docname] = tuple(names)


def _collecting(app: Sphinx) -> tuple[int, frozenset[type]]:
    """Return the number of registered nodes, and the classes of those that collect."""
    written = {name for handlers in app.registry.translation_handlers.values() for name in handlers}
    return len(additional_nodes), frozenset(
        each
        for each in additional_nodes
        if each.__name__ not in written and not f"{each.__module__}.".startswith(_KNOWN)
    )
