"""Types of theme options: how a value is checked, and its JSON Schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.config.value_types import ValueType, value_type
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.web_addresses import (
    ACCEPTED_ADDRESS,
    ADDRESS_PATTERN,
    is_web_address,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# These end a CSS declaration, or start a comment or a block that hides its end.
_NOT_IN_FONTS = frozenset("{}()[]<>;\\/")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
ALL_OTHERS = "*"
"""In the option ``navigation``: all entries that the site has without the option."""

# The line boundaries of str.splitlines, for a character class in ECMAScript.
_LINE_ENDS = r"\n\r\v\f\u001c-\u001e\u0085\u2028\u2029"
_LINE: dict[str, Any] = {"type": "string", "pattern": f"^[^{_LINE_ENDS}]*$"}


def _text(value: object) -> str:
    if not isinstance(value, str):
        return "text"
    return "one line of text" if len(value.splitlines()) > 1 else ""


text = ValueType(_text, _LINE)
"""One line of text."""


def _is_key(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 1 and not value.isspace()


key = value_type("one character, or '' for none", _is_key, {"type": "string", "pattern": r"^\S?$"})
"""The character of a key on the keyboard, or ''."""


def one_of(*choices: str) -> ValueType:
    """Return the type of a value that is one of *choices*."""

    def complaint(value: object) -> str:
        if value in choices:
            return ""
        return f"one of {', '.join(choices)}{_hint(value, choices)}"

    return ValueType(complaint, {"enum": list(choices)})


def names_in(value: object) -> tuple[Any, ...]:
    """Return the names in *value*, each once: a list, or text with commas from a command line."""
    names: Any = value if isinstance(value, list | tuple) else ()
    if isinstance(value, str):
        names = [name.strip() for name in value.split(",") if name.strip()]
    # No set: wrong values need not be hashable.
    return tuple(name for at, name in enumerate(names) if name not in names[:at])


def some_of(*choices: str) -> ValueType:
    """Return the type of a list of some of *choices*."""

    def complaint(value: object) -> str:
        if not isinstance(value, list | tuple | str):
            return f"a list of some of {', '.join(choices)}"
        for each in names_in(value):
            if each not in choices:
                return f"a list of some of {', '.join(choices)}{_hint(each, choices)}"
        return ""

    schema = {"type": "array", "items": {"enum": list(choices)}}
    return ValueType(complaint, schema, one_of(*choices).complaint)


def valid_items(kind: ValueType, value: object) -> tuple[list[Any], dict[str, str]]:
    """Return the valid entries of *value*, a list of *kind*, and the complaint about each other.

    The complaints are by the representation of their entry. There is neither if it is no list.
    """
    if kind.item is None or not isinstance(value, list | tuple):
        return [], {}
    complaints = {repr(each): complaint for each in value if (complaint := kind.item(each))}
    return [each for each in value if repr(each) not in complaints], complaints


def _hint(value: object, choices: Sequence[str]) -> str:
    return did_you_mean(value, choices).removesuffix("?") if isinstance(value, str) else ""


def number(least: int, most: int) -> ValueType:
    """Return the type of whole numbers from *least* to *most*, as numbers or as text.

    On the command line, ``-A`` gives text.
    """

    def is_number(value: object) -> bool:
        digits = str(value)
        is_decimal = not isinstance(value, bool) and digits.isascii() and digits.isdecimal()
        return is_decimal and len(digits) < 9 and least <= int(digits) <= most

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return value_type(f"a whole number from {least} to {most}", is_number, schema)


def _fonts(value: object) -> str:
    complaint = _text(value)
    if not complaint and isinstance(value, str):
        is_closed = value.count('"') % 2 == 0 and value.count("'") % 2 == 0
        is_valid = is_closed and _NOT_IN_FONTS.isdisjoint(value)
        return "" if is_valid else "a list of font names as CSS has it"
    return complaint


# ECMAScript needs the brackets and the backslash escaped in a character class.
_AS_SET = re.sub(r"([][\\])", r"\\\1", "".join(sorted(_NOT_IN_FONTS)))
_IN_FONTS = f"[^{_LINE_ENDS}{_AS_SET}\"']"
fonts = ValueType(
    _fonts, {"type": "string", "pattern": f"""^(?:{_IN_FONTS}|"{_IN_FONTS}*"|'{_IN_FONTS}*')*$"""}
)
"""A list of font names, in the syntax of CSS ``font-family``."""


flag = value_type("True or False", lambda value: str(value).lower() in _FLAGS, {"type": "boolean"})
"""A boolean, or text such as ``1``, which ``sphinx-build -D`` gives."""


def is_set(value: object) -> bool:
    """Tell whether the valid flag *value* is true."""
    return _FLAGS[str(value).lower()]


def _optional(pattern: str) -> dict[str, Any]:
    return {"type": "string", "anyOf": [{"const": ""}, {"pattern": pattern}]}


def _is_address(value: object) -> bool:
    return value == "" or (isinstance(value, str) and is_web_address(value))


address = value_type(ACCEPTED_ADDRESS, _is_address, _optional(f"^{ADDRESS_PATTERN}"))
"""A web address, or ''."""

edit_address = value_type(
    "an address with {path} in it, such as https://example.org/edit/main/{path}",
    lambda value: _is_address(value) and (value == "" or "{path}" in value),
    _optional(rf"^(?={ADDRESS_PATTERN})[\s\S]*\{{path\}}"),
)
"""A web address with the placeholder ``{path}`` for the path of a source file, or ''."""


def _is_entry(value: object) -> bool:
    if isinstance(value, str):
        return not _text(value) and bool(value)
    parts = value if isinstance(value, list | tuple) and len(value) == 2 else (None,)
    return all(isinstance(part, str) and part and not _text(part) for part in parts)


_NAME = {**_LINE, "minLength": 1}
entries = ValueType(
    lambda value: (
        ""
        if isinstance(value, list | tuple) and all(map(_is_entry, value))
        else f"a list of documents, pairs (label, document or address) and {ALL_OTHERS!r}"
    ),
    {
        "type": "array",
        "items": {
            "anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 2, "maxItems": 2}]
        },
    },
    lambda value: (
        "" if _is_entry(value) else "a document, a pair (label, document or address) or '*'"
    ),
)
"""Navigation entries: document names, pairs of a label and a target, and `ALL_OTHERS`."""
