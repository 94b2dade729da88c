"""A reader of the front-matter fields of one post, which collects the problems that it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.post import field_values
from sphinx_transcript.post.dates import ACCEPTED_DATES, parse_date
from sphinx_transcript.support.languages import as_language_tag, is_language
from sphinx_transcript.support.problems import Problem, Subtype
from sphinx_transcript.support.terminal_text import without_controls
from sphinx_transcript.support.web_addresses import ACCEPTED_ADDRESS, web_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from sphinx_transcript.post.field import Field


@dataclass(slots=True)
class FieldReader:
    """The state of reading the fields of one post.

    Each method returns the value of a key, or an empty value where the key is missing or its
    value is invalid. An invalid value adds a problem.
    """

    fields: Mapping[str, Field]
    mistyped_fields: Mapping[str, Sequence[Field]]
    """Fields with mistyped names, by the names that were probably meant."""
    zone: dt.tzinfo
    """The time zone of dates and of times without an offset."""
    problems: list[Problem] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return the text of *key*, with white space collapsed."""
        found = self.fields.get(key)
        if found is None:
            return ""
        if isinstance(found.value, str):
            return self._printable(key, " ".join(found.value.split()))
        self._reject(key, "text")
        return ""

    def date(self, key: str) -> dt.date | dt.datetime | None:
        """Return the date of *key*, or None."""
        found = self.fields.get(key)
        if found is None or found.value == "":
            return None
        text = found.value if isinstance(found.value, str) else "a list"
        try:
            return parse_date(text, self.zone)
        except ValueError as error:
            message = f"{key}: {error}; a date is written {ACCEPTED_DATES}"
            self.problems.append(Problem(message, Subtype.DATE, found.line))
            return None

    def names(self, key: str) -> tuple[str, ...]:
        """Return the names of *key*: the items of a list, or of comma-separated text."""
        return self._names(key)

    def name_with_commas(self, key: str) -> tuple[str, ...]:
        """Return the names of *key*: the items of a list, or all of the text as one name."""
        return self._names(key, is_split=False)

    def addresses(self, key: str) -> tuple[str, ...]:
        """Return the addresses of *key*, as `names` does but with regard to case."""
        return self._names(key, fold_case=False)

    def web_address(self, key: str) -> str:
        """Return the absolute http or https URL of *key*, in ASCII."""
        text = self.text(key)
        if not text:
            return ""
        try:
            return web_address(text)
        except ValueError:
            self._reject(key, ACCEPTED_ADDRESS)
            return ""

    def language(self, key: str) -> str:
        """Return the language of *key* as a tag of BCP 47, as in HTML."""
        text = self.text(key)
        if not text or is_language(text):
            return as_language_tag(text) if text else ""
        self._reject(key, field_values.LANGUAGE)
        return ""

    def flag(self, key: str, meaning: str, *, hides: bool) -> bool:
        """Return the flag of *key*; True for an invalid value.

        *meaning* describes a post whose flag is set, for messages. A flag that *hides* the post
        is also read from a field with a mistyped name.
        """
        found = self.fields.get(key)
        fields = [*self.mistyped_fields.get(key, ())] if hides else []
        if any(_flag_value(field) is not False for field in fields):
            return True
        value = _flag_value(found) if found else False
        if found and value is None:
            message = f"{key}: neither true nor false; the post is taken for {meaning}"
            self.problems.append(Problem(message, Subtype.FRONT_MATTER, found.line))
        return value is not False

    def switch(self, key: str, otherwise: str) -> bool:
        """Return the flag of *key*; False for an invalid value, of which *otherwise* is said."""
        found = self.fields.get(key)
        value = _flag_value(found) if found else False
        if found and value is None:
            message = f"{key}: neither true nor false; {otherwise}"
            self.problems.append(Problem(message, Subtype.FRONT_MATTER, found.line))
        return value is True

    def _names(self, key: str, *, is_split: bool = True, fold_case: bool = True) -> tuple[str, ...]:
        found = self.fields.get(key)
        if found is None:
            return ()
        if found.value is None:
            self._reject(key, field_values.NAMES)
            return ()
        names: tuple[str, ...] | list[str]
        if isinstance(found.value, tuple):
            names = found.value
        else:
            names = found.value.split(",") if is_split else [found.value]
        names = [self._printable(key, name) for name in names]
        return field_values.unique_names(names, fold_case=fold_case)

    def _printable(self, key: str, text: str) -> str:
        """Return *text* without control characters: neither HTML nor feeds can have them."""
        printable = without_controls(text)
        if printable != text:
            message = f"{key}: a control character is left out: values are plain text"
            problem = Problem(message, Subtype.FRONT_MATTER, self.fields[key].line)
            if problem not in self.problems:
                self.problems.append(problem)
        return printable

    def _reject(self, key: str, expected: str) -> None:
        """Add the problem that the value of *key* is not what is *expected*."""
        message = f"{key}: expected {expected}; left out"
        self.problems.append(Problem(message, Subtype.FRONT_MATTER, self.fields[key].line))


def _flag_value(field: Field) -> bool | None:
    """Return the value of the flag *field*; None if it is neither true nor false."""
    text = field.value.casefold() if isinstance(field.value, str) else None
    return True if text in field_values.TRUE else False if text in field_values.FALSE else None
