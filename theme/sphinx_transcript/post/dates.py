"""Dates of posts: parsing, formatting and time zones. A date is a day or an aware datetime."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

ACCEPTED_DATES = "2016-09-26, or 2016-09-26T18:30, or 2016-09-26T18:30+02:00"
"""Examples of valid dates, for messages."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Two profiles of ISO 8601 are in common use: RFC 3339, here with optional seconds and offset, and
# the timestamps of YAML, with a space instead of the T (https://yaml.org/type/timestamp.html).
_DATE = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"[ \t]*(?P<zone>[Zz]|[+-]\d{1,2}(?::?\d{2})?)?)?",
    re.ASCII,
)
# Like _DATE, but also restricts the numbers to valid ones. It does not know leap years.
_MONTHS_AND_DAYS = (
    r"(?:(?:0?[13578]|1[02])-(?:0?[1-9]|[12][0-9]|3[01])"
    r"|(?:0?[469]|11)-(?:0?[1-9]|[12][0-9]|30)"
    r"|0?2-(?:0?[1-9]|[12][0-9]))"
)
_HOUR, _MINUTE = r"(?:[01]?[0-9]|2[0-3])", r"[0-5][0-9]"
DATE_PATTERN = (
    rf"(?!0000)[0-9]{{4}}-{_MONTHS_AND_DAYS}"
    rf"(?:(?:[Tt]|[ \t]+){_HOUR}:{_MINUTE}(?::{_MINUTE}(?:\.[0-9]+)?)?"
    rf"[ \t]*(?:[Zz]|[+-]{_HOUR}(?::?{_MINUTE})?)?)?"
)
"""Matches a date; a regular expression of both Python and ECMAScript.

`parse_date` also rejects the invalid dates that this accepts, such as 2015-02-29.
"""


def parse_date(text: str, zone: tzinfo) -> date | datetime:
    """Return the date in *text*: a day, or an aware datetime where *text* has a time.

    A time without an offset is in *zone*.
    Raises ValueError, with a message that describes the error, for an invalid date.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a date: {text.strip()!r}")
    year, month, day_of_month = map(int, match["day"].split("-"))
    try:
        day = date(year, month, day_of_month)
        if match["time"] is None:
            timestamp(day, zone)
            return day
        hour, _, rest = match["time"].partition(":")
        clock = time.fromisoformat(f"{hour.zfill(2)}:{rest}")
        moment = datetime.combine(day, clock, _offset(match["zone"]) or zone)
        timestamp(moment, zone)
        day_of(moment, zone)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"no such date: {text.strip()!r} ({error})") from error
    return moment


def timestamp(value: date | datetime, zone: tzinfo) -> int:
    """Return *value* in whole seconds since 1970 (UTC); a day begins at midnight in *zone*."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), zone)
    return (moment - _EPOCH) // timedelta(seconds=1)


def day_of(value: date | datetime, zone: tzinfo) -> date:
    """Return the day of *value* in the time zone *zone*."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def day_text(value: date | datetime) -> str:
    """Return the day of *value* in its own time zone, such as 2016-09-26."""
    return value.isoformat()[:10]


def load_zone(name: str) -> tzinfo:
    """Return the time zone *name* of the IANA database. Raises ValueError for an unknown name."""
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def _offset(text: str | None) -> tzinfo | None:
    """Return the UTC offset in *text*, which has matched _DATE. Raises ValueError."""
    if text is None:
        return None
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 23 or int(minutes) > 59:
        raise ValueError(f"no such offset: {text}")
    # fromisoformat checks the limits of a fixed offset.
    aware = datetime.fromisoformat(f"2000-01-01T00:00{text[0]}{hours.zfill(2)}:{minutes}")
    return aware.tzinfo
