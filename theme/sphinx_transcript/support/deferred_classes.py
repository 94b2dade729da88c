"""Classes that are imported when one of their attributes is used, or an instance is made.

An application registers parsers, transforms and directives. A build in which nothing has changed
uses none of them, and the parser of Markdown alone consists of 130 modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from typing import TypeGuard


class _DeferredType(type):
    """The type of stand-ins: has the attributes of the class *_source* names, and its instances."""

    _source: tuple[str, str]

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> type:
        """Return a new class; one that is derived from a stand-in derives from the real class."""
        if not any(isinstance(base, cls) for base in bases):
            return super().__new__(cls, name, bases, namespace)
        real = tuple(real_class(base) for base in bases)
        metaclass: Any = type(real[0])
        return cast("type", metaclass(name, real, namespace, **options))

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(real_class(cls), name)

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        return real_class(cls)(*arguments, **named)

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, real_class(cls))

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(real_class(subclass), real_class(cls))


def deferred_class(module: str, name: str, /, **known: Any) -> type[Any]:
    """Return what stands for the class *name* of *module*.

    The attributes that are *known* are found without an import.
    """
    namespace = {**known, "_source": (module, name), "__module__": module, "__qualname__": name}
    return _DeferredType(name, (), namespace)


def is_deferred(given: object) -> TypeGuard[_DeferredType]:
    """Tell whether *given* stands for a class."""
    return isinstance(given, _DeferredType)


def real_class(given: type[Any]) -> type[Any]:
    """Return the class that *given* stands for; *given* itself if it is a class of its own."""
    if not is_deferred(given):
        return given
    module, name = given._source
    return cast("type[Any]", getattr(import_module(module), name))
