"""The metadata of a post: its validated front matter, and the date in its file name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.post import front_matter_keys
from sphinx_transcript.post.dates import day_of, parse_date, timestamp
from sphinx_transcript.post.field_reader import FieldReader
from sphinx_transcript.post.publication_keys import (
    ALWAYS,
    Hold,
    PublicDays,
    Reason,
    find_hold,
    is_publication_key,
)
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.support.nearest_name import nearest
from sphinx_transcript.support.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_transcript.post.field import Field

KEY_NAMES: tuple[str, ...] = tuple(front_matter_keys.KEYS)
"""The names of the front-matter keys that this package reads."""

# Keys of other programs that are similar to ours, but are not mistyped.
_FOREIGN_KEYS = frozenset(
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


_HOLD_STATUSES = {
    Reason.NOT_YET: PublicationStatus.SCHEDULED,
    Reason.EXPIRED: PublicationStatus.EXPIRED,
    Reason.UNCLEAR: PublicationStatus.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class PostMetadata:
    """The validated front matter of a post, with the date from its file name as a fallback."""

    status: PublicationStatus
    title: str = ""
    """Empty where front matter has no title."""
    has_rejected_title: bool = False
    """Whether front matter has a title that can't be used, which has given a problem already."""
    date: dt.date | dt.datetime | None = None
    """A day, or an aware datetime."""
    stamp: int = 0
    """The date in seconds since 1970 (UTC)."""
    updated: dt.date | dt.datetime | None = None
    updated_stamp: int | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: str = ""
    description: str = ""
    image: str = ""
    """A path from the post, a path from the source folder with a slash first, or a URL."""
    is_unlisted: bool = False
    is_pinned: bool = False
    aliases: tuple[str, ...] = ()
    id: str = ""
    canonical_url: str = ""
    old_pages: tuple[str, ...] = ()
    """Page names, without a suffix, that redirect to the post."""
    language: str = ""
    """A language tag of BCP 47 such as pt-BR, as in HTML."""
    has_sessions: bool = False
    """Whether the commands of all console blocks are checked."""
    hold: Hold | None = None
    """The key of another system that keeps the post from being published."""
    public_days: PublicDays = ALWAYS
    """The days on which keys of other systems let the post be published."""


def read_metadata(
    fields: Mapping[str, Field], file_name: str, zone: dt.tzinfo, today: dt.date
) -> tuple[PostMetadata, list[Problem]]:
    """Return the metadata of a post from *fields* and *file_name*, and the problems in *fields*.

    *zone* is the time zone of dates and of times without an offset, and *today* the day of the
    build in it.
    """
    problems, mistyped_fields = _mistyped_keys(fields)
    reader = FieldReader(fields, mistyped_fields, zone, problems)

    def read(key: str) -> Any:
        return front_matter_keys.KEYS[key].kind.read(reader, key)

    is_draft: bool = read("draft")
    date: dt.date | dt.datetime | None = read("date")
    has_bad_date = date is None and "date" in fields and fields["date"].value != ""
    if date is None and not has_bad_date:
        date = _file_name_date(file_name, zone)
    hold, public_days = find_hold(fields, KEY_NAMES, zone, today)
    if has_bad_date:
        status = PublicationStatus.UNREADABLE
    elif is_draft:
        status = PublicationStatus.DRAFT
    elif hold is not None:
        status = _HOLD_STATUSES.get(hold.reason, PublicationStatus.DRAFT)
        problems.append(Problem(hold.message, Subtype.FRONT_MATTER, hold.line))
    elif date is None:
        status = PublicationStatus.UNDATED
    elif day_of(date, zone) > today:
        status = PublicationStatus.SCHEDULED
    else:
        status = PublicationStatus.PUBLISHED
    updated: dt.date | dt.datetime | None = read("updated")
    metadata = PostMetadata(
        status=status,
        title=read("title"),
        has_rejected_title="title" in mistyped_fields
        or ("title" in fields and not isinstance(fields["title"].value, str)),
        date=date,
        stamp=timestamp(date, zone) if date else 0,
        updated=updated,
        updated_stamp=timestamp(updated, zone) if updated else None,
        tags=read("tags"),
        authors=read("authors") or read("author"),
        categories=read("categories") or read("category"),
        series=read("series"),
        description=read("description"),
        image=read("image") or _text(fields, "og:image"),
        is_unlisted=read("unlisted"),
        is_pinned=read("pinned"),
        aliases=read("aliases"),
        id=read("id"),
        canonical_url=read("canonical_url"),
        language=read("language"),
        has_sessions=read("sessions"),
        hold=None if is_draft or has_bad_date else hold,
        public_days=public_days,
    )
    return metadata, problems


def has_date(file_name: str) -> bool:
    """Return whether *file_name* begins with a date."""
    return _file_name_date(file_name, dt.UTC) is not None


def _mistyped_keys(fields: Mapping[str, Field]) -> tuple[list[Problem], dict[str, list[Field]]]:
    """Return a problem for each mistyped key, and the fields of these keys by the right names."""
    problems = []
    mistyped_fields: dict[str, list[Field]] = {}
    for key, field in fields.items():
        # A key such as author_url or og:image, which contains one of ours, has its own meaning.
        if (
            key in KEY_NAMES
            or key in _FOREIGN_KEYS
            or (is_publication_key(key) and key.casefold() not in KEY_NAMES)
            or set(re.split("[_:-]", key)) & set(KEY_NAMES)
        ):
            continue
        suggestion = nearest(key, KEY_NAMES)
        if suggestion:
            message = f"unknown key {key!r} in front matter; did you mean {suggestion!r}?"
            problems.append(Problem(message, Subtype.FRONT_MATTER, field.line))
            mistyped_fields.setdefault(suggestion, []).append(field)
    return problems, mistyped_fields


def _text(fields: Mapping[str, Field], key: str) -> str:
    field = fields.get(key)
    return field.value if field is not None and isinstance(field.value, str) else ""


def _file_name_date(file_name: str, zone: dt.tzinfo) -> dt.date | dt.datetime | None:
    match = _FILE_NAME_DATE.match(file_name)
    if match is None:
        return None
    try:
        return parse_date(match[1], zone)
    except ValueError:
        return None
