"""Keeps unlisted posts out of the search index, the inventory, indices and toctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains import Domain


_KEPT_DOMAINS = frozenset({"blog", "citation", "math", "std"})
"""The domains that references within a document need."""


def clear_index_entries(app: Sphinx, doctree: nodes.document) -> None:
    """Remove the index entries and objects of an unlisted post, once it is read."""
    docname = app.env.docname
    if blog_domain(app.env).is_unlisted(docname):
        for domain in app.env.domains.sorted():
            if domain.name not in _KEPT_DOMAINS:
                _clear(domain, docname)


def _clear(domain: Domain, docname: str) -> None:
    """Remove what *domain* has of *docname*, but leave empty lists where it had lists of it.

    A parallel build merges the data of its processes. For that, domains such as those of index
    entries and of ``sphinx.ext.todo`` expect a list for each document that was read.
    """
    had = [
        (values, type(values[docname]))
        for values in domain.data.values()
        if isinstance(values, dict) and isinstance(values.get(docname), list | set | dict)
    ]
    domain.clear_doc(docname)
    for values, kind in had:
        values.setdefault(docname, kind())


def remove_from_glob_toctrees(app: Sphinx, doctree: nodes.document) -> None:
    """Remove unlisted posts from toctrees with the option ``glob``."""
    domain = blog_domain(app.env)
    for toctree in doctree.findall(addnodes.toctree):
        if toctree.get("glob"):
            toctree["entries"] = [
                (title, name)
                for title, name in toctree["entries"]
                if not domain.will_be_unlisted(name)
            ]
            toctree["includefiles"] = [
                name for name in toctree["includefiles"] if not domain.will_be_unlisted(name)
            ]


def hide_unlisted(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Keep unlisted posts out of the files that Sphinx writes last: search index and inventory.

    Both call `get_objects` of the domains. Until the build ends, that leaves out the objects of
    unlisted posts.
    """
    hidden = {name for name in app.env.found_docs if blog_domain(app.env).is_unlisted(name)}
    if not hidden or not writes_pages(app):
        return []
    hide_objects(app, hidden)
    builder: Any = app.builder
    if getattr(builder, "indexer", None) is not None:
        builder.indexer.prune(set(app.env.all_docs) - hidden)
        entries = getattr(builder.indexer, "_index_entries", {})
        for name in hidden & entries.keys():
            del entries[name]
    return []


def hide_objects(app: Sphinx, hidden: Set[str]) -> None:
    """Have the domains leave out the objects of the documents *hidden*."""
    for domain in app.env.domains.sorted():
        original = domain.get_objects

        def listed_objects(original: Any = original) -> Iterable[Any]:
            # The fourth field of an object is its docname.
            return (entry for entry in original() if entry[3] not in hidden)

        domain.get_objects = listed_objects  # type: ignore[method-assign]


def restore_domains(app: Sphinx, exception: Exception | None) -> None:
    """Undo `hide_unlisted`."""
    if app.env is not None:
        for domain in app.env.domains.sorted():
            vars(domain).pop("get_objects", None)
