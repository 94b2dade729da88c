"""Where Hugo puts a page: https://gohugo.io/configuration/permalinks/ and .../urls/."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from sphinx_transcript.importing.metadata import scalar

if TYPE_CHECKING:
    from datetime import date

_TOKEN = re.compile(r":(\w+)(?:\[([^\]]*)\])?")
_MARKS = frozenset("./\\_#+~-@")
_HEX = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class Page:
    """What the address of a page is made from."""

    sections: tuple[str, ...]
    """The folders below content, without that of a page bundle."""
    base_name: str
    """Of the file, without its suffix, or of the folder of a page bundle."""
    title: str
    slug: str
    day: date | None


def sanitized(text: str) -> str:
    """Return *text* as it is in a path: white space becomes a hyphen, other signs go.

    The letters, digits and marks of all scripts stay, and the signs in _MARKS.
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


def address(page: Page, pattern: str, *, ugly: bool) -> str:
    """Return the path of *page*: as its file lies, or as *pattern* has it, where that is not ''.

    Raises ValueError for a token of the pattern that can't be worked out.
    """
    if pattern:
        path = _TOKEN.sub(lambda match: _token(page, match[1], match[2]), pattern)
    else:
        path = "/".join([*page.sections, sanitized(page.slug or page.base_name).strip("/")])
        path = sanitized(path)
    path = lower(f"/{path.strip('/')}")
    if ugly:
        return f"{path}.html"
    return f"{path}/" if not path.endswith((".html", ".htm")) else path


def given_address(url: str) -> str:
    """Return the path of a page that gives its own address *url*."""
    path = f"/{url.strip('/')}"
    return path if re.search(r"\.\w+$", path.rsplit("/", 1)[-1]) else f"{path}/"


def pattern_for(configuration: Any, sections: tuple[str, ...]) -> str:
    """Return the pattern that the value permalinks of the configuration has for a section; ''."""
    if not isinstance(configuration, dict) or not sections:
        return ""
    patterns = {name.lower(): value for name, value in configuration.items()}
    if isinstance(patterns.get("page"), dict):
        patterns |= {name.lower(): value for name, value in patterns["page"].items()}
    return scalar(patterns.get(sections[0].lower()))


def lower(text: str) -> str:
    """Return *text* in lower case, each letter one letter, as Go has it."""
    return text.replace("\u0130", "i").lower()


def _token(page: Page, name: str, which: str | None) -> str:
    if name in {"year", "month", "day", "monthname", "weekday", "weekdayname", "yearday"}:
        if page.day is None:
            raise ValueError("a date")
        day = page.day
        return {
            "year": f"{day.year:04}",
            "month": f"{day.month:02}",
            "day": f"{day.day:02}",
            "monthname": day.strftime("%B"),
            "weekday": str(day.isoweekday() % 7),
            "weekdayname": day.strftime("%A"),
            "yearday": str(day.timetuple().tm_yday),
        }[name]
    if name == "sections" and which is None:
        return sanitized("/".join(page.sections))
    names = {
        "section": page.sections[0] if page.sections else "",
        "title": page.title,
        "slug": page.slug or page.title,
        "contentbasename": page.base_name,
        "filename": page.base_name,
        "slugorcontentbasename": page.slug or page.base_name,
        "slugorfilename": page.slug or page.base_name,
    }
    if name not in names or which is not None:
        raise ValueError(f":{name}")
    # A title has no folders; a plus sign is a blank to what puts the parts together.
    text = names[name].replace("/", "-") if names[name] == page.title else names[name]
    return sanitized(unquote_plus(sanitized(text)))


def _is_allowed(text: str, at: int, char: str) -> bool:
    if char == " ":
        return False
    category = unicodedata.category(char)
    if category[0] in "LM" or category == "Nd" or char in _MARKS:
        return True
    return char == "%" and _HEX.match(text, at) is not None
