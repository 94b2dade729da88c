"""Node visitors that patch the HTML of the translator's own methods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.sphinx_compat import application_of
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator


def patched_visitor(
    name: str,
    patch: Callable[[nodes.Element, str], str],
    override: Any = None,
    *,
    is_joined: bool = False,
) -> Any:
    """Return a replacement for the translator's method *name* that patches the HTML it writes.

    The replacement calls *override*, the method of an extension, instead if there is one. It
    passes each string that the method appends to the body to *patch*, or all of them as one if
    *is_joined*. Under other themes it patches nothing.
    """

    def method(self: HTML5Translator, node: nodes.Element) -> None:
        start = len(self.body)
        try:
            # The method of the class: Sphinx has set this replacement on the instance.
            (override or getattr(type(self), name))(self, node)
        finally:  # The method may raise SkipNode.
            if is_theme_active(application_of(self.builder.env)):
                with guarded("the adaptation of the HTML to the theme", node):
                    parts = self.body[start:]
                    parts = ["".join(parts)] if is_joined and parts else parts
                    self.body[start:] = [patch(node, part) for part in parts]

    return method


def with_classes(tag: str, classes: Sequence[str]) -> str:
    """Return the start tag *tag* with *classes* before those that it has."""
    if not classes:
        return tag
    added = " ".join(classes)
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{added} ', 1)
    return re.sub(r"^<[a-z]+", rf'\g<0> class="{added}"', tag)
