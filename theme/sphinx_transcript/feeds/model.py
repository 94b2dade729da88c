"""The contents of a feed, independent of its format, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Person:
    """An author."""

    name: str
    url: str = ""
    email: str = ""
    avatar: str = ""
    """Absolute URL of a picture."""


class EntryText(NamedTuple):
    """What a feed contains of the text of a post."""

    content: str
    """HTML with absolute URLs; empty in a feed of summaries."""
    summary: str
    """Plain text; may be empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post in a feed."""

    id: str
    """An absolute IRI that never changes, even if the URL does."""
    url: str
    title: str
    published: datetime
    """Aware, like `updated`."""
    updated: datetime
    people: tuple[Person, ...]
    labels: tuple[str, ...]
    """Tags and categories."""
    summary: str
    """Plain text; may be empty."""
    content: str
    """HTML with absolute URLs; empty in a feed of summaries."""
    language: str = ""
    """BCP 47 tag; empty for the language of the feed."""
    image: str = ""
    """Absolute URL of the post's picture."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. Its entries are written in their order here."""

    id: str
    """An absolute IRI that never changes."""
    url: str
    """Absolute URL of the feed itself."""
    home_url: str
    title: str
    subtitle: str
    language: str
    """BCP 47 tag; empty if unknown."""
    people: tuple[Person, ...]
    entries: tuple[Entry, ...]


def rfc3339(moment: datetime) -> str:
    """Format the aware *moment* by RFC 3339, in whole seconds, such as 2016-09-26T18:30:00Z.

    https://www.rfc-editor.org/rfc/rfc3339#section-5.6
    Raises ValueError if *moment* has no time zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"a date and time without a zone: {moment.isoformat()}")
    if offset % _MINUTE:
        # Local mean time, from before standard time zones, has seconds in its UTC offset. RFC 3339
        # does not allow them. Rounding up keeps the first instant of the calendar representable.
        whole = -(-offset // _MINUTE) * _MINUTE
        moment = (moment.replace(tzinfo=None) + (whole - offset)).replace(tzinfo=timezone(whole))
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
