"""Admonitions, images and captions in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _, admonitionlabels
from sphinx.writers.text import TextTranslator

if TYPE_CHECKING:
    from docutils.nodes import Element


class AdmonitionTranslator(TextTranslator):
    """Translator mixin for admonitions, images and captions."""

    def is_labelled(self, node: nodes.Node) -> bool:
        """Return whether the title of *node* has been shown as its label."""
        return id(node) in self.__dict__.get("_labelled", ())

    def _visit_labelled(self, node: Element) -> None:
        label = admonitionlabels.get(node.tagname, "")
        if not label and len(node) and isinstance(node[0], nodes.title):
            label = _title(node)
        self.__dict__.setdefault("_labelled", set()).add(id(node))
        self.states[-1].append((0, [f"{label}:"] if label else []))
        self.new_state(2)

    def _depart_labelled(self, node: Element) -> None:
        self.end_state(end=None)

    visit_admonition = _visit_labelled
    depart_admonition = _depart_labelled
    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = _visit_labelled
    visit_important = visit_note = visit_seealso = visit_tip = visit_warning = _visit_labelled
    depart_attention = depart_caution = depart_danger = depart_error = _depart_labelled
    depart_hint = depart_important = depart_note = depart_seealso = _depart_labelled
    depart_tip = depart_warning = _depart_labelled

    def visit_footnote(self, node: Element) -> None:
        """Begin a footnote; one without a label, from an extension, has nothing to show."""
        if not node.children:
            raise nodes.SkipNode
        super().visit_footnote(node)

    def visit_image(self, node: Element) -> None:
        """Add the alternative text of an image, as a line of its own outside of running text."""
        alt = node.get("alt", "")
        text = _("[image: %s]") % alt if alt else _("[image]")
        if isinstance(node.parent, nodes.TextElement):
            self.add_text(text)
        else:
            self.states[-1].append((0, [text, ""]))
        raise nodes.SkipNode

    def visit_caption(self, node: Element) -> None:
        """Begin a caption as a block of its own."""
        self.new_state(0)
        self.add_text(self.caption_number(node.parent))

    def caption_number(self, node: Element) -> str:
        """Return the number before the caption of *node*, such as "Fig. 1 "; else ''.

        References name it, see https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-numfig
        """
        figure_type = self.builder.env.domains.standard_domain.get_enumerable_node_type(node)
        numbers = getattr(self.builder, "fignumbers", {}).get(figure_type, {})
        number = numbers.get(node["ids"][0]) if node["ids"] else None
        label = self.config.numfig_format.get(figure_type, "") if number else ""
        return label.replace("%s", ".".join(map(str, number))) + " " if number and label else ""

    def depart_caption(self, node: Element) -> None:
        """End a caption."""
        self.end_state()


def _title(node: Element) -> str:
    """Return the title of an admonition, with its kind where an extension numbers the kinds.

    sphinx-proof and sphinx-exercise put the kind into the HTML, beside its number.
    """
    title = " ".join(node[0].astext().split())
    kind = str(node.get("realtype") or node.get("type") or "")
    return title if kind.casefold() in title.casefold() else f"{kind.capitalize()} {title}"
