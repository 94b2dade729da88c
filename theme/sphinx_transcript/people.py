"""Who writes: the value ``transcript_authors`` of conf.py, and names that posts give."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Author:
    """One entry of ``transcript_authors``; a name that has no entry has nothing but the name."""

    name: str
    url: str = ""
    bio: str = ""
    email: str = ""
    avatar: str = ""
    """The address of a picture, or its path below the output folder."""


KEYS: tuple[str, ...] = tuple(field.name for field in fields(Author))


class People:
    """The authors that conf.py names."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._authors: dict[str, Author] = {}
        self._by_name: dict[str, Author] = {}
        for key, entry in sorted((entries or {}).items()):
            author = Author(**{"name": key, **entry})
            self._authors[author.name] = author
            self._by_name.setdefault(_folded(author.name), author)
        for key, entry in sorted((entries or {}).items()):
            # A key comes before a name that another has.
            self._by_name[_folded(key)] = self._authors[Author(**{"name": key, **entry}).name]

    def name_of(self, given: str) -> str:
        """Return the name of the author whom a post calls *given*: by the name, or by the key."""
        author = self._by_name.get(_folded(given))
        return author.name if author else given

    def author(self, given: str) -> Author:
        """Return what is known of the author whom a post calls *given*."""
        return self._by_name.get(_folded(given)) or Author(given)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
