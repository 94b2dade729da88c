"""Values in asciicast files, which anybody may have written: each is checked before it is used."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

MAX_COLUMNS, MAX_ROWS = 500, 200
_DEFAULT_COLUMNS, _DEFAULT_ROWS = 80, 24
_SIZE = re.compile(r"([0-9]{1,9})x([0-9]{1,9})", re.ASCII)
_SURROGATES = re.compile("[\ud800-\udfff]")


class Size(NamedTuple):
    """The size of a terminal, in characters."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a recording."""

    size: Size
    idle_limit: float | None
    """The longest pause in seconds, if the recording has a limit."""


class _NotJsonError(ValueError):
    """A constant that Python's parser accepts and JSON hasn't."""


def _refuse(constant: str) -> float:
    raise _NotJsonError(constant)


def read_json(text: str) -> Any:
    """Return the JSON value *text*; None if it is none.

    Of keys that are there twice, the last counts, as with most parsers.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def read_number(value: object) -> float | None:
    """Return *value* as a finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def read_text(text: str) -> str:
    """Return *text* without surrogates, which no file can hold."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _SURROGATES.sub("\ufffd", whole) if _SURROGATES.search(text) else text


def read_size(text: str) -> Size | None:
    """Return the size in a text such as ``80x24``, within the limits; None if it is none."""
    match = _SIZE.fullmatch(text)
    if match is None:
        return None
    columns, rows = int(match[1]), int(match[2])
    return Size(min(columns, MAX_COLUMNS), min(rows, MAX_ROWS)) if columns and rows else None


def read_screen_header(value: dict[str, Any]) -> tuple[Header, list[str]]:
    """Return the header in the JSON object *value*, and what is wrong with it."""
    if value.get("version") == 3:
        term = value.get("term")
        sizes = term if isinstance(term, dict) else {}
        names = ("cols", "rows")
    else:
        sizes, names = value, ("width", "height")
    messages: list[str] = []
    limits = ((_DEFAULT_COLUMNS, MAX_COLUMNS), (_DEFAULT_ROWS, MAX_ROWS))
    columns, rows = (
        _length(sizes.get(name), name, *limit, messages)
        for name, limit in zip(names, limits, strict=True)
    )
    idle_limit = read_number(value.get("idle_time_limit"))
    if idle_limit is not None and idle_limit <= 0:
        idle_limit = None
    return Header(Size(columns, rows), idle_limit), messages


def _length(value: object, name: str, default: int, limit: int, messages: list[str]) -> int:
    """Return the number of columns or rows *value*; add to *messages* if it is wrong."""
    number = read_number(value)
    if number is None or number < 1:
        shown = "missing" if value is None else f"{value!r:.40}, not a number above 0"
        messages.append(f"line 1: {name!r} is {shown}; {default} is used")
        return default
    if number > limit:
        messages.append(f"line 1: {name!r} is {value!r:.40}; {limit} is the most that is shown")
    return int(min(number, limit))
