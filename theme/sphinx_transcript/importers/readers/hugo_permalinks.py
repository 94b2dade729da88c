"""URLs of Hugo pages: https://gohugo.io/configuration/permalinks/ and .../urls/."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from sphinx_transcript.importers.front_matter.source_front_matter import is_true, scalar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_TOKEN = re.compile(r":(\w+)(?:\[([^\]]*)\])?")
_SLICE = re.compile(r"(?P<first>\d+|last|)(?P<colon>:?)(?P<second>\d+|last|)")
# In English, whatever the locale of this computer is.
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DATE_TOKENS: dict[str, Callable[[date], str]] = {
    "year": lambda day: f"{day.year:04}",
    "month": lambda day: f"{day.month:02}",
    "day": lambda day: f"{day.day:02}",
    "monthname": lambda day: _MONTHS[day.month - 1],
    "weekday": lambda day: str(day.isoweekday() % 7),
    "weekdayname": lambda day: _WEEKDAYS[day.weekday()],
    "yearday": lambda day: str(day.timetuple().tm_yday),
    # Layouts of Go: the parts of its reference time, 2 January 2006, a Monday.
    "2006": lambda day: f"{day.year:04}",
    "06": lambda day: f"{day.year % 100:02}",
    "01": lambda day: f"{day.month:02}",
    "1": lambda day: str(day.month),
    "02": lambda day: f"{day.day:02}",
    "2": lambda day: str(day.day),
    "January": lambda day: _MONTHS[day.month - 1],
    "Jan": lambda day: _MONTHS[day.month - 1][:3],
    "Monday": lambda day: _WEEKDAYS[day.weekday()],
    "Mon": lambda day: _WEEKDAYS[day.weekday()][:3],
}
_KEPT_PUNCTUATION = frozenset("./\\_#+~-@")
_PERCENT_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class PermalinkParts:
    """The properties of a page from which its URL is built."""

    sections: tuple[str, ...]
    """The folders below the content folder, without that of a page bundle."""
    base_name: str
    """The name of the file without its suffix, or of the page bundle's folder."""
    title: str
    slug: str
    day: date | None


def sanitize(text: str) -> str:
    """Return *text* as Hugo writes it in a path, with hyphens for white space.

    Letters, digits and combining marks of all scripts are kept, and some punctuation.
    """
    target: list[str] = []
    pending = after_hyphen = False
    for at, char in enumerate(text):
        if _is_allowed(text, at, char):
            after_hyphen = char == "-"
            if pending and not after_hyphen:
                target.append("-")
            pending = False
            target.append(char)
        elif target and not after_hyphen and char.isspace():
            pending = True
    return "".join(target)


def page_path(parts: PermalinkParts, pattern: str, *, ugly: bool) -> str:
    """Return the URL path of a page: by the permalink *pattern*, or by its file if that is ''.

    *ugly* adds .html instead of a slash. Raises ValueError for an unknown token in *pattern*,
    and for a date that the page does not have.
    """
    if pattern:
        path = _TOKEN.sub(lambda match: _token_value(parts, match[1], match[2]), pattern)
    else:
        name = sanitize(parts.slug or parts.base_name).strip("/")
        path = sanitize("/".join([*parts.sections, name]))
    path = lower(f"/{path.strip('/')}")
    if ugly:
        return f"{path}.html"
    return f"{path}/" if not path.endswith((".html", ".htm")) else path


def explicit_path(url: str) -> str:
    """Return the URL path of a page whose front matter has the key *url*."""
    path = f"/{url.strip('/')}"
    return path if re.search(r"\.\w+$", path.rsplit("/", 1)[-1]) else f"{path}/"


def absolute_alias(alias: str, url: str) -> str:
    """Return *alias* relative to the site's root; a relative one begins at the page's *url*."""
    if alias.startswith(("/", "http:", "https:")) or not url:
        return alias
    parts = list(PurePosixPath(url).parent.parts[1:])
    for part in alias.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/" + "/".join(parts)


def pattern_for(permalinks: Any, sections: tuple[str, ...]) -> str:
    """Return the pattern of the configuration's *permalinks* for a section; '' without one."""
    if not isinstance(permalinks, dict) or not sections:
        return ""
    patterns = {name.lower(): value for name, value in permalinks.items()}
    if isinstance(patterns.get("page"), dict):
        patterns |= {name.lower(): value for name, value in patterns["page"].items()}
    return scalar(patterns.get(sections[0].lower()))


def has_ugly_url(setting: Any, sections: tuple[str, ...]) -> bool:
    """Tell whether uglyURLs, the *setting* for all sections or for each, holds for a page."""
    if isinstance(setting, dict):
        return bool(sections) and is_true(setting.get(sections[0]))
    return is_true(setting)


def lower(text: str) -> str:
    """Return *text* in lower case as Go does it: each character stays one character."""
    return text.replace("\u0130", "i").lower()


def _token_value(parts: PermalinkParts, name: str, argument: str | None) -> str:
    if name in _DATE_TOKENS:
        if parts.day is None:
            raise ValueError("a date")
        return _DATE_TOKENS[name](parts.day)
    if name == "sections":
        chosen = parts.sections if argument is None else _selected(parts.sections, argument)
        return sanitize("/".join(chosen))
    values = {
        "section": parts.sections[0] if parts.sections else "",
        "title": parts.title,
        "slug": parts.slug or parts.title,
        "contentbasename": parts.base_name,
        "filename": parts.base_name,
        "slugorcontentbasename": parts.slug or parts.base_name,
        "slugorfilename": parts.slug or parts.base_name,
    }
    if name not in values or argument is not None:
        raise ValueError(f":{name}")
    # A slash in a title begins no folder. Hugo decodes a plus sign to a space when it joins
    # the parts.
    text = values[name].replace("/", "-") if values[name] == parts.title else values[name]
    return sanitize(unquote_plus(sanitize(text)))


def _selected(sections: tuple[str, ...], argument: str) -> tuple[str, ...]:
    """Return those of *sections* that *argument* names: '0', 'last', '1:', ':last', '1:last'.

    https://gohugo.io/configuration/permalinks/#tokens
    """
    match = _SLICE.fullmatch(argument)
    if match is None:
        raise ValueError(f":sections[{argument}]")
    last = len(sections) - 1
    first, second = (
        None if not text else last if text == "last" else int(text)
        for text in (match["first"], match["second"])
    )
    if match["colon"]:
        return sections[first:second] if sections else ()
    return sections[first : first + 1] if first is not None and first >= 0 else ()


def _is_allowed(text: str, at: int, char: str) -> bool:
    if char == " ":
        return False
    category = unicodedata.category(char)
    if category[0] in "LM" or category == "Nd" or char in _KEPT_PUNCTUATION:
        return True
    return char == "%" and _PERCENT_ENCODED.match(text, at) is not None
