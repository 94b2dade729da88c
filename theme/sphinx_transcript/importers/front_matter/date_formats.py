"""Date formats of other systems, converted to the format of front matter here."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from sphinx_transcript.post.dates import parse_date

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_TIME = (
    r"(?:[,\s]+(?:at\s+)?(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"\s*(?P<meridiem>[AaPp]\.?[Mm]\.?)?)?"
)
_ZONE = r"(?:\s*(?P<zone>[Zz]|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|UTC|GMT))?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>[A-Za-z]{3,9})\.?", r"(?P<day>\d{1,2})"
_FORMATS = [
    re.compile(pattern + _TIME + _ZONE, re.ASCII)
    for pattern in (
        # 26 Sep 2016; Mon, 26 Sep 2016 as in RFC 5322.
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}",
        # Sep 26, 2016
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        # 2016-09-26, 2016/9/26, 2016.9.26
        rf"{_YEAR}(?P<separator>[-/.])(?P<month_number>\d{{1,2}})(?P=separator){_DAY}",
    )
]
_US_FORMAT = re.compile(rf"(?P<month_number>\d{{1,2}})/{_DAY}/{_YEAR}" + _TIME + _ZONE, re.ASCII)


def convert_date(
    value: Any, zone: tzinfo | None = None, *, date_format: str = "", month_first: bool = False
) -> str:
    """Return the date *value* in the format of front matter.

    A time without a zone is in *zone*; without *zone* it stays without one. A date that is
    already in the right format is not changed. *date_format*, for strptime, is tried first.
    *month_first* also accepts 9/26/2016. Raises ValueError if *value* is not a date.
    """
    if not isinstance(value, str):
        raise ValueError(f"not a date: {value!r}")
    text = " ".join(value.split())
    if date_format:
        try:
            moment = datetime.strptime(text, date_format)
        except ValueError:
            pass
        else:
            has_time = "%H" in date_format
            return _format_moment(moment, zone) if has_time else moment.date().isoformat()
    try:
        # Parsed in two time zones, a time without a zone of its own gives two moments.
        first, second = (parse_date(text, each) for each in (UTC, timezone(timedelta(hours=1))))
    except ValueError:
        return _convert_other_format(text, zone, month_first)
    if zone is not None and isinstance(first, datetime) and first != second:
        return _format_moment(first.replace(tzinfo=None), zone)
    return text


def _convert_other_format(text: str, zone: tzinfo | None, month_first: bool) -> str:
    for pattern in [*_FORMATS, *([_US_FORMAT] if month_first else ())]:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        month_name = (parts.get("month") or "")[:3].lower()
        month = int(parts.get("month_number") or 0) or _MONTHS.get(month_name)
        if month is None:
            continue
        try:
            day = date(int(parts["year"]), month, int(parts["day"]))
            if not parts["time"]:
                return day.isoformat()
            moment = datetime.combine(day, _parse_time(parts["time"], parts["meridiem"] or ""))
            return _format_moment(moment, _parse_offset(parts["zone"]) or zone)
        except ValueError as error:
            raise ValueError(f"no such date: {text!r} ({error})") from error
    raise ValueError(f"not a date: {text!r}")


def _parse_time(text: str, meridiem: str) -> time:
    hour, _, rest = text.partition(":")
    number = int(hour)
    if meridiem:
        number = number % 12 + (12 if meridiem[0] in "Pp" else 0)
    return time.fromisoformat(f"{number:02}:{rest}")


def _parse_offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    digits = text.upper().removeprefix("UTC").removeprefix("GMT").replace(":", "")
    if digits in {"", "Z"}:
        return UTC
    sign = -1 if digits[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(digits[1:-2]), minutes=int(digits[-2:])))


def _format_moment(moment: datetime, zone: tzinfo | None) -> str:
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    timespec = "minutes" if not (moment.second or moment.microsecond) else "auto"
    return moment.isoformat(timespec=timespec)
