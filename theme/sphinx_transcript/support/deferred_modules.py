"""Modules that are imported when one of their functions is called for the first time.

An application connects the handlers of all that a site can have. A build in which nothing has
changed calls few of them, and most sites have no recordings and no sessions; to import what they
need takes a tenth of such a build.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class DeferredModule:
    """Stands for the module *name*: has its functions, and imports it when one is called."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, function: str) -> Callable[..., Any]:
        """Return what calls *function* of the module."""
        if function.startswith("__"):
            raise AttributeError(function)
        name = self._name

        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(name), function)(*arguments, **named)

        # As the function itself has them: Sphinx and other tools show them.
        call.__module__, call.__name__, call.__qualname__ = name, function, function
        return call


def deferred(room: str, *names: str) -> tuple[Any, ...]:
    """Return the modules *names* of the package *room*, which are imported when they are used.

    A type checker is to see the real ones, behind ``if TYPE_CHECKING:``.
    """
    return tuple(DeferredModule(f"{room}.{name}") for name in names)
