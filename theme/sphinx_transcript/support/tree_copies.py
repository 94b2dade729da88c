"""Copies of doctrees, made faster than Sphinx makes them.

Sphinx asks each node for its document twice for each child, and nodes ask their parents for that.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_transcript.support.own_methods import has_own_methods, is_own_function

_LISTS = frozenset({"ids", "classes", "names", "dupnames", "backrefs"})


class TreeCopy:
    """A deep copy of a doctree."""

    def __init__(self, doctree: nodes.document) -> None:
        self.elements: list[nodes.Element] = []
        """The elements of the copy below the document, in their order."""
        self._copy, self._deepcopy = nodes.Element.copy, nodes.Element.deepcopy
        if _is_copied_as_by_sphinx():
            self.doctree = doctree.copy()
            self.doctree.children = self._copied(doctree, self.doctree, None)
        else:
            self.doctree = doctree.deepcopy()
            self.elements += list(self.doctree.findall(nodes.Element))[1:]
        self.classes = set(map(type, self.elements))
        """The classes of the elements."""

    def has(self, classes: type | tuple[type, ...]) -> bool:
        """Return whether an element below the document is an instance of one of *classes*."""
        return any(issubclass(cls, classes) for cls in self.classes)

    def _copied(
        self, parent: nodes.Element, copy: nodes.Element, document: Any
    ) -> list[nodes.Node]:
        """Return copies of the children of *parent*, as children of *copy*."""
        children: list[nodes.Node] = []
        document = parent._document or document  # type: ignore[attr-defined]
        child: Any
        for child in parent.children:
            cls = type(child)
            if cls is nodes.Text:
                new: Any = nodes.Text(child)
            elif cls.copy is self._copy and cls.deepcopy is self._deepcopy:
                new = _new(child)
                self.elements.append(new)
                new.children = self._copied(child, new, document)
            else:
                new = child.deepcopy()
                self.elements += new.findall(nodes.Element)
            new.parent = copy
            if document is not None:
                new.document = document
                if new.source is None:
                    new.source = document.current_source
                if new.line is None:
                    new.line = document.current_line
            children.append(new)
        return children


def _is_copied_as_by_sphinx() -> bool:
    """Return whether nobody has replaced a method by which nodes are copied."""
    element = nodes.Element
    # Sphinx has replaced some by functions of other names.
    methods = (element.copy, element.deepcopy, element.setup_child, element.append, element.extend)
    return all(map(is_own_function, methods)) and has_own_methods(nodes.Text, ("copy", "deepcopy"))


def _new(node: Any) -> Any:
    """Return a copy of *node* without children, as Sphinx makes it."""
    new = object.__new__(type(node))
    vars(new).update(
        children=[],
        rawsource=node.rawsource,
        tagname=node.tagname,
        attributes={
            name: value[:] if name in _LISTS else value for name, value in node.attributes.items()
        },
        source=node.source,
        line=node.line,
    )
    return new
