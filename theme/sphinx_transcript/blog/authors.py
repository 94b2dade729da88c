"""Authors: the entries of ``transcript_authors``, and their lookup by the names in posts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.taxonomy import term_slug
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.web_addresses import (
    has_scheme,
    link_address,
    relative_address,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Author:
    """An entry of ``transcript_authors``. An author without an entry has only a name."""

    name: str
    url: str = ""
    """An http, https or mailto URL in ASCII, or a percent-encoded path in the output folder."""
    bio: str = ""
    email: str = ""
    avatar: str = ""
    """The URL of a picture, or its path in the output folder; in ASCII like `url`."""


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
                try:
                    entries[key][name] = _ADDRESSES.get(name, str)(value)
                except ValueError as error:
                    problems.append(f"{key}: {name}: {error}")
    return entries, problems


def _url(text: str) -> str:
    return link_address(text) if has_scheme(text) else _path(text)


def _avatar(text: str) -> str:
    return web_address(text) if has_scheme(text) else _path(text)


def _path(text: str) -> str:
    """Return the path *text* of a file in the output folder, percent-encoded."""
    path = posixpath.normpath(text) if text.strip() else ""
    if path.startswith(".."):
        raise ValueError(f"a path out of the site: {text!r}")
    return relative_address(text)


def _email(text: str) -> str:
    # https://www.rfc-editor.org/rfc/rfc4287#appendix-B has this pattern.
    if text and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", text):
        raise ValueError(f"not an email address: {text!r}")
    return text


_ADDRESSES: dict[str, Callable[[str], str]] = {"url": _url, "avatar": _avatar, "email": _email}
"""The keys with addresses, and what makes the address to publish of what is given."""


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
