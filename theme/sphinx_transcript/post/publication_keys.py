"""Finds out from the keys of other systems whether a post is public.

A build has its own keys for this: `draft`, `unlisted` and `date`. A post that uses another system's
key to say that it is not public is not published, so that no draft slips out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_transcript.post import publication_words as words
from sphinx_transcript.post.dates import day_of, parse_date
from sphinx_transcript.post.field import FREE_NAMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_transcript.post.field import Field

_PATH_SEPARATORS = re.compile(r"[.:/]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


class Reason(Enum):
    """Why a key of another system keeps a post from being published."""

    NOT_PUBLIC = "not public"
    UNLISTED = "unlisted"
    NOT_YET = "not yet"
    """Its date of publication is after the day of the build."""
    EXPIRED = "expired"
    UNCLEAR = "unclear"
    """Its date can't be read."""


_SAYS = {
    Reason.NOT_PUBLIC: ("says that the post is not public", "draft: true"),
    Reason.UNLISTED: ("says that the post is in no listing", "unlisted: true"),
    Reason.NOT_YET: ("is a day to come", "date"),
    Reason.EXPIRED: ("says that the post is public no longer", "draft: true"),
    Reason.UNCLEAR: ("is no date that can be read", "date"),
}
_SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Hold:
    """A field that keeps the post from being published."""

    path: str
    """The key, after those of the mappings that contain it: 'extra.draft'."""
    value: str
    """Empty for a password."""
    line: int
    reason: Reason

    @property
    def message(self) -> str:
        """What the field says, and the key that says it here."""
        given = f"{self.path}: {self.value}" if self.value else self.path
        says, key = _SAYS[self.reason]
        top = " at the top level" if "." in self.path else ""
        return (
            f"{given[:_SHOWN_LENGTH]!r} {says}, so it is not published; "
            f"the key for that is {key!r}{top} here "
            f"(remove {self.path!r} to publish the post)"
        )


@dataclass(frozen=True, slots=True)
class PublicDays:
    """The days on which a post is public, by the keys of other systems."""

    first: dt.date | None = None
    """None if it has always been."""
    end: dt.date | None = None
    """The first day on which it no longer is; None if it will always be."""


ALWAYS = PublicDays()


def is_publication_key(key: str) -> bool:
    """Tell whether another system's key *key* may say that a post is not public."""
    *_, last = _PATH_SEPARATORS.split(key.strip("_ "))
    known = words.known_key(last)
    return known in words.ANYWHERE or known in words.FOR_THE_POST


def find_hold(
    fields: Mapping[str, Field], own_keys: Iterable[str], zone: dt.tzinfo, today: dt.date
) -> tuple[Hold | None, PublicDays]:
    """Return the first field that keeps a post from being published, and its public days.

    *own_keys* are the keys of *fields* that have a meaning here. *zone* and *today* are as for
    `read_metadata`.
    """
    finder = _Finder(zone, today)
    holds = [
        hold
        for key, field in fields.items()
        for hold in finder.holds(field, (field.name or key,), own=key.casefold() in own_keys)
    ]
    days = PublicDays(max(finder.firsts, default=None), min(finder.ends, default=None))
    return min(holds, key=lambda hold: hold.line, default=None), days


def says_not_public(key: str, value: str) -> bool:
    """Tell whether a line with *key* and *value*, in any header, hides the post it stands in."""
    known = words.known_key(key)
    if known in words.PUBLISH_DATES | words.EXPIRY_DATES:
        return True
    return _reason_of_flag(known, value, is_for_post=True) is not None


class _Finder:
    def __init__(self, zone: dt.tzinfo, today: dt.date) -> None:
        self._zone, self._today = zone, today
        self.firsts: list[dt.date] = []
        self.ends: list[dt.date] = []

    def holds(self, field: Field, path: tuple[str, ...], *, own: bool) -> Iterator[Hold]:
        """Yield a `Hold` for *field* and each of its inner fields that hides the post."""
        if not own:
            values = field.value if isinstance(field.value, tuple) else (field.value,)
            for value in values:
                reason = None if value is None else self._reason(path, value)
                if reason is not None:
                    is_secret = words.known_key(path[-1].strip("_")) in words.PASSWORDS
                    shown = "" if is_secret else " ".join(str(value).split())
                    yield Hold(".".join(path), shown, field.line, reason)
                    break
        for inner in field.inner:
            if not (path == ("myst",) and inner.name in FREE_NAMES):
                yield from self.holds(inner, (*path, inner.name), own=False)

    def _reason(self, path: tuple[str, ...], value: str) -> Reason | None:
        parts = [part for each in path for part in _PATH_SEPARATORS.split(each) if part]
        if not parts:
            return None
        *above, last = parts
        key = words.known_key(last.strip("_"))
        around = [words.known_key(part.strip("_")) for part in above]
        if around and around[-1] == words.BUILD_OPTIONS.get(key):
            is_shown = words.folded(value) not in words.FALSE | {"local", "link"}
            return None if is_shown else Reason.UNLISTED if key == "list" else Reason.NOT_PUBLIC
        if around and key in words.DATE_PARTS:
            key = around[-1]
        if key in words.PUBLISH_DATES or (key in words.SHOWING_FLAGS and _YEAR.search(value)):
            return self._date_reason(value, self.firsts, is_expiry=False)
        if key in words.EXPIRY_DATES or (key == "unpublished" and _YEAR.search(value)):
            return self._date_reason(value, self.ends, is_expiry=True)
        is_for_post = words.CONTAINERS.issuperset(around)
        return _reason_of_flag(key, value, is_for_post=is_for_post)

    def _date_reason(self, value: str, days: list[dt.date], *, is_expiry: bool) -> Reason | None:
        """Return whether the date *value* hides the post, and add it to *days*."""
        text = words.folded(value)
        if not text or text in words.FALSE:
            return None
        if text in words.TRUE or words.is_hiding_state(value):
            return Reason.NOT_PUBLIC
        day = self._day(value)
        if day is None:
            return Reason.UNCLEAR
        days.append(day)
        if is_expiry:
            return Reason.EXPIRED if day <= self._today else None
        return Reason.NOT_YET if day > self._today else None

    def _day(self, value: str) -> dt.date | None:
        """Return the day in *value*; None if it is in a form of its own and not clearly over."""
        try:
            return day_of(parse_date(value.replace("/", "-"), self._zone), self._zone)
        except ValueError:
            # All that matters is on which side of today it is.
            years = {int(year) for year in _YEAR.findall(value)}
            year = years.pop() if len(years) == 1 else self._today.year
            return None if year == self._today.year else self._today.replace(year, 1, 1)


def _reason_of_flag(key: str, value: str, *, is_for_post: bool) -> Reason | None:
    """Return why the flag or state *key* with *value* hides the post; None if it does not."""
    text = words.folded(value)
    if not text:
        return None
    is_false, is_true = text in words.FALSE, text in words.TRUE
    if key in words.UNLISTING_FLAGS:
        return None if is_false else Reason.UNLISTED
    if key in words.HIDING_FLAGS:
        return None if is_false else Reason.NOT_PUBLIC
    if key in words.SHOWING_FLAGS and is_for_post:
        is_hidden = not is_true and text not in words.PUBLIC
    elif key in words.SHOWING_FLAGS or key in words.STATES:
        is_hidden = is_false or words.is_hiding_state(value)
    elif not is_for_post:
        is_hidden = False
    elif key in words.HIDING_FLAGS_OF_POST:
        is_hidden = is_true
    elif key in words.SHOWING_FLAGS_OF_POST:
        is_hidden = is_false or words.is_hiding_state(value)
    elif key in words.PASSWORDS:
        is_hidden = not is_false
    else:
        is_hidden = key in words.KINDS and text in words.HIDING_FLAGS
    return Reason.NOT_PUBLIC if is_hidden else None
