"""MyST's renderer without three kinds of work that have no effect on the document.

MyST-Parser makes an empty document for each document that it is given, with a parser of
command-line options for its settings, loads front matter with the YAML loader that is written in
Python, and resolves two paths that are the same. Together they take a twentieth of the time of a
build.
"""

from __future__ import annotations

from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from sphinx_transcript.post.plain_yaml import load_plain_yaml
from sphinx_transcript.records.link_renderer import LinkRenderer

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from docutils import nodes
    from markdown_it.tree import SyntaxTreeNode


class _PathAsGiven:
    """A path that is resolved only if it is compared with one that reads differently."""

    __slots__ = ("_path",)

    def __init__(self, path: object) -> None:
        self._path = str(path)

    def resolve(self) -> _PathAsGiven:
        """Return the path itself."""
        return self

    def __eq__(self, other: object) -> bool:
        """Return whether both are paths of the same file."""
        if not isinstance(other, _PathAsGiven):
            return NotImplemented
        return (
            self._path == other._path or Path(self._path).resolve() == Path(other._path).resolve()
        )

    __hash__ = None  # type: ignore[assignment]


def _with(function: Any, **replaced: Any) -> Callable[..., None]:
    """Return *function*, a method of MyST's renderer, with other values for some global names."""
    names = {**vars(base), **replaced}
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

    def _add_fm_env_metadata(self, field_list: nodes.field_list, language_code: str) -> None:
        # It compares the path of the document with that of the source that is rendered.
        if vars(DocutilsRenderer).get("_add_fm_env_metadata") is not _ADD_METADATA:
            super()._add_fm_env_metadata(field_list, language_code)
        else:
            _ADD_BY_GIVEN_PATHS(self, field_list, language_code)


_SET_UP = _with(DocutilsRenderer.setup_render, make_document=lambda *_: None)
# MyST-Parser 4 doesn't have it.
_ADD_METADATA: Any = vars(DocutilsRenderer).get("_add_fm_env_metadata")
_ADD_BY_GIVEN_PATHS = _with(_ADD_METADATA or DocutilsRenderer.setup_render, Path=_PathAsGiven)
