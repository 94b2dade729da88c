"""The outputs of notebooks as plain text, where their pages have HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_transcript.support.sphinx_compat import application_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

_MIME_TYPES = (
    "text/html", "image/svg+xml", "image/png", "image/gif", "image/jpeg", "text/markdown",
    "text/latex", "text/plain",
)  # fmt: skip
"""The forms of an output that MyST-NB takes for HTML, in its order, without those of scripts."""
TEXT = "plain_text"
"""Attribute of a raw node in HTML: the text of the output that it is a form of."""


def set_mime_types(app: Sphinx, config: Config) -> None:
    """Have MyST-NB select the same form of an output for the builder ``transcript`` as for HTML."""
    if "nb_mime_priority_overrides" in config:
        ours = [("transcript", name, rank) for rank, name in enumerate(_MIME_TYPES)]
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]


class NotebookOutputs(SphinxPostTransform):
    """Notes the plain text of each output at its form in HTML.

    MyST-NB and nbsphinx put all forms into the doctree. Only one is left for the builder.
    """

    # Before MyST-NB selects a form (4), and before Sphinx removes those for other builders (50).
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Set the attribute of the raw nodes."""
        for bundle in self.document.findall(nodes.container):
            if bundle.get("nb_element") == "mime_bundle":
                plain = next((form for form in bundle if _mime_type(form) == "text/plain"), None)
                _note(bundle, plain)
        for form in self.document.findall(addnodes.only):
            if form.get("expr") == "html":
                at = form.parent.index(form)
                for other in form.parent[at + 1 : at + 2]:
                    if isinstance(other, addnodes.only):
                        _note(form, next(_raw(other, "text"), None))
        builder = application_of(self.env).builder
        if builder.format == "html" or builder.name == "transcript":
            for box in list(self.document.findall(nodes.container)):
                _join_forms(box)


def _join_forms(box: nodes.container) -> None:
    """Keep one of the raw nodes in *box*, by which nbsphinx gives the forms of one text."""
    if not all(isinstance(node, nodes.raw) for node in box):
        return
    html, plain = next(_raw(box, "html"), None), next(_raw(box, "text"), None)
    if html is not None and plain is not None:
        html[TEXT] = plain.astext().strip("\n")
        box.remove(plain)


def _mime_type(form: nodes.Node) -> str:
    return str(form.get("mime_type")) if isinstance(form, nodes.Element) else ""


def _note(output: nodes.Element, plain: nodes.Node | None) -> None:
    html = next(_raw(output, "html"), None)
    if plain is not None and html is not None:
        html[TEXT] = plain.astext().strip("\n")


def _raw(node: nodes.Element, form: str) -> Iterator[nodes.raw]:
    return (raw for raw in node.findall(nodes.raw) if _is_form(raw, form))


def _is_form(raw: nodes.raw, form: str) -> bool:
    return form in raw.get("format", "").split()
