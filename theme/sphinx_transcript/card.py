"""What a post says of itself: its front matter and file name, read without Sphinx."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sphinx_transcript import keys
from sphinx_transcript.dates import day_of, parse_date, timestamp
from sphinx_transcript.key_kinds import Reading
from sphinx_transcript.messages import Problem, Subtype
from sphinx_transcript.nearest import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from sphinx_transcript.front_matter import Field

KEYS: tuple[str, ...] = tuple(keys.KEYS)
"""The names of the front-matter keys of a post that this package reads."""

# Right words of other programs that a nearness test would take for mistyped ones of ours.
_NOT_OURS = frozenset(
    {
        "data",
        "dated",
        "images",
        "lang",
        "listed",
        "status",
        "subtitle",
        "tocdepth",
        "uid",
        "version",
    }
)
_FILE_NAME_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})-(?=.)")


class Status(StrEnum):
    """Whether a post is published, or why it is not."""

    PUBLISHED = "published"
    DRAFT = "draft"
    UNDATED = "undated"
    """No date, neither in front matter nor in the file's name."""
    SCHEDULED = "scheduled"
    """Dated after the day of the build."""
    UNREADABLE = "unreadable"
    """Front matter, a date or the whole file that can't be read."""
    PREVIEWED = "previewed"
    """Not published, and yet built, for a preview."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a post's front matter and file name say of it."""

    status: Status
    title: str = ""
    """Empty where front matter gives none."""
    date: dt.date | dt.datetime | None = None
    """A day, or an aware datetime."""
    stamp: int = 0
    """The date as seconds since 1970, UTC."""
    updated: dt.date | dt.datetime | None = None
    updated_stamp: int | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: str = ""
    description: str = ""
    image: str = ""
    """A path from the post's file, or from the source folder with a slash first; or a URL."""
    is_unlisted: bool = False
    is_pinned: bool = False
    aliases: tuple[str, ...] = ()
    id: str = ""
    canonical_url: str = ""
    old_pages: tuple[str, ...] = ()
    """Names of pages that led to it, as a builder has names: without a suffix."""
    language: str = ""
    """As in HTML: a tag of BCP 47 such as pt-BR."""


def read_card(
    fields: Mapping[str, Field], file_name: str, zone: dt.tzinfo, today: dt.date
) -> tuple[Card, list[Problem]]:
    """Return what *fields* and *file_name* say of a post, and what is wrong with them.

    *zone* is where naive times and days are, *today* the day of the build there.
    """
    problems, nearly = _unknown_keys(fields)
    reading = Reading(fields, nearly, zone, problems)

    def read(key: str) -> Any:
        return keys.KEYS[key].kind.read(reading, key)

    draft: bool = read("draft")
    posted: dt.date | dt.datetime | None = read("date")
    unreadable = posted is None and "date" in fields and fields["date"].value != ""
    if posted is None and not unreadable:
        posted = _file_name_date(file_name, zone)
    if unreadable:
        status = Status.UNREADABLE
    elif draft:
        status = Status.DRAFT
    elif posted is None:
        status = Status.UNDATED
    elif day_of(posted, zone) > today:
        status = Status.SCHEDULED
    else:
        status = Status.PUBLISHED
    updated: dt.date | dt.datetime | None = read("updated")
    card = Card(
        status=status,
        title=read("title"),
        date=posted,
        stamp=timestamp(posted, zone) if posted else 0,
        updated=updated,
        updated_stamp=timestamp(updated, zone) if updated else None,
        tags=read("tags"),
        authors=read("authors") or read("author"),
        categories=read("categories") or read("category"),
        series=read("series"),
        description=read("description"),
        image=read("image"),
        is_unlisted=read("unlisted"),
        is_pinned=read("pinned"),
        aliases=read("aliases"),
        id=read("id"),
        canonical_url=read("canonical_url"),
        language=read("language"),
    )
    return card, problems


def _unknown_keys(fields: Mapping[str, Field]) -> tuple[list[Problem], dict[str, Field]]:
    """Return what is wrong with the names of *fields*, and those fields by the right names."""
    problems = []
    nearly = {}
    for key, field in fields.items():
        # A name such as author_url has a meaning of its own.
        if key in KEYS or key in _NOT_OURS or set(re.split("[_-]", key)) & set(KEYS):
            continue
        meant = nearest(key, KEYS)
        if meant:
            message = f"unknown key {key!r} in front matter; did you mean {meant!r}?"
            problems.append(Problem(message, Subtype.FRONT_MATTER, field.line))
            nearly[meant] = field
    return problems, nearly


def _file_name_date(file_name: str, zone: dt.tzinfo) -> dt.date | dt.datetime | None:
    match = _FILE_NAME_DATE.match(file_name)
    if match is None:
        return None
    try:
        return parse_date(match[1], zone)
    except ValueError:
        return None
