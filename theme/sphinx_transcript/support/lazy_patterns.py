"""Regular expressions that are compiled when they are first used.

To compile all of them takes a twentieth of a build in which nothing has changed, which uses few.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import re

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _LazyPattern:
    """Stands for a compiled pattern: has its attributes, from the first use on as its own."""

    def __init__(self, source: str, flags: int, module: str) -> None:
        self._arguments = (source, flags, module)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        source, flags, module = self._arguments
        compiled: Any = import_module(module).compile(source, flags)
        vars(self).update((each, getattr(compiled, each)) for each in _METHODS)
        return getattr(compiled, name)


class _LazyModule:
    """Stands for a module, which is imported when one of its attributes is first used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self._name), name)


regex: Any = _LazyModule("regex")
"""The package ``regex``."""


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern *source* of the module ``re``."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags, "re"))


def lazy_regex(source: str, flags: int = 0) -> Any:
    """Return the pattern *source* of the package ``regex``, which is then imported, too."""
    return _LazyPattern(source, flags, "regex")
