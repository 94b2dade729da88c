"""The documents below another in its toctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
