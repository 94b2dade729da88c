"""Values of front matter: lists of names, yes or no, addresses, languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.messages import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_transcript.front_matter import Field

# What is accepted, in words; the messages and the documentation of the keys have them alike.
NAMES = "a list, or names with commas between them"
ADDRESS = "an address such as https://example.org/"
LANGUAGE = "the code of a language such as de or pt-BR"

ADDRESS_PATTERN = r"https?://[^\s/]+"
"""How a whole address of the web begins, as a regular expression of Python and of ECMAScript."""
LANGUAGE_PATTERN = r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*"
"""A language, likewise."""
TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0", ""})


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in the comma-separated *text*, each once, case aside; white space folded."""
    return _unique(text.split(","))


def _unique(names: Iterable[str], *, fold_case: bool = True) -> tuple[str, ...]:
    folded = (" ".join(name.split()) for name in names)
    by_name: dict[str, str] = {}
    for name in folded:
        if name:
            by_name.setdefault(name.casefold() if fold_case else name, name)
    return tuple(by_name.values())


def names(
    key: str,
    field: Field | None,
    problems: list[Problem],
    separator: str | None = ",",
    *,
    fold_case: bool = True,
) -> tuple[str, ...]:
    """Return the names that *field* gives: a list, or text with *separator* between them."""
    if field is None:
        return ()
    if field.value is None:
        problems.append(wrong_kind(key, NAMES, field.line))
        return ()
    if isinstance(field.value, tuple):
        return _unique(field.value, fold_case=fold_case)
    return _unique(
        field.value.split(separator) if separator else [field.value], fold_case=fold_case
    )


def flag(key: str, field: Field | None, doubtful: str) -> tuple[bool, Problem | None]:
    """Return whether *field* says yes, and what is wrong with it.

    *doubtful* is what the post is then taken for.
    """
    if field is None:
        return False, None
    text = field.value.casefold() if isinstance(field.value, str) else None
    if text in TRUE or text in FALSE:
        return text in TRUE, None
    message = f"{key}: neither true nor false; the post is taken for {doubtful}"
    return True, Problem(message, Subtype.FRONT_MATTER, field.line)


def is_web_address(text: str) -> bool:
    """Tell whether *text* is a whole address of the web."""
    return re.match(ADDRESS_PATTERN, text) is not None


def web_address(key: str, text: str, fields: Mapping[str, Field], problems: list[Problem]) -> str:
    """Return *text* if it is an address of the web, and '' if not."""
    if not text or is_web_address(text):
        return text
    problems.append(wrong_kind(key, ADDRESS, fields[key].line))
    return ""


def language(key: str, text: str, fields: Mapping[str, Field], problems: list[Problem]) -> str:
    """Return *text* as HTML has languages, and '' if it is none."""
    if not text or re.fullmatch(LANGUAGE_PATTERN, text):
        return text.replace("_", "-")
    problems.append(wrong_kind(key, LANGUAGE, fields[key].line))
    return ""


def wrong_kind(key: str, expected: str, line: int) -> Problem:
    """Return what to say of a value that is of another kind than *expected*."""
    return Problem(f"{key}: expected {expected}; left out", Subtype.FRONT_MATTER, line)
