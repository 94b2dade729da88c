"""Keeps unlisted posts out of all but their own page: the search index, inventory and index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.html_builders import writes_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx


_OWN_LINKS = frozenset({"blog", "citation", "math", "std"})
"""The domains that a document's references to itself need."""


def forget_objects(app: Sphinx, doctree: nodes.document) -> None:
    """Take what an unlisted post has for indices back, once it is read."""
    docname = app.env.docname
    if blog_domain(app.env).is_unlisted(docname):
        for domain in app.env.domains.sorted():
            if domain.name not in _OWN_LINKS:
                domain.clear_doc(docname)
        # Sphinx takes for granted that each document it has read has a list of entries.
        app.env.domains["index"].data["entries"][docname] = []


def leave_out_of_globs(app: Sphinx, doctree: nodes.document) -> None:
    """Take unlisted posts out of the toctrees that name them by a pattern alone."""
    domain = blog_domain(app.env)
    for toctree in doctree.findall(addnodes.toctree):
        if toctree.get("glob"):
            entries = [
                (title, name) for title, name in toctree["entries"] if not domain.hides(name)
            ]
            toctree["entries"] = entries
            toctree["includefiles"] = [
                name for name in toctree["includefiles"] if not domain.hides(name)
            ]


def hide_unlisted(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Leave unlisted posts out of what Sphinx writes last: ``searchindex.js``, ``objects.inv``.

    Both ask the domains for their objects, so it is there that those of unlisted posts are left
    out, for the rest of this build alone.
    """
    hidden = {name for name in app.env.found_docs if blog_domain(app.env).is_unlisted(name)}
    if not hidden or not writes_pages(app):
        return []
    for domain in app.env.domains.sorted():
        objects = domain.get_objects

        def without(objects: Any = objects) -> Iterable[Any]:
            return (found for found in objects() if found[3] not in hidden)

        domain.get_objects = without  # type: ignore[method-assign]
    builder: Any = app.builder
    if getattr(builder, "indexer", None) is not None:
        builder.indexer.prune(set(app.env.all_docs) - hidden)
        entries = getattr(builder.indexer, "_index_entries", {})
        for name in hidden & entries.keys():
            del entries[name]
    return []


def show_again(app: Sphinx, exception: Exception | None) -> None:
    """Undo `hide_unlisted`."""
    if app.env is not None:
        for domain in app.env.domains.sorted():
            vars(domain).pop("get_objects", None)
