"""Where Jekyll puts a post: https://jekyllrb.com/docs/permalinks/."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_TIMES = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
    "short_month": "%b", "long_month": "%B", "short_year": "%y", "w_year": "%G", "week": "%V",
    "w_day": "%u", "short_day": "%a", "long_day": "%A", "y_day": "%j",
}  # fmt: skip
_TOKEN = re.compile(r":([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """What the address of a post is made from."""

    slug: str
    """That of front matter, else the file's name without its date and suffix."""
    base_name: str
    """The file's name without its suffix."""
    inside: str
    """The path below _posts without the suffix, with a slash first."""
    categories: tuple[str, ...]
    day: date | datetime | None


def slugify(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """Return *text* as Jekyll's filter slugify has it, in its mode default or pretty."""
    kept = "._~!$&'()+,;=@" if pretty else ""
    found = "".join(
        char
        if char in kept
        or unicodedata.category(char)[0] in "ML"
        or unicodedata.category(char) == "Nd"
        else "\n"
        for char in text
    )
    slug = re.sub(r"\n+", "-", found)
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def address(place: Place, template: str) -> str:
    """Return the path of the post at *place*; one without a suffix or a slash at the end is a file.

    Raises ValueError for a token of *template* that can't be worked out.
    """

    def token(match: re.Match[str]) -> str:
        name = match[1]
        rest = ""
        if name not in _TIMES and name.endswith("_"):
            name, rest = name[:-1], "_"
        return _value(place, name) + rest

    path = f"/{_TOKEN.sub(token, template)}".replace("..", "/").replace("./", "")
    return re.sub(r"/{2,}", "/", path)


def file_address(url: str) -> str:
    """Return the path of the file that a browser gets at *url*."""
    return url if url.endswith(("/", ".html", ".htm")) else f"{url}.html"


def _value(place: Place, name: str) -> str:
    if name in _TIMES or name in {"i_day", "i_month"}:
        if place.day is None:
            raise ValueError("a date")
        if name in _TIMES:
            return place.day.strftime(_TIMES[name]).rjust(4 if name == "year" else 0, "0")
        return str(place.day.day if name == "i_day" else place.day.month)
    values = {
        "title": slugify(place.slug, pretty=True, cased=True),
        "slug": slugify(place.slug),
        "name": slugify(place.base_name),
        "path": place.inside,
        "categories": "/".join(dict.fromkeys(each.lower() for each in place.categories)),
        "slugified_categories": "/".join(dict.fromkeys(map(slugify, place.categories))),
        "collection": "posts",
        "output_ext": ".html",
    }
    if name not in values:
        raise ValueError(f":{name}")
    return values[name]
