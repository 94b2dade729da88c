"""The types of front-matter values: how each is read, and its JSON Schema.

A schema describes the YAML as an editor parses it: there `2016` is a number and an empty value
is null. A build reads both as the text in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.post import field_values
from sphinx_transcript.post.dates import DATE_PATTERN
from sphinx_transcript.post.field_reader import FieldReader
from sphinx_transcript.support.languages import LANGUAGE_PATTERN
from sphinx_transcript.support.web_addresses import ACCEPTED_ADDRESS, ADDRESS_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class KeyType:
    """The type of a front-matter value."""

    accepted: str
    """A description of the valid values."""
    read: Callable[[FieldReader, str], Any]
    """Returns the value of a key, and adds its problems to the reader."""
    schema: Mapping[str, Any]
    """See https://json-schema.org/draft-07/json-schema-validation"""


def flag(meaning: str, *, hides: bool = True) -> KeyType:
    """Return the type of a flag; see `FieldReader.flag` for *meaning* and *hides*."""

    def read(reader: FieldReader, key: str) -> bool:
        return reader.flag(key, meaning, hides=hides)

    return KeyType("true or false", read, _FLAG_SCHEMA)


def switch(otherwise: str) -> KeyType:
    """Return the type of a flag that an invalid value leaves off; *otherwise* says what holds."""

    def read(reader: FieldReader, key: str) -> bool:
        return reader.switch(key, otherwise)

    return KeyType("true or false", read, _FLAG_SCHEMA)


def _any_case(words: frozenset[str]) -> str:
    """Return a pattern of *words* without regard to case. ECMAScript has no inline flag for it."""
    each = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in w) for w in sorted(words))
    return "|".join(each)


_SCALAR = ["string", "number", "boolean", "null"]
_TEXT_SCHEMA = {"type": _SCALAR}
_NAMES_SCHEMA = {"type": ["array", *_SCALAR], "items": {"type": _SCALAR}}
# "pattern" applies only to strings, and "minimum" and "maximum" only to numbers.
_FLAG_SCHEMA = {
    "type": ["boolean", "string", "integer", "null"],
    "pattern": rf"^\s*(?:{_any_case(field_values.TRUE | field_values.FALSE)})\s*$",
    "minimum": 0,
    "maximum": 1,
}

TEXT = KeyType("text", FieldReader.text, _TEXT_SCHEMA)
PATH = KeyType(
    "a path from the post, one from the source folder with a slash first, or a URL",
    FieldReader.text,
    _TEXT_SCHEMA,
)
DATE = KeyType(
    "a day such as 2016-09-26, or a time with or without a zone such as 2016-09-26T18:30+02:00",
    FieldReader.date,
    {"type": ["string", "null"], "pattern": rf"^\s*(?:{DATE_PATTERN})?\s*$"},
)
NAMES = KeyType(field_values.NAMES, FieldReader.names, _NAMES_SCHEMA)
NAME = KeyType("one name, or a list of names", FieldReader.name_with_commas, _NAMES_SCHEMA)
ADDRESSES = KeyType(
    "a list, or addresses with commas between them", FieldReader.addresses, _NAMES_SCHEMA
)
WEB_ADDRESS = KeyType(
    ACCEPTED_ADDRESS,
    FieldReader.web_address,
    {"type": ["string", "null"], "pattern": rf"^\s*(?:{ADDRESS_PATTERN}[\s\S]*)?$"},
)
LANGUAGE = KeyType(
    field_values.LANGUAGE,
    FieldReader.language,
    {"type": ["string", "null"], "pattern": rf"^\s*(?:{LANGUAGE_PATTERN})?\s*$"},
)
