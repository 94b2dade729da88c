"""Authors: the entries of ``transcript_authors``, and their lookup by the names in posts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.taxonomy import term_slug
from sphinx_transcript.support.nearest_name import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Author:
    """An entry of ``transcript_authors``. An author without an entry has only a name."""

    name: str
    url: str = ""
    bio: str = ""
    email: str = ""
    avatar: str = ""
    """The URL of a picture, or its path in the output folder."""


ENTRY_KEYS: tuple[str, ...] = tuple(field.name for field in fields(Author))
"""The keys of an entry."""


def read_authors(given: Mapping[Any, Any]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return the valid entries in *given*, and a message for each invalid entry or value."""
    entries: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for key, entry in given.items():
        if not isinstance(key, str) or not key.strip() or not isinstance(entry, dict):
            problems.append(
                f"{key!r} is not the name of a dict with the keys {', '.join(ENTRY_KEYS)}"
            )
            continue
        entries[key] = {}
        for name, value in entry.items():
            if name not in ENTRY_KEYS:
                hint = did_you_mean(str(name), ENTRY_KEYS)
                problems.append(
                    f"{key}: unknown key {name!r}{hint} (accepted: {', '.join(ENTRY_KEYS)})"
                )
            elif not isinstance(value, str) or (name == "name" and not value.strip()):
                problems.append(f"{key}: {name} = {value!r} is not text")
            else:
                entries[key][name] = value
    return entries, problems


class Authors:
    """The authors in ``transcript_authors``."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        authors = {key: Author(**{"name": key, **entry}) for key, entry in (entries or {}).items()}
        by_name: dict[str, Author] = {}
        for _, author in sorted(authors.items()):
            by_name.setdefault(term_slug(author.name), author)
        # A key takes precedence over the name of another author.
        by_key = {term_slug(key): author for key, author in authors.items()}
        self._by_slug = {**by_name, **by_key}

    def name_of(self, given: str) -> str:
        """Return the name of the author *given*, a name or a key; *given* without an entry."""
        author = self._by_slug.get(term_slug(given))
        return author.name if author else given

    def author(self, given: str) -> Author:
        """Return the author *given*, a name or a key."""
        return self._by_slug.get(term_slug(given)) or Author(given)
