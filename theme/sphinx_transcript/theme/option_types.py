"""Kinds of values that the theme's options have: each says what a value should have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.values import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable

# What ends a declaration of CSS, or begins a comment or a string that hides its end.
_NOT_IN_FONTS = frozenset("{}()[]<>;\\/")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
ALL_OTHERS = "*"
"""In the option ``navigation``: the entries that the site has without it."""


def text(value: object) -> str:
    """Accept one line of text."""
    if not isinstance(value, str):
        return "text"
    return "one line of text" if len(value.splitlines()) > 1 else ""


def one_of(*choices: str) -> Callable[[object], str]:
    """Accept one of *choices*."""

    def complaint(value: object) -> str:
        if value in choices:
            return ""
        hint = did_you_mean(value, choices) if isinstance(value, str) else ""
        return f"one of {', '.join(choices)}{hint.removesuffix('?')}"

    return complaint


def names_in(value: object) -> tuple[Any, ...]:
    """Return the names in *value*: a list, or text with commas, as a command line has it."""
    each: Any = value if isinstance(value, list | tuple) else ()
    if isinstance(value, str):
        each = [name.strip() for name in value.split(",") if name.strip()]
    return tuple(name for at, name in enumerate(each) if name not in each[:at])


def some_of(*choices: str) -> Callable[[object], str]:
    """Accept a list of some of *choices*."""

    def complaint(value: object) -> str:
        if not isinstance(value, list | tuple | str):
            return f"a list of some of {', '.join(choices)}"
        for each in names_in(value):
            if each not in choices:
                hint = did_you_mean(each, choices) if isinstance(each, str) else ""
                return f"a list of some of {', '.join(choices)}{hint.removesuffix('?')}"
        return ""

    return complaint


def number(least: int, most: int) -> Callable[[object], str]:
    """Accept a whole number from *least* to *most*; ``sphinx-build -A`` has it as text."""

    def complaint(value: object) -> str:
        written = str(value)
        is_number = not isinstance(value, bool) and written.isascii() and written.isdecimal()
        is_right = is_number and len(written) < 9 and least <= int(written) <= most
        return "" if is_right else f"a whole number from {least} to {most}"

    return complaint


def fonts(value: object) -> str:
    """Accept names of fonts as CSS has them."""
    wrong = text(value)
    if not wrong and isinstance(value, str):
        is_closed = value.count('"') % 2 == 0 and value.count("'") % 2 == 0
        is_right = is_closed and _NOT_IN_FONTS.isdisjoint(value)
        return "" if is_right else "a list of font names as CSS has it"
    return wrong


def flag(value: object) -> str:
    """Accept yes or no; ``sphinx-build -D`` has it as text."""
    return "" if str(value).lower() in _FLAGS else "True or False"


def is_set(value: object) -> bool:
    """Tell what a flag that was accepted says."""
    return _FLAGS[str(value).lower()]


def address(value: object) -> str:
    """Accept the address of a page on the web, or nothing."""
    is_right = value == "" or (isinstance(value, str) and is_web_address(value))
    return "" if is_right else "an address such as https://example.org/"


def edit_address(value: object) -> str:
    """Accept the address of a page on the web in which {path} stands for a source file's."""
    if value == "" or (isinstance(value, str) and is_web_address(value) and "{path}" in value):
        return ""
    return "an address with {path} in it, such as https://example.org/edit/main/{path}"


def entries(value: object) -> str:
    """Accept what the navigation can show: names of documents, pairs of a label and a target."""
    if isinstance(value, list | tuple) and all(map(_is_entry, value)):
        return ""
    return f"a list of documents, pairs (label, document or address) and {ALL_OTHERS!r}"


def _is_entry(value: object) -> bool:
    if isinstance(value, str):
        return not text(value) and bool(value)
    parts = value if isinstance(value, list | tuple) and len(value) == 2 else (None,)
    return all(isinstance(part, str) and part and not text(part) for part in parts)
