"""A faster form of the function by which Sphinx copies its notes on the current document.

Sphinx copies them before it resolves each document. They are a dozen empty values then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import environment

if TYPE_CHECKING:
    from collections.abc import Callable

_CurrentDocument: Any = getattr(environment, "_CurrentDocument", None)
"""Sphinx's class of such notes; None in a release that has another."""
_SHARED = frozenset({str, int, float, bool, type(None)})
"""The types of values that a copy has in common with what it is made of."""
_EMPTY = frozenset({dict, list, tuple})


def copy_function(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the faster form of *original*, the function ``deepcopy``."""
    if _CurrentDocument is None:
        return original

    def deepcopy(value: Any, *arguments: Any, **keywords: Any) -> Any:
        if type(value) is not _CurrentDocument or arguments or keywords:
            return original(value, *arguments, **keywords)
        copy = object.__new__(_CurrentDocument)
        for name in _CurrentDocument.__slots__:
            item = getattr(value, name, original)
            kind = type(item)
            if kind in _EMPTY and not item:
                item = kind()
            elif kind not in _SHARED:
                return original(value)
            setattr(copy, name, item)
        return copy

    return deepcopy
