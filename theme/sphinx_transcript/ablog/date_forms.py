"""Date formats of ABlog, such as Oct 10, 2020."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_CLOCK = r"(?P<hour>\d{1,2})(?P<rest>:\d{2}(?::\d{2})?)(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
_TIME_BEHIND = re.compile(rf"(?:,?\s+(?:at\s+)?|T){_CLOCK}\s*$", re.ASCII)
_TIME_BEFORE = re.compile(rf"{_CLOCK}(?:\s*,\s*|\s+)", re.ASCII)
_WORD = re.compile(r"[A-Za-z]+|\d+(?:st|nd|rd|th)?", re.ASCII)
_MIN_NAME_LENGTH = 3


def plain_date(text: str, date_format: str = "") -> str:
    """Return the date in *text* in a format for `post.dates.parse_date`, or *text* unchanged.

    *date_format* is a format of `strptime`, which is tried first. Otherwise the month has to be a
    word, or the year has to come first: in 10/12/2020 the month is ambiguous.
    """
    text = text.strip()
    if date_format and (formatted := _from_format(text, date_format)):
        return formatted
    # A time stands behind the date, or before it: 07:00, Apr 10, 2026.
    time = _TIME_BEHIND.search(text) or _TIME_BEFORE.match(text)
    other = f"{text[: time.start()]} {text[time.end() :]}".strip() if time else text
    day = _YEAR_FIRST.sub(r"\1-\2-\3", other)
    date = _from_words(day) or (day if re.match(r"\d{4}-", day) else "")
    if not date:
        return text
    return f"{date}T{_hours(time)}" if time else date


def _hours(time: re.Match[str]) -> str:
    """Return *time* on a clock of 24 hours."""
    hour = int(time["hour"])
    if time["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if time["half"] in "pP" else 0)
        return f"{hour:02}{time['rest']}"
    return f"{time['hour']}{time['rest']}"


def _from_format(text: str, date_format: str) -> str:
    try:
        moment = datetime.strptime(text, date_format)
    except (ValueError, re.error):
        return ""
    return moment.isoformat() if re.search("%[HIcXT]", date_format) else moment.date().isoformat()


def _from_words(text: str) -> str:
    """Return the date in *text* as YYYY-MM-DD, or ''.

    *text* has to consist of a month's name, a day, a year, and optionally a weekday.
    """
    year = month = day = 0
    if re.sub(r"[\s,.]", "", _WORD.sub("", text)):
        return ""
    for word in _WORD.findall(text.lower()):
        if word[:1].isdigit():
            number = int(re.match(r"\d+", word)[0])  # type: ignore[index]
            if number > 31 and not year:
                year = number
            elif not day and number:
                day = number
            else:
                return ""
        elif (position := _position(word, _MONTHS)) and not month:
            month = position
        elif not _position(word, _WEEKDAYS) and word != "of":
            return ""
    if year < 1000 or not (month and day):
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def _position(word: str, names: tuple[str, ...]) -> int:
    """Return the position, from 1, of the name in *names* that *word* abbreviates; 0 for none."""
    if len(word) < _MIN_NAME_LENGTH:
        return 0
    return next((index for index, name in enumerate(names, 1) if name.startswith(word)), 0)
