"""MyST's renderer without two kinds of work that have no effect on the document.

MyST-Parser makes an empty document for each document that it is given, with a parser of
command-line options for its settings, and loads front matter with the YAML loader that is written
in Python. Together they take a twentieth of the time of a build.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any

from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from sphinx_transcript.post.plain_yaml import load_plain_yaml
from sphinx_transcript.records.link_renderer import LinkRenderer

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from markdown_it.tree import SyntaxTreeNode


def _without_new_document(function: Any) -> Callable[..., None]:
    """Return *function*, MyST's `setup_render`, with another function for new documents."""
    names = {**vars(base), "make_document": lambda *_: None}
    return FunctionType(function.__code__, names, function.__name__, function.__defaults__)


class MarkdownRenderer(LinkRenderer):
    """Renders like MyST's renderer. It has to be given the document as an option."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Prepare to render into the document that *options* names."""
        if "document" in options and SphinxRenderer.setup_render is DocutilsRenderer.setup_render:
            _SET_UP(self, options, env)
        else:
            super().setup_render(options, env)

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Render the fields of front matter."""
        data = load_plain_yaml(token.content) if isinstance(token.content, str) else None
        if data is not None and token.token is not None:
            # The original takes data that are loaded, too.
            token.token.content = data
        super().render_front_matter(token)


_SET_UP = _without_new_document(DocutilsRenderer.setup_render)
