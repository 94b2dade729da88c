"""Date formats of other systems, converted to the format of front matter here."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from sphinx_transcript.post.dates import load_zone, parse_date

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_TIME = (
    r"(?:(?:[,\s]+|(?<=\d)T)(?:at\s+)?"
    r"(?:(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?P<meridiem>[AaPp]\.?[Mm]\.?)?"
    r"|(?P<hour>\d{1,2})(?:h|\s*(?P<half>[AaPp]\.?[Mm]\.?))))?"
)
_ZONE = (
    r"(?:\s*(?P<zone>[Zz]|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?"
    r"|(?<=\s)(?:[A-Z]{3,4}|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})))?"
)
# Those of RFC 5322, and of Europe, in hours.
_ZONE_OFFSETS = {
    **{"UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3},
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
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
        # 2016 Sep 26, 20160926
        rf"{_YEAR}\s+{_MONTH}\s+{_DAY}",
        r"(?P<year>\d{4})(?P<month_number>\d{2})(?P<day>\d{2})",
    )
]
_US_FORMAT = re.compile(
    rf"(?P<month_number>\d{{1,2}})(?P<separator>[-/.]){_DAY}(?P=separator){_YEAR}" + _TIME + _ZONE,
    re.ASCII,
)


def convert_date(
    value: Any, zone: tzinfo | None = None, *, date_format: str = "", month_first: bool = False
) -> str:
    """Return the date *value* in the format of front matter.

    A time without a zone is in *zone*; without *zone* it stays without one. A date that is
    already in the right format is not changed. *date_format*, for strptime, is tried first.
    *month_first* also accepts 9/26/2016, and 26.9.2016 as there is no month 26. Raises ValueError
    if *value* is not a date.
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
            number = int(parts["day"])
            if pattern is _US_FORMAT and number <= len(_MONTH_NAMES) < month:
                month, number = number, month
            day = date(int(parts["year"]), month, number)
            if not parts["time"] and not parts["hour"]:
                return day.isoformat()
            clock = parts["time"] or f"{parts['hour']}:00"
            moment = datetime.combine(
                day, _parse_time(clock, parts["meridiem"] or parts["half"] or "")
            )
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
    if text in _ZONE_OFFSETS:
        return timezone(timedelta(hours=_ZONE_OFFSETS[text]))
    if "/" in text:
        return load_zone(text)
    digits = re.sub(r"UTC|GMT|:", "", text.upper())
    if digits == "Z":
        return UTC
    if not digits[1:].isdecimal():
        raise ValueError(f"unknown time zone {text!r}")
    sign = -1 if digits[0] == "-" else 1
    hours, minutes = (digits[1:], "0") if len(digits) <= len("+11") else (digits[1:-2], digits[-2:])
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def _format_moment(moment: datetime, zone: tzinfo | None) -> str:
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    timespec = "minutes" if not (moment.second or moment.microsecond) else "auto"
    return moment.isoformat(timespec=timespec)
