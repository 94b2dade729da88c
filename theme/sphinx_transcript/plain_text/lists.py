"""Lists in plain text: tight, without blank lines between items, where the items are short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.text import TextTranslator

if TYPE_CHECKING:
    from docutils.nodes import Element

_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_PARAGRAPHS = (nodes.paragraph, addnodes.compact_paragraph)


class ListTranslator(TextTranslator):
    """Translator mixin for lists and paragraphs."""

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document, builder)
        self._tight: dict[nodes.Node, bool] = {}

    def is_tight(self, node: nodes.Node | None) -> bool:
        """Tell whether *node* is a list whose items are one paragraph each, or with tight lists."""
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
        """Begin a paragraph. Unlike Sphinx's, those of an admonition are kept apart."""
        self.new_state(0)

    def depart_paragraph(self, node: Element) -> None:
        """End a paragraph, with a blank line outside of tight lists."""
        item = node.parent
        in_tight_list = isinstance(item, nodes.list_item) and self.is_tight(item.parent)
        self.end_state(end=None if in_tight_list else ("",))

    def depart_bullet_list(self, node: Element) -> None:
        """End a bullet list."""
        super().depart_bullet_list(node)
        self._add_blank_line_after(node)

    def depart_enumerated_list(self, node: Element) -> None:
        """End an enumerated list."""
        super().depart_enumerated_list(node)
        self._add_blank_line_after(node)

    def _add_blank_line_after(self, node: Element) -> None:
        """Add the blank line after a tight list, unless it is inside another tight list."""
        outer_list = node.parent.parent if isinstance(node.parent, nodes.list_item) else None
        if self.is_tight(node) and not self.is_tight(outer_list):
            self.states[-1].append((0, [""]))

    def depart_list_item(self, node: Element) -> None:
        """End an item, with its bullet or number before it."""
        counter = self.list_counter[-1]
        if counter != -2:
            first = "* " if counter == -1 else f"{counter}. "
            self.end_state(first=first, end=None if self.is_tight(node.parent) else ("",))

    # Options are laid out like the terms and definitions of a definition list.

    def visit_option_list_item(self, node: Element) -> None:
        """Add nothing: the parts of the item are blocks of their own."""

    def depart_option_list_item(self, node: Element) -> None:
        """Add nothing, as above."""

    def visit_option_group(self, node: Element) -> None:
        """Begin the names of an option, on a line of their own."""
        super().visit_option_group(node)
        self.new_state(0)

    def depart_option_group(self, node: Element) -> None:
        """End the names of an option."""
        self.end_state(end=None)

    def visit_description(self, node: Element) -> None:
        """Begin the description of an option, indented."""
        self.new_state()

    def depart_description(self, node: Element) -> None:
        """End the description of an option."""
        self.end_state()
