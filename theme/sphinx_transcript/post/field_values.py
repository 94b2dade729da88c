"""Parsing of front-matter values: lists of names, true and false, language codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is accepted, for messages and documentation.
NAMES = "a list, or names with commas between them"
LANGUAGE = "the code of a language such as de or pt-BR"

TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0", ""})


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in the comma-separated *text*, without duplicates; see `unique_names`."""
    return unique_names(text.split(","))


def unique_names(names: Iterable[str], *, fold_case: bool = True) -> tuple[str, ...]:
    """Return *names* without empty ones and duplicates, with white space collapsed.

    With *fold_case*, names that differ only in case are duplicates; the first one is kept.
    """
    collapsed = (" ".join(name.split()) for name in names)
    by_folded_name: dict[str, str] = {}
    for name in collapsed:
        if name:
            by_folded_name.setdefault(name.casefold() if fold_case else name, name)
    return tuple(by_folded_name.values())
