"""Kinds of values that the theme's options have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.value_kinds import Kind
from sphinx_transcript.values import ADDRESS, ADDRESS_PATTERN, is_web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

# What ends a declaration of CSS, or begins a comment or a string that hides its end.
_NOT_IN_FONTS = frozenset("{}()[]<>;\\/")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
ALL_OTHERS = "*"
"""In the option ``navigation``: the entries that the site has without it."""


# Whatever ends a line to str.splitlines, as a set of ECMAScript.
_LINE_ENDS = r"\n\r\v\f\u001c-\u001e\u0085\u2028\u2029"
_LINE: dict[str, Any] = {"type": "string", "pattern": f"^[^{_LINE_ENDS}]*$"}


def _text(value: object) -> str:
    if not isinstance(value, str):
        return "text"
    return "one line of text" if len(value.splitlines()) > 1 else ""


text = Kind(_text, _LINE)
"""One line of text."""


def one_of(*choices: str) -> Kind:
    """Return the kind of a value that is one of *choices*."""

    def complaint(value: object) -> str:
        if value in choices:
            return ""
        return f"one of {', '.join(choices)}{_hint(value, choices)}"

    return Kind(complaint, {"enum": list(choices)})


def names_in(value: object) -> tuple[Any, ...]:
    """Return the names in *value*: a list, or text with commas, as a command line has it."""
    each: Any = value if isinstance(value, list | tuple) else ()
    if isinstance(value, str):
        each = [name.strip() for name in value.split(",") if name.strip()]
    return tuple(name for at, name in enumerate(each) if name not in each[:at])


def some_of(*choices: str) -> Kind:
    """Return the kind of a list of some of *choices*."""

    def complaint(value: object) -> str:
        if not isinstance(value, list | tuple | str):
            return f"a list of some of {', '.join(choices)}"
        for each in names_in(value):
            if each not in choices:
                return f"a list of some of {', '.join(choices)}{_hint(each, choices)}"
        return ""

    return Kind(complaint, {"type": "array", "items": {"enum": list(choices)}})


def _hint(value: object, choices: Sequence[str]) -> str:
    return did_you_mean(value, choices).removesuffix("?") if isinstance(value, str) else ""


def number(least: int, most: int) -> Kind:
    """Return the kind of whole numbers from *least* to *most*; ``-A`` has them as text."""

    def complaint(value: object) -> str:
        written = str(value)
        is_number = not isinstance(value, bool) and written.isascii() and written.isdecimal()
        is_right = is_number and len(written) < 9 and least <= int(written) <= most
        return "" if is_right else f"a whole number from {least} to {most}"

    return Kind(complaint, {"type": "integer", "minimum": least, "maximum": most})


def _fonts(value: object) -> str:
    wrong = _text(value)
    if not wrong and isinstance(value, str):
        is_closed = value.count('"') % 2 == 0 and value.count("'") % 2 == 0
        is_right = is_closed and _NOT_IN_FONTS.isdisjoint(value)
        return "" if is_right else "a list of font names as CSS has it"
    return wrong


_AS_SET = re.sub(r"([][\\])", r"\\\1", "".join(sorted(_NOT_IN_FONTS)))
_IN_FONTS = f"[^{_LINE_ENDS}{_AS_SET}\"']"
fonts = Kind(
    _fonts, {"type": "string", "pattern": f"""^(?:{_IN_FONTS}|"{_IN_FONTS}*"|'{_IN_FONTS}*')*$"""}
)
"""Names of fonts as CSS has them."""


def _flag(value: object) -> str:
    # ``sphinx-build -D`` has it as text.
    return "" if str(value).lower() in _FLAGS else "True or False"


flag = Kind(_flag, {"type": "boolean"})
"""Yes or no."""


def is_set(value: object) -> bool:
    """Tell what a flag that was accepted says."""
    return _FLAGS[str(value).lower()]


def _or_nothing(pattern: str) -> dict[str, Any]:
    return {"type": "string", "anyOf": [{"const": ""}, {"pattern": pattern}]}


def _address(value: object) -> str:
    is_right = value == "" or (isinstance(value, str) and is_web_address(value))
    return "" if is_right else ADDRESS


address = Kind(_address, _or_nothing(f"^{ADDRESS_PATTERN}"))
"""The address of a page on the web, or nothing."""


def _edit_address(value: object) -> str:
    if value == "" or (isinstance(value, str) and is_web_address(value) and "{path}" in value):
        return ""
    return "an address with {path} in it, such as https://example.org/edit/main/{path}"


edit_address = Kind(
    _edit_address,
    _or_nothing(rf"^(?={ADDRESS_PATTERN})[\s\S]*\{{path\}}"),
)
"""The address of a page on the web in which {path} stands for a source file's, or nothing."""


def _entries(value: object) -> str:
    if isinstance(value, list | tuple) and all(map(_is_entry, value)):
        return ""
    return f"a list of documents, pairs (label, document or address) and {ALL_OTHERS!r}"


def _is_entry(value: object) -> bool:
    if isinstance(value, str):
        return not _text(value) and bool(value)
    parts = value if isinstance(value, list | tuple) and len(value) == 2 else (None,)
    return all(isinstance(part, str) and part and not _text(part) for part in parts)


_NAME = {**_LINE, "minLength": 1}
entries = Kind(
    _entries,
    {
        "type": "array",
        "items": {
            "anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 2, "maxItems": 2}]
        },
    },
)
"""What the navigation can show: names of documents, pairs of a label and a target."""
