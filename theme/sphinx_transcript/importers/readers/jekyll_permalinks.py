"""URLs of Jekyll posts: https://jekyllrb.com/docs/permalinks/."""

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
_DATE_FORMATS = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
    "short_month": "%b", "long_month": "%B", "short_year": "%y", "w_year": "%G", "week": "%V",
    "w_day": "%u", "short_day": "%a", "long_day": "%A", "y_day": "%j",
}  # fmt: skip
_PLACEHOLDER = re.compile(r":([a-z_]+)")


@dataclass(frozen=True, slots=True)
class PermalinkParts:
    """The properties of a post from which its URL is built."""

    slug: str
    """That of the front matter, else the file's name without its date and suffix."""
    base_name: str
    """The file's name without its suffix."""
    path: str
    """The path below _posts without the suffix, with a leading slash."""
    categories: tuple[str, ...]
    day: date | datetime | None


def slugify(text: str, *, pretty: bool = False, keep_case: bool = False) -> str:
    """Return *text* as Jekyll's filter slugify does, in its mode 'default' or 'pretty'."""
    kept = "._~!$&'()+,;=@" if pretty else ""
    characters = "".join(
        char
        if char in kept
        or unicodedata.category(char)[0] in "ML"
        or unicodedata.category(char) == "Nd"
        else "\n"
        for char in text
    )
    slug = re.sub(r"\n+", "-", characters)
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if keep_case else slug.lower()


def url_path(parts: PermalinkParts, template: str) -> str:
    """Return the URL path of a post by the permalink *template*.

    Raises ValueError for an unknown placeholder, and for a date that the post does not have.
    """

    def value(match: re.Match[str]) -> str:
        name, rest = match[1], ""
        if name not in _DATE_FORMATS and name.endswith("_"):
            name, rest = name[:-1], "_"
        return _value(parts, name) + rest

    path = f"/{_PLACEHOLDER.sub(value, template)}".replace("..", "/").replace("./", "")
    return re.sub(r"/{2,}", "/", path)


def file_path(url: str) -> str:
    """Return the path under which a server has the page *url*: Jekyll writes it as .html."""
    return url if url.endswith(("/", ".html", ".htm")) else f"{url}.html"


def _value(parts: PermalinkParts, name: str) -> str:
    if name in _DATE_FORMATS or name in {"i_day", "i_month"}:
        if parts.day is None:
            raise ValueError("a date")
        if name in _DATE_FORMATS:
            width = 4 if name == "year" else 0
            return parts.day.strftime(_DATE_FORMATS[name]).rjust(width, "0")
        return str(parts.day.day if name == "i_day" else parts.day.month)
    values = {
        "title": slugify(parts.slug, pretty=True, keep_case=True),
        "slug": slugify(parts.slug),
        "name": slugify(parts.base_name),
        "path": parts.path,
        "categories": "/".join(dict.fromkeys(each.lower() for each in parts.categories)),
        "slugified_categories": "/".join(dict.fromkeys(map(slugify, parts.categories))),
        "collection": "posts",
        "output_ext": ".html",
    }
    if name not in values:
        raise ValueError(f":{name}")
    return values[name]
