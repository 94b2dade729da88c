"""Who writes: the value ``transcript_authors`` of conf.py, and names that posts give."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.taxonomy import term_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config


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


def read_authors(given: Mapping[Any, Any]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return what of *given* are entries of authors, and what is wrong with the rest."""
    entries: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for key, entry in given.items():
        if not isinstance(key, str) or not key.strip() or not isinstance(entry, dict):
            problems.append(f"{key!r} is not the name of a dict with the keys {', '.join(KEYS)}")
            continue
        entries[key] = {}
        for name, value in entry.items():
            if name not in KEYS:
                hint = did_you_mean(str(name), KEYS)
                problems.append(f"{key}: unknown key {name!r}{hint} (accepted: {', '.join(KEYS)})")
            elif not isinstance(value, str) or (name == "name" and not value.strip()):
                problems.append(f"{key}: {name} = {value!r} is not text")
            else:
                entries[key][name] = value
    return entries, problems


def site_author(config: Config) -> str:
    """Return the author whom conf.py names; '' where it leaves Sphinx's stand-in there."""
    name = " ".join(str(config.author or "").split())
    return "" if name == "Author name not set" else name


class People:
    """The authors that conf.py names."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        authors = {key: Author(**{"name": key, **entry}) for key, entry in (entries or {}).items()}
        by_name: dict[str, Author] = {}
        for _, author in sorted(authors.items()):
            by_name.setdefault(term_slug(author.name), author)
        # A key comes before a name that another has.
        by_key = {term_slug(key): each for key, each in authors.items()}
        self._known = {**by_name, **by_key}

    def name_of(self, given: str) -> str:
        """Return the name of the author whom a post calls *given*: by the name, or by the key."""
        author = self._known.get(term_slug(given))
        return author.name if author else given

    def author(self, given: str) -> Author:
        """Return what is known of the author whom a post calls *given*."""
        return self._known.get(term_slug(given)) or Author(given)
