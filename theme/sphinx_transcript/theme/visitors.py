"""Visitors of nodes that write what the translator's own do, and mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator


def mended(name: str, mend: Callable[[nodes.Element, str], str], others: Any = None) -> Any:
    """Return what stands in place of the translator's method *name*, and mends each part it writes.

    It calls *others* where an extension has put that in its place; under other themes it mends
    nothing.
    """

    def method(self: HTML5Translator, node: nodes.Element) -> None:
        start = len(self.body)
        try:
            # The class's own: what Sphinx has put on the translator itself is this function.
            (others or getattr(type(self), name))(self, node)
        finally:  # The method may raise SkipNode.
            if in_use(self.builder.app):
                self.body[start:] = [mend(node, part) for part in self.body[start:]]

    return method
