"""The documents below another in its toctrees, and what a toctree shows of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def documents_below(env: BuildEnvironment, docname: str | None = None) -> list[str]:
    """Return the documents below *docname* (the root, by default), each once, in their order."""
    found: dict[str, None] = {}
    start = env.config.root_doc if docname is None else docname
    waiting = list(reversed(env.toctree_includes.get(start, [])))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += reversed(env.toctree_includes.get(name, []))
    return list(found)


def outline(env: BuildEnvironment, docname: str) -> list[list[str]]:
    """Return what toctrees show of *docname*: the anchor and the text of each of its sections."""
    contents = env.tocs.get(docname)
    if contents is None:
        return []
    links = contents.findall(nodes.reference)
    return [[link.get("anchorname", ""), marked_text(link)] for link in links]


def marked_text(element: nodes.Element) -> str:
    """Return the text in *element* with its markup, and without the section's number.

    Sphinx adds the number, as an attribute, after documents are compared; and leaves it there.
    """
    return "".join(map(str, element.children))
