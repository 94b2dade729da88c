"""Names of lists and groups for screen readers, in HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator


def visit_list(self: HTML5Translator, node: nodes.bullet_list) -> None:
    """Begin a list with the name in its attribute ``label``, if it has one."""
    start = len(self.body)
    self.visit_bullet_list(node)
    if label := node.get("label"):
        self.body[start] = self.body[start].replace(">", f" {label_attribute(label)}>", 1)


def depart_list(self: HTML5Translator, node: nodes.bullet_list) -> None:
    """End such a list."""
    self.depart_bullet_list(node)


def label_attribute(label: str) -> str:
    """Return the HTML attribute that names an element for screen readers."""
    return f'aria-label="{escape(label)}"'


def visit_labelled_box(self: HTML5Translator, node: nodes.container) -> None:
    """Begin a group with the name in its attribute ``label``, if it has one."""
    start = len(self.body)
    self.visit_container(node)
    if label := node.get("label"):
        named = f' role="group" {label_attribute(label)}>'
        self.body[start] = self.body[start].replace(">", named, 1)


def depart_labelled_box(self: HTML5Translator, node: nodes.container) -> None:
    """End such a group."""
    self.depart_container(node)
