"""The shown text of blocks with marks of escaped output, where no lexer removes the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_transcript.highlighting.session_lexers import ESCAPED
from sphinx_transcript.support.sphinx_compat import application_of

if TYPE_CHECKING:
    from docutils.nodes import Element

_HIGHLIGHTED = ("html", "latex")
"""The formats whose builders highlight code; lexers leave the marks out there."""


def has_marks(node: Element) -> bool:
    """Return whether the text of the ``literal_block`` *node* has marks of escaped output."""
    return str(node.get("language", "")).endswith(ESCAPED)


def shown_text(node: Element) -> str:
    """Return the text of *node*, which has marks, without them."""
    from sphinx_transcript.sessions.parser import parse_session

    language = str(node["language"]).removesuffix(ESCAPED)
    return parse_session(node.astext(), language, is_escaped=True).shown


class ShownText(SphinxPostTransform):
    """Removes the marks for the builders that don't highlight code."""

    # After the transform that replaces blocks with styles.
    default_priority = 910

    def run(self, **kwargs: Any) -> None:
        """Replace the texts."""
        if application_of(self.env).builder.format in _HIGHLIGHTED:
            return
        for node in list(self.document.findall(nodes.literal_block)):
            if has_marks(node):
                text = shown_text(node)
                node.rawsource = text
                node["language"] = node["language"].removesuffix(ESCAPED)
                node.children = [nodes.Text(text)]
                node.setup_child(node.children[0])
