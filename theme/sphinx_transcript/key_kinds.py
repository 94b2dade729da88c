"""The kinds of values that front matter has: how each is read, and its JSON Schema.

A schema describes what an editor makes of the YAML: there `2016` is a number and an empty value
is null, both of which are read here as the text that stands in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript import values
from sphinx_transcript.dates import ACCEPTED, PATTERN, parse_date
from sphinx_transcript.messages import Problem, Subtype

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from sphinx_transcript.front_matter import Field


@dataclass(slots=True)
class Reading:
    """What is read from, and what is found wrong on the way."""

    fields: Mapping[str, Field]
    nearly: Mapping[str, Field]
    """Fields whose names are mistyped, by the right ones."""
    zone: dt.tzinfo
    """Where naive times and days are."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    accepted: str
    """What is accepted, in words."""
    read: Callable[[Reading, str], Any]
    """Return the value of a key, and note in the reading what is wrong with it."""
    schema: Mapping[str, Any]
    """See https://json-schema.org/draft-07/json-schema-validation"""


def _text(reading: Reading, key: str) -> str:
    found = reading.fields.get(key)
    if found is None:
        return ""
    if isinstance(found.value, str):
        return " ".join(found.value.split())
    reading.problems.append(values.wrong_kind(key, "text", found.line))
    return ""


def _date(reading: Reading, key: str) -> dt.date | dt.datetime | None:
    found = reading.fields.get(key)
    if found is None or found.value == "":
        return None
    text = found.value if isinstance(found.value, str) else "a list"
    try:
        return parse_date(text, reading.zone)
    except ValueError as error:
        message = f"{key}: {error}; a date is written {ACCEPTED}"
        reading.problems.append(Problem(message, Subtype.DATE, found.line))
        return None


def _names(reading: Reading, key: str) -> tuple[str, ...]:
    return values.names(key, reading.fields.get(key), reading.problems)


def _whole_names(reading: Reading, key: str) -> tuple[str, ...]:
    return values.names(key, reading.fields.get(key), reading.problems, separator=None)


def _addresses(reading: Reading, key: str) -> tuple[str, ...]:
    return values.names(key, reading.fields.get(key), reading.problems, fold_case=False)


def _web_address(reading: Reading, key: str) -> str:
    text = _text(reading, key)
    return values.web_address(key, text, reading.fields, reading.problems)


def _language(reading: Reading, key: str) -> str:
    return values.language(key, _text(reading, key), reading.fields, reading.problems)


def _any_case(words: frozenset[str]) -> str:
    """Return a pattern of *words*, in whichever case: ECMAScript has no mark for that."""
    each = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in w) for w in sorted(words))
    return "|".join(each)


_SCALAR = ["string", "number", "boolean", "null"]
_TEXT_SCHEMA = {"type": _SCALAR}
_NAMES_SCHEMA = {"type": ["array", *_SCALAR], "items": {"type": _SCALAR}}
# A pattern holds for text alone, and the two limits for numbers.
_FLAG_SCHEMA = {
    "type": ["boolean", "string", "integer", "null"],
    "pattern": rf"^\s*(?:{_any_case(values.TRUE | values.FALSE)})\s*$",
    "minimum": 0,
    "maximum": 1,
}


def flag(doubtful: str, *, hides: bool = True) -> Kind:
    """Return the kind of a flag.

    *doubtful* is what a post is taken for whose value is neither yes nor no. A flag that *hides*
    the post does so by a mistyped name, too.
    """

    def read(reading: Reading, key: str) -> bool:
        found = reading.fields.get(key, reading.nearly.get(key) if hides else None)
        value, problem = values.flag(key, found, doubtful)
        if problem and key in reading.fields:
            reading.problems.append(problem)
        return value

    return Kind("true or false", read, _FLAG_SCHEMA)


TEXT = Kind("text", _text, _TEXT_SCHEMA)
PATH = Kind(
    "a path from the post, one from the source folder with a slash first, or a URL",
    _text,
    _TEXT_SCHEMA,
)
DATE = Kind(
    "a day such as 2016-09-26, or a time with or without a zone such as 2016-09-26T18:30+02:00",
    _date,
    {"type": ["string", "null"], "pattern": rf"^\s*(?:{PATTERN})?\s*$"},
)
NAMES = Kind(values.NAMES, _names, _NAMES_SCHEMA)
NAME = Kind("one name, or a list of names", _whole_names, _NAMES_SCHEMA)
ADDRESSES = Kind("a list, or addresses with commas between them", _addresses, _NAMES_SCHEMA)
WEB_ADDRESS = Kind(
    values.ADDRESS,
    _web_address,
    {"type": ["string", "null"], "pattern": rf"^\s*(?:{values.ADDRESS_PATTERN}[\s\S]*)?$"},
)
LANGUAGE = Kind(
    values.LANGUAGE,
    _language,
    {"type": ["string", "null"], "pattern": rf"^\s*(?:{values.LANGUAGE_PATTERN})?\s*$"},
)
