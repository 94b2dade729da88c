"""Dates as other systems accept them, written as this one does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from sphinx_transcript.dates import parse_date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_CLOCK = (
    r"(?:[,\s]+(?:at\s+)?(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_ZONE = r"(?:\s*(?P<zone>[Zz]|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|UTC|GMT))?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>[A-Za-z]{3,9})\.?", r"(?P<day>\d{1,2})"
_FORMS = [
    re.compile(pattern + _CLOCK + _ZONE, re.ASCII)
    for pattern in (
        # 26 Sep 2016; Mon, 26 Sep 2016 as in RFC 5322.
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}",
        # Sep 26, 2016
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        # 2016-09-26, 2016/9/26, 2016.9.26
        rf"{_YEAR}(?P<sign>[-/.])(?P<number>\d{{1,2}})(?P=sign){_DAY}",
    )
]
_SLASHES = re.compile(rf"(?P<number>\d{{1,2}})/{_DAY}/{_YEAR}" + _CLOCK + _ZONE, re.ASCII)


def date_text(
    value: Any, zone: tzinfo | None = None, *, form: str = "", month_first: bool = False
) -> str:
    """Return the text *value* as front matter has dates here.

    A time without a zone is in *zone*, or stays without one. A text that is right here already
    stays as it is. *form*, of strptime, comes before all others; *month_first* takes 9/26/2016,
    too. Raises ValueError.
    """
    if not isinstance(value, str):
        raise ValueError(f"not a date: {value!r}")
    text = " ".join(value.split())
    if form:
        try:
            given = datetime.strptime(text, form)
        except ValueError:
            pass
        else:
            return _moment_text(given, zone) if "%H" in form else given.date().isoformat()
    try:
        # Whoever reads it twice, in two zones, sees whether it has one of its own.
        first, second = (parse_date(text, each) for each in (UTC, timezone(timedelta(hours=1))))
    except ValueError:
        return _other_form(text, zone, month_first)
    if zone is not None and isinstance(first, datetime) and first != second:
        return _moment_text(first.replace(tzinfo=None), zone)
    return text


def _other_form(text: str, zone: tzinfo | None, month_first: bool) -> str:
    for form in [*_FORMS, *([_SLASHES] if month_first else ())]:
        match = form.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts.get("number") or 0) or _MONTHS.get((parts.get("month") or "")[:3].lower())
        if month is None:
            continue
        try:
            day = date(int(parts["year"]), month, int(parts["day"]))
            if not parts["time"]:
                return day.isoformat()
            moment = datetime.combine(day, _clock(parts["time"], parts["half"] or ""))
            return _moment_text(moment, _offset(parts["zone"]) or zone)
        except ValueError as error:
            raise ValueError(f"no such date: {text!r} ({error})") from error
    raise ValueError(f"not a date: {text!r}")


def _clock(text: str, half: str) -> time:
    hour, _, rest = text.partition(":")
    number = int(hour)
    if half:
        number = number % 12 + (12 if half[0] in "Pp" else 0)
    return time.fromisoformat(f"{number:02}:{rest}")


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    digits = text.upper().removeprefix("UTC").removeprefix("GMT").replace(":", "")
    if digits in {"", "Z"}:
        return UTC
    sign = -1 if digits[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(digits[1:-2]), minutes=int(digits[-2:])))


def _moment_text(moment: datetime, zone: tzinfo | None) -> str:
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    seconds = "minutes" if not (moment.second or moment.microsecond) else "auto"
    return moment.isoformat(timespec=seconds)
