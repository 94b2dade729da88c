"""A faster form of the method by which Sphinx renders titles and contents beside a document.

Each page has the HTML of its own title and those of its neighbours, and that of its table of
contents. Sphinx makes a document, a translator and some twenty transforms for each. Most titles
are nothing but text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders import html
from sphinx.writers.html5 import HTML5Translator

from sphinx_transcript.support import plain_contents
from sphinx_transcript.support.own_methods import has_own_methods
from sphinx_transcript.support.plain_contents import contents_html

if TYPE_CHECKING:
    from collections.abc import Callable

_PATCHES = "sphinx_transcript."
"""The beginning of the modules whose methods for titles change headings in documents alone."""
_OF_TITLES = ("Text", "document", "title")
_OF_CONTENTS = ("Text", "document", *plain_contents.NODES)
_TRANSFORMS = ("_READER_TRANSFORMS", "_PARSER_TRANSFORMS", "_WRITER_TRANSFORMS")
_CALLED = (
    "__init__",
    "dispatch_visit",
    "dispatch_departure",
    "encode",
    "attval",
    "starttag",
    "is_compactable",
)
"""The methods of a translator that those for these nodes call."""
_METHODS: dict[tuple[str, ...], tuple[str, ...]] = {
    names: (*_CALLED, *(f"{step}_{name}" for name in names for step in ("visit", "depart")))
    for names in (_OF_TITLES, _OF_CONTENTS)
}
"""All methods of a translator that render these nodes."""


def partial_renderer(original: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    """Return the faster form of *original*, the method ``render_partial`` of HTML builders.

    It is that of Sphinx 9: Sphinx 8 returns more.
    """

    def render_partial(self: Any, node: nodes.Node | None) -> dict[str, str]:
        if (
            type(node) is nodes.title
            and not any(node.attributes.values())
            and all(type(child) is nodes.Text for child in node.children)
            and _renders_as_sphinx(self, _OF_TITLES)
        ):
            text = node.astext().translate(HTML5Translator.special_characters)
            return {"fragment": "", "title": text}
        if type(node) is nodes.bullet_list and _renders_as_sphinx(self, _OF_CONTENTS):
            html = contents_html(node)
            if html is not None:
                return {"fragment": html, "title": ""}
        return original(self, node)

    return render_partial


def _renders_as_sphinx(builder: Any, names: tuple[str, ...]) -> bool:
    """Return whether nobody has replaced a method of Sphinx for the nodes *names* and titles.

    Those of the theme for titles are its own as well.
    """
    registry = builder._registry
    handlers = registry.translation_handlers
    known = handlers.get(builder.name, None)
    known = handlers.get(builder.format, {}) if known is None else known
    return (
        registry.get_translator_class(builder) is HTML5Translator
        and known.keys().isdisjoint(name for name in names if name != "title")
        and all(
            getattr(method, "__module__", "").startswith(_PATCHES)
            for method in known.get("title", ())
            if method
        )
        and _has_own_transforms()
        and has_own_methods(type(builder), ("create_translator",))
        and has_own_methods(type(registry), ("create_translator",))
        and has_own_methods(HTML5Translator, _METHODS[names])
    )


def _has_own_transforms() -> bool:
    """Return whether nobody has added a transform to those of a title or contents."""
    return all(
        cls.__module__.partition(".")[0] in {"docutils", "sphinx"}
        for name in _TRANSFORMS
        for cls in getattr(html, name, ())
    )
