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

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_KNOWN = ("docutils.", "sphinx.addnodes", "sphinx.ext.ifconfig", "sphinx_transcript.")
"""The modules whose nodes depend on nothing but their document and the configuration."""


def record_collecting_nodes(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: record the names of the collecting nodes in *doctree*."""
    written = {name for handlers in app.registry.translation_handlers.values() for name in handlers}
    classes = {
        each
        for each in additional_nodes
        if each.__name__ not in written and not f"{each.__module__}.".startswith(_KNOWN)
    }
    if not classes:
        return
    kinds = {type(node) for node in doctree.findall(nodes.Element)} & classes
    if kinds:
        names = sorted(kind.__name__ for kind in kinds)
        blog_domain(app.env).collecting[app.env.docname] = tuple(names)
