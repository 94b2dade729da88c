"""Faster forms of three functions of docutils and Sphinx, which every document calls very often.

They return what the originals return, in the same order; a test compares both with each release.
They are in place while a build runs, and ``transcript_shortcuts = False`` leaves the originals.

- `Node.findall` calls a generator within a generator for each level of the tree. About 900
  searches a document take a tenth of the time of a build.
- `Node.walkabout` formats two messages for debugging at each node.
- Sphinx 9 makes a parser of command-line options for each document to learn the default settings
  of docutils, which are the same for all.
"""

from __future__ import annotations

import sys
from copy import copy, deepcopy
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import docutils as sphinx_docutils

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx


def find_instances(self: nodes.Node, cls: type) -> Iterator[nodes.Node]:
    """Yield *self* and its descendants that are instances of *cls*, in document order."""
    if isinstance(self, cls):
        yield self
    levels = [iter(self.children)]
    while levels:
        for child in levels[-1]:
            if isinstance(child, cls):
                yield child
            # Looked up after the yield, because the caller may have changed the node.
            if child.children:
                levels.append(iter(child.children))
                break
        else:
            levels.pop()


def find_all(self: nodes.Node) -> Iterator[nodes.Node]:
    """Return *self* and its descendants, in document order."""
    return find_instances(self, object)


def walk_about(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Have *visitor* visit and depart from *self* and its descendants, without debug messages.

    Returns whether the traversal is to stop.
    """
    if visitor.document.reporter.debug_flag:
        return _ORIGINAL_WALKABOUT(self, visitor)
    departs, stops = True, False
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            departs = False
        try:
            for child in self.children[:]:
                if child.walkabout(visitor):
                    stops = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stops = True
    if departs:
        visitor.dispatch_departure(self)
    return stops


_ORIGINAL_WALKABOUT = nodes.Node.walkabout


class SettingsCache:
    """Sphinx's function for the settings of docutils, which works once for the same arguments."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self._original = original
        self._settings: dict[Any, Any] = {}

    def __call__(self, *components: Any, defaults: Any, read_config_files: bool = False) -> Any:
        """Return the settings for *components*, which the document may change."""

        def original() -> Any:
            return self._original(
                *components, defaults=defaults, read_config_files=read_config_files
            )

        # A parser is given as an object, one for each document.
        kinds = [each if isinstance(each, type) else type(each) for each in components]
        # The text of the values is compared: some are lists, and a handler may have changed one.
        key = (*kinds, read_config_files, repr(sorted(defaults.items(), key=_name)))
        if key not in self._settings:
            self._settings[key] = original()
        settings = copy(self._settings[key])
        for name, value in vars(settings).items():
            if isinstance(value, _CONSTANTS):
                continue
            try:
                is_given = value is defaults.get(name)
                setattr(settings, name, value if is_given else deepcopy(value))
            except TypeError:
                # An open file, for instance, which docutils.conf can name.
                return original()
        return settings


_CONSTANTS = (str, int, float, type(None))


def _name(item: tuple[str, Any]) -> str:
    return item[0]


_SHORTCUTS: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
    (nodes.Node, "_fast_findall", lambda original: find_instances),
    (nodes.Node, "_superfast_findall", lambda original: find_all),
    (nodes.Node, "walkabout", lambda original: walk_about),
    (sphinx_docutils, "_get_settings", SettingsCache),
)
"""Where a function stands, its name, and what makes the faster form of it."""

_replaced: dict[tuple[Any, str], tuple[Any, Any]] = {}
"""The original and the faster form of each function that is replaced at present."""


def register(app: Sphinx) -> None:
    """Have the builds of *app* use the faster forms."""
    app.connect("builder-inited", _use, priority=100)
    app.connect("build-finished", _restore, priority=950)


def _use(app: Sphinx) -> None:
    if not app.config.transcript_shortcuts:
        return
    for owner, name, make in _SHORTCUTS:
        original = vars(owner).get(name)
        # A release without the function needs no faster form, and a form of others is kept.
        if original is not None and original is _ORIGINALS.get((owner, name)):
            faster = make(original)
            setattr(owner, name, faster)
            _replaced[owner, name] = (original, faster)


def _restore(app: Sphinx, exception: Exception | None) -> None:
    for (owner, name), (original, faster) in _replaced.items():
        if vars(owner).get(name) is faster:
            setattr(owner, name, original)
    _replaced.clear()


def _original(owner: Any, name: str) -> Any:
    """Return the function *name* of *owner*, or None where another package has replaced it."""
    found = vars(owner).get(name)
    module = owner.__module__ if isinstance(owner, type) else owner.__name__
    is_own = getattr(found, "__globals__", None) is vars(sys.modules[module])
    return found if is_own else None


_ORIGINALS = {(owner, name): _original(owner, name) for owner, name, _ in _SHORTCUTS}
