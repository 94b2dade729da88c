"""Whether classes of docutils and Sphinx have the methods that they were written with.

A site's ``conf.py`` and extensions may replace methods of these classes, or have done so before
this package is imported. A faster form that does without a method then does without theirs.
"""

from __future__ import annotations

from typing import Any

_PACKAGES = frozenset({"docutils", "sphinx", "sphinx_transcript"})
"""The packages whose functions are known here; the last are faster forms, which do the same."""


_OWN: dict[tuple[type, tuple[str, ...]], tuple[Any, ...]] = {}
"""The methods of classes that were found to be their own, by the class and the names asked for."""


def has_own_methods(cls: type, names: tuple[str, ...]) -> bool:
    """Return whether *cls* and its bases have the methods *names* that are written in them."""
    # Each page asks several times. To compare them takes a tenth of the time of the examination.
    found = tuple(vars(base).get(name) for base in cls.__mro__[:-1] for name in names)
    if _OWN.get((cls, names)) == found:
        return True
    is_own = all(_is_own(cls, name) for name in names)
    if is_own:
        _OWN[cls, names] = found
    return is_own


def is_own_function(function: Any) -> bool:
    """Return whether *function* is of docutils, Sphinx or this package."""
    home = getattr(function, "__globals__", {}).get("__name__", "")
    return home.partition(".")[0] in _PACKAGES


def _is_own(cls: type, name: str) -> bool:
    # Those of the bases as well, which the others call.
    found = [(base, vars(base)[name]) for base in cls.__mro__[:-1] if name in vars(base)]
    return bool(found) and all(_is_written_in(base, name, function) for base, function in found)


def _is_written_in(cls: type, name: str, function: Any) -> bool:
    if not is_own_function(function) or function.__code__.co_name != name:
        return False
    home = function.__globals__["__name__"]
    return bool(home == cls.__module__ or home.startswith("sphinx_transcript."))
