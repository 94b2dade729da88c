"""A cache of values that are computed once in a build and used by many pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class CacheKey(Generic[T]):
    """A typed key of the build cache: its name, and the type of its value."""

    def __init__(self, name: str) -> None:
        self.name = name


class BuildCache:
    """The cached values of one build. Each room defines the keys of its own values."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: CacheKey[T], derive: Callable[[], T]) -> T:
        """Return the value of *key*; the first call in a build computes it with *derive*."""
        if key.name not in self._values:
            self._values[key.name] = derive()
        return cast("T", self._values[key.name])

    def put(self, key: CacheKey[T], value: T) -> None:
        """Store *value* under *key*."""
        self._values[key.name] = value

    def take(self, key: CacheKey[T]) -> T | None:
        """Remove the value of *key* and return it; return None if there is none."""
        return cast("T | None", self._values.pop(key.name, None))

    def clear(self) -> None:
        """Remove all values. A new build starts with an empty cache."""
        self._values.clear()
