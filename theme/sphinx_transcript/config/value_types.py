"""Types of configuration values: how each is validated, and its JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class ValueType:
    """The type of a value in conf.py or of a theme option."""

    complaint: Callable[[object], str]
    """Returns a description of the valid values for an invalid value, and '' for a valid one."""
    schema: Mapping[str, Any]
    """The schema of values in conf.py. The command line also accepts values as text.

    See https://json-schema.org/draft-07/json-schema-validation
    """
    item: Callable[[object], str] | None = None
    """Like *complaint*, for one entry of a list; None if the value is no list."""


def value_type(expected: str, check: Callable[[Any], bool], schema: Mapping[str, Any]) -> ValueType:
    """Return the type of the values that *check* accepts; *expected* describes them."""
    return ValueType(lambda value: "" if check(value) else expected, schema)


def converted(given: Any, default: object) -> Any:
    """Return *given*, converted to the type of *default* if it is text from ``-D name=value``.

    Text that can't be converted is returned as it is, for the validation to reject.
    """
    if isinstance(default, list):
        items = given.split(",") if isinstance(given, str) else given
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return [item.strip() for item in items]
    if not isinstance(given, str):
        return given
    if isinstance(default, bool) or default is None:
        return {"1": True, "true": True, "0": False, "false": False}.get(given.casefold(), given)
    if isinstance(default, str):
        return given
    return int(given) if given.isdecimal() else given
