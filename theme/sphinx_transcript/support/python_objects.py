"""A faster form of the method by which Sphinx looks for an object of Python by a part of its name.

An annotation such as ``str`` is a cross-reference. Where no object has the name, Sphinx compares
the end of the name of every object of the project with it, up to three times a reference: the work
of a build grows with the square of the number of modules. This form has Sphinx compare only those
whose last part is the same, and returns what Sphinx returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.domains.python import PythonDomain


class _NamesByEnd:
    """The names of objects by their last part, in the order in which they are stored."""

    def __init__(self, objects: dict[str, Any]) -> None:
        self._state = _state(objects)
        self._names: dict[str, list[str]] = {}
        for name in objects:
            self._names.setdefault(_last_part(name), []).append(name)

    def is_of(self, objects: dict[str, Any]) -> bool:
        """Return whether *objects* has the names that it had."""
        return self._state == _state(objects)

    def ending_like(self, name: str) -> list[str]:
        """Return the names whose last part is that of *name*."""
        return self._names.get(_last_part(name), [])


class _Objects:
    """The objects of a domain, of which only some are compared with a part of a name."""

    def __init__(self, objects: dict[str, Any], names: list[str]) -> None:
        self._names = names
        self._objects = objects

    def __contains__(self, name: object) -> bool:
        return name in self._objects

    def __getitem__(self, name: str) -> Any:
        return self._objects[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._objects, name)


class _Domain:
    """A domain with these objects."""

    def __init__(self, domain: PythonDomain, objects: _Objects) -> None:
        self._domain = domain
        self.objects = objects

    def __getattr__(self, name: str) -> Any:
        return getattr(self._domain, name)


def object_finder(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the faster form of *original*, the method ``find_obj`` of Sphinx's Python domain.

    It is meant for the time in which a build writes. No object is added then; one that is added
    all the same is found.
    """
    # As late as Sphinx: the names of indices are translated when the module is imported.
    from sphinx.domains.python import PythonDomain  # noqa: PLC0415

    known: _NamesByEnd | None = None

    def find_obj(
        self: PythonDomain,
        env: Any,
        modname: str | None,
        classname: str | None,
        name: str,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        nonlocal known
        objects = self.objects
        # A class of another extension may look for more than the names.
        if type(self) is not PythonDomain:
            return original(self, env, modname, classname, name, *args, **kwargs)
        if known is None or not known.is_of(objects):
            known = _NamesByEnd(objects)
        some = _Objects(objects, known.ending_like(name.removesuffix("()")))
        return original(_Domain(self, some), env, modname, classname, name, *args, **kwargs)

    return find_obj


def _last_part(name: str) -> str:
    return name.rpartition(".")[2]


def _state(objects: dict[str, Any]) -> tuple[int, int, str | None]:
    """Return what differs when a name is added to *objects* or removed."""
    return id(objects), len(objects), next(reversed(objects), None)
