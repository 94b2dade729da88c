"""The documents in the toctrees of a document, and the entries that toctrees show of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


_TOCTREE_ATTRIBUTES = (
    "entries", "caption", "maxdepth", "titlesonly", "hidden", "includehidden", "numbered"
)  # fmt: skip


def documents_below(env: BuildEnvironment, docname: str | None = None) -> list[str]:
    """Return the documents in the toctrees of *docname* and, recursively, in the toctrees of those.

    *docname* is the root document by default. Each document is listed once, parents first.
    """
    found: dict[str, None] = {}
    start = env.config.root_doc if docname is None else docname
    stack = list(reversed(env.toctree_includes.get(start, [])))
    while stack:
        name = stack.pop()
        if name not in found:
            found[name] = None
            stack += reversed(env.toctree_includes.get(name, []))
    return list(found)


def toc_entries(env: BuildEnvironment, docname: str) -> list[list[Any]]:
    """Return what toctrees show of *docname*: its sections, and its own toctrees, in their order.

    Each section is its depth, anchor and title; each toctree its depth, entries and options.
    """
    contents = env.tocs.get(docname)
    return list(_toc_entries(contents, 0)) if contents is not None else []


def _toc_entries(node: nodes.Node, depth: int) -> Iterator[list[Any]]:
    for child in node.children:
        if isinstance(child, nodes.reference):
            yield [depth, child.get("anchorname", ""), inner_xml(child)]
        elif isinstance(child, addnodes.toctree):
            yield [depth, [str(child.get(name)) for name in _TOCTREE_ATTRIBUTES]]
        else:
            yield from _toc_entries(child, depth + isinstance(child, nodes.bullet_list))


def inner_xml(element: nodes.Element) -> str:
    """Return the children of *element* as XML, without the section number.

    Sphinx stores the number in an attribute of *element*. It does so after documents have been
    compared with those of the last build, and never removes it.
    """
    return "".join(map(str, element.children))
