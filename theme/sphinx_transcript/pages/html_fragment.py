"""Rendering of nodes as an HTML fragment, outside Sphinx's writing of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx


def render_fragment(
    app: Sphinx,
    pagename: str,
    content: Sequence[nodes.Node],
    *,
    builder_attributes: Mapping[str, Any],
    translator_attributes: Mapping[str, Any] | None = None,
) -> str:
    """Return the HTML of *content* as the HTML builder renders it for the page *pagename*.

    An HTML translator reads attributes of the builder that Sphinx sets for each document it
    writes: ``imgpath``, ``dlpath``, ``secnumbers``, ``fignumbers``. *builder_attributes* sets them
    for this fragment; afterwards the builder has its previous values again.
    *translator_attributes* are set on the translator.
    """
    builder: Any = app.builder
    document = new_document(f"<{pagename}>")
    document.settings = builder.docsettings
    document += content
    attributes = {"current_docname": pagename, **builder_attributes}
    previous = {name: getattr(builder, name) for name in attributes if hasattr(builder, name)}
    _set_attributes(builder, attributes)
    try:
        builder.post_process_images(document)
        translator = builder.create_translator(document, builder)
        _set_attributes(translator, translator_attributes or {})
        document.walkabout(translator)
    finally:
        _set_attributes(builder, previous)
    return "".join(translator.fragment)


def _set_attributes(target: object, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        setattr(target, name, value)
