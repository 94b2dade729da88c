"""What a feed says, whatever its format: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Person:
    """One author."""

    name: str
    url: str = ""
    email: str = ""
    avatar: str = ""
    """Absolute address of a picture."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One post in a feed."""

    id: str
    """An absolute IRI that never changes, whatever becomes of the address."""
    url: str
    title: str
    published: datetime
    """Aware, as is the next."""
    updated: datetime
    people: tuple[Person, ...]
    labels: tuple[str, ...]
    """Tags and categories."""
    summary: str
    """Plain text; empty where there is none."""
    content: str
    """HTML with absolute addresses; empty where the feed has summaries alone."""
    language: str = ""
    """BCP 47; empty where it is the feed's."""
    image: str = ""
    """Absolute address of the post's picture."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, whose entries stand in the order in which they are to be written."""

    id: str
    """An absolute IRI that never changes."""
    url: str
    """Absolute address of the feed itself."""
    home_url: str
    title: str
    subtitle: str
    language: str
    """BCP 47; empty where it is not known."""
    people: tuple[Person, ...]
    entries: tuple[Entry, ...]


def rfc3339(moment: datetime) -> str:
    """Return the aware *moment* as RFC 3339 has it, in whole seconds, such as 2016-09-26T18:30:00Z.

    https://www.rfc-editor.org/rfc/rfc3339#section-5.6
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"a date and time without a zone: {moment.isoformat()}")
    if offset % _MINUTE:
        # Local mean time, as clocks showed it before the zones: RFC 3339 has no seconds of offset.
        # Rounded up, so that the first instant of the calendar stays in it.
        whole = -(-offset // _MINUTE) * _MINUTE
        moment = (moment.replace(tzinfo=None) + (whole - offset)).replace(tzinfo=timezone(whole))
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
