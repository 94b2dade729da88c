"""Dates as ABlog's users write them, such as Oct 10, 2020."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_TIME = re.compile(r"(?:\s+(?:at\s+)?|T)(\d{1,2}:\d{2}(?::\d{2})?)\s*$", re.ASCII)
_WORD = re.compile(r"[A-Za-z]+|\d+(?:st|nd|rd|th)?", re.ASCII)
_SHORTEST = 3


def plain_date(text: str, written_as: str = "") -> str:
    """Return the date that *text* names as dates.parse_date takes it, or *text* as it is.

    *written_as* is a format of strptime that comes first. Then a month has to be a word or the
    year to come first: of 10/12/2020 nobody can tell which is the month.
    """
    text = text.strip()
    if written_as and (by_format := _by_format(text, written_as)):
        return by_format
    time = _TIME.search(text)
    day = _YEAR_FIRST.sub(r"\1-\2-\3", text[: time.start()] if time else text)
    found = _in_words(day) or (day if re.match(r"\d{4}-", day) else "")
    if not found:
        return text
    return f"{found}T{time[1]}" if time else found


def _by_format(text: str, written_as: str) -> str:
    try:
        moment = datetime.strptime(text, written_as)
    except (ValueError, re.error):
        return ""
    return moment.isoformat() if re.search("%[HIcXT]", written_as) else moment.date().isoformat()


def _in_words(text: str) -> str:
    """Return the day in *text*, a month's name with a day and a year, or ''."""
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
        elif (at := _position(word, _MONTHS)) and not month:
            month = at
        elif not _position(word, _WEEKDAYS) and word != "of":
            return ""
    if year < 1000 or not (month and day):
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def _position(word: str, names: tuple[str, ...]) -> int:
    """Return which of *names*, from 1, *word* begins; 0 for none."""
    if len(word) < _SHORTEST:
        return 0
    return next((at for at, name in enumerate(names, 1) if name.startswith(word)), 0)
