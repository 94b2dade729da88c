"""Notes which classes of nodes the document can contain whose transforms run.

A class is noted when an element of it is created or copied, and when it is in a tree that is
added to another. So a class that is not noted has no element in the document, whatever transforms
have done to it. Texts are not noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


class NotedClasses:
    """The classes that are noted at present."""

    def __init__(self) -> None:
        self.document: nodes.document | None = None
        """The document whose transforms run; None in between."""
        self.docname = ""
        self.classes: set[type] = set()
        """The classes in the document, and those of all elements made since the one before it."""
        self.bases: set[type] = set()
        """The classes, and all that they are subclasses of."""
        self.is_complete: Callable[[], bool] = lambda: False
        """Tells whether all elements that are created, copied and added are noted."""

    def add(self, cls: type) -> None:
        """Note *cls*."""
        if cls not in self.classes:
            self.classes.add(cls)
            self.bases.update(cls.__mro__)


noted = NotedClasses()


def may_contain(cls: Any) -> bool:
    """Return whether the document may contain an instance of *cls*, a class or a tuple of them."""
    if isinstance(cls, tuple):
        return any(map(may_contain, cls))
    # Texts are not noted, and a metaclass may have its own answer to `isinstance`.
    return cls in noted.bases or type(cls) is not type or not issubclass(cls, nodes.Element)


def note_created(original: Callable[..., None]) -> Callable[..., None]:
    """Return `Element.__init__`, which notes the class."""
    classes, add = noted.classes, noted.add

    def create(self: nodes.Element, *arguments: Any, **attributes: Any) -> None:
        cls = self.__class__
        if cls not in classes:
            add(cls)
        original(self, *arguments, **attributes)

    return create


def note_copied(original: Callable[[nodes.Element], nodes.Element]) -> Callable[..., nodes.Element]:
    """Return `Element.copy`, which notes the class."""

    def copy(self: nodes.Element) -> nodes.Element:
        noted.add(self.__class__)
        return original(self)

    return copy


def set_up_child(self: nodes.Node, child: nodes.Node) -> None:
    """Set up *child* as a child of *self*, and note the classes in it."""
    child.parent = self
    document = self._document  # type: ignore[attr-defined]
    if document is None:
        document = self.document
    if document is not None:
        child.document = document
        if child.source is None:
            child.source = document.current_source
        if child.line is None:
            child.line = document.current_line
    if noted.document is not None:
        note_tree(child)


def note_tree(root: nodes.Node) -> None:
    """Note the classes of *root* and its descendants."""
    classes, add = noted.classes, noted.add
    if root.__class__ not in classes:
        add(root.__class__)
    stack = [root.children]
    while stack:
        for child in stack.pop():
            if child.__class__ not in classes:
                add(child.__class__)
            if child.children:
                stack.append(child.children)


class BeginNoting(SphinxTransform):
    """Notes the classes in the document before its other transforms."""

    default_priority = 0

    def apply(self, **kwargs: Any) -> None:
        """Note them."""
        docname = self.env.docname
        is_nested = noted.document is not None and noted.docname == docname
        if not is_nested and noted.is_complete():
            noted.document, noted.docname = self.document, docname
            note_tree(self.document)


class EndNoting(SphinxTransform):
    """Forgets the classes after the other transforms of the document."""

    default_priority = 999

    def apply(self, **kwargs: Any) -> None:
        """Forget them."""
        if noted.document is self.document:
            forget()


def forget() -> None:
    """Forget the document and the noted classes."""
    noted.document, noted.docname = None, ""
    noted.classes.clear()
    noted.bases.clear()


def register(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(BeginNoting)
    app.add_transform(EndNoting)
