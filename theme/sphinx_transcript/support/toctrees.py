"""The documents in the toctrees of a document, and the entries that toctrees show of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


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


def section_entries(env: BuildEnvironment, docname: str) -> list[list[str]]:
    """Return the anchor and the text of each section of *docname*, as toctrees show them."""
    contents = env.tocs.get(docname)
    if contents is None:
        return []
    links = contents.findall(nodes.reference)
    return [[link.get("anchorname", ""), inner_xml(link)] for link in links]


def inner_xml(element: nodes.Element) -> str:
    """Return the children of *element* as XML, without the section number.

    Sphinx stores the number in an attribute of *element*. It does so after documents have been
    compared with those of the last build, and never removes it.
    """
    return "".join(map(str, element.children))
