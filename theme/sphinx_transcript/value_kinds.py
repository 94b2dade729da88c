"""Kinds of values in conf.py: what is wrong with a value, and the JSON Schema of the right ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    complaint: Callable[[object], str]
    """Return what a value should have been, or '' if it is right."""
    schema: Mapping[str, Any]
    """What to write in conf.py, as JSON has it; a command line may give more as text.

    See https://json-schema.org/draft-07/json-schema-validation
    """


def kind(expected: str, check: Callable[[Any], bool], schema: Mapping[str, Any]) -> Kind:
    """Return the kind of the values that *check* accepts; *expected* says in words which."""
    return Kind(lambda value: "" if check(value) else expected, schema)
