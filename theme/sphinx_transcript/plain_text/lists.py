"""Lists in plain text: close together where their items are short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.text import TextTranslator

if TYPE_CHECKING:
    from docutils.nodes import Element

_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_PARAGRAPHS = (nodes.paragraph, addnodes.compact_paragraph)


class Lists(TextTranslator):
    """The part of the writer that sets lists and paragraphs."""

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document, builder)
        self._tight: dict[nodes.Node, bool] = {}

    def is_tight(self, node: nodes.Node | None) -> bool:
        """Tell whether *node* is a list whose items are a paragraph, or with such a list below."""
        if not isinstance(node, _LISTS):
            return False
        if node not in self._tight:
            self._tight[node] = all(self._is_short(item) for item in node.children)
        return self._tight[node]

    def _is_short(self, item: nodes.Node) -> bool:
        children = item.children
        first = next(iter(children), None)
        return isinstance(first, _PARAGRAPHS) and all(map(self.is_tight, children[1:]))

    def visit_paragraph(self, node: Element) -> None:
        """Begin a paragraph. Sphinx runs those of an admonition together."""
        self.new_state(0)

    def depart_paragraph(self, node: Element) -> None:
        """End it."""
        item = node.parent
        in_tight_list = isinstance(item, nodes.list_item) and self.is_tight(item.parent)
        self.end_state(end=None if in_tight_list else ("",))

    def depart_bullet_list(self, node: Element) -> None:
        """End a list."""
        super().depart_bullet_list(node)
        self._space_after(node)

    def depart_enumerated_list(self, node: Element) -> None:
        """End a list."""
        super().depart_enumerated_list(node)
        self._space_after(node)

    def _space_after(self, node: Element) -> None:
        above = node.parent.parent if isinstance(node.parent, nodes.list_item) else None
        if self.is_tight(node) and not self.is_tight(above):
            self.states[-1].append((0, [""]))

    def depart_list_item(self, node: Element) -> None:
        """Put the bullet or the number before an item."""
        counter = self.list_counter[-1]
        if counter != -2:
            first = "* " if counter == -1 else f"{counter}. "
            self.end_state(first=first, end=None if self.is_tight(node.parent) else ("",))

    # An option and what it does are set as a term and its definition.

    def visit_option_list_item(self, node: Element) -> None:
        """Begin an option."""

    def depart_option_list_item(self, node: Element) -> None:
        """End it."""

    def visit_option_group(self, node: Element) -> None:
        """Begin the names of an option."""
        super().visit_option_group(node)
        self.new_state(0)

    def depart_option_group(self, node: Element) -> None:
        """End them."""
        self.end_state(end=None)

    def visit_description(self, node: Element) -> None:
        """Begin what an option does."""
        self.new_state()

    def depart_description(self, node: Element) -> None:
        """End it."""
        self.end_state()
