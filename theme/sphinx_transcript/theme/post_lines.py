"""The HTML of what a page says of a post: its date, authors, terms and the posts around it.

Templates call these functions for each post. They get the values of the template context, which
are plain, and the function ``pathto`` of the page.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Values = dict[str, Any]
    PathTo = Callable[[str], str]

_DOT = '<span class="ts-dot" aria-hidden="true">· </span>'


def day_html(date: Values | None) -> str:
    """Return the HTML of *date*, or that there is none."""
    if not date:
        return f'<span class="ts-draft">{_escaped(text("no date"))}</span>'
    return f'<time datetime="{date["machine"]}">{date["day"]}</time>'


def title_html(title: str) -> str:
    """Return the HTML of the *title* of a post in a link."""
    return _escaped(title).replace(" / ", '<span class="ts-slash"> /</span> ')


def byline_html(post: Values, pathto: PathTo) -> str:
    """Return the line above a post. It has no class that reader modes take for that of comments."""
    authors = _names(post["authors"], pathto)
    facts = [
        day_html(post["date"]),
        _escaped(post["minutes"]),
        f'<span class="ts-author">{authors}</span>' if authors else "",
    ]
    return (
        '<p class="ts-post-head"><span aria-hidden="true"># </span>'
        f'<span class="ts-dotted">{_dotted(facts)}</span></p>'
    )


def facts_html(post: Values, pathto: PathTo, has_byline: bool) -> str:
    """Return the line below a post, which has the values of the line above if *has_byline*."""
    updated = f"{_escaped(text('updated'))} {day_html(post['updated'])}" if post["updated"] else ""
    facts = [
        updated,
        *([_escaped(post["minutes"]), _names(post["authors"], pathto)] if has_byline else []),
        _names(post["categories"], pathto),
        _series(post, pathto),
        _tags(post["tags"], pathto),
    ]
    return _dotted([day_html(post["date"]), *facts] if has_byline else facts)


def neighbour_groups(neighbours: Sequence[Values]) -> list[tuple[str, list[Values]]]:
    """Return *neighbours* by what they are neighbours in: the blog, a series, a category."""

    def group(each: Values) -> tuple[str, str]:
        return each["kind"].lower(), each["within"].lower()

    groups = [list(each) for _, each in groupby(sorted(neighbours, key=group), key=group)]
    return [(each[0]["within"], each) for each in groups]


def _names(entries: Iterable[Values], pathto: PathTo) -> str:
    return ", ".join([_name(entry, pathto) for entry in entries])


def _name(entry: Values, pathto: PathTo, sign: str = "") -> str:
    name = _escaped(entry["name"])
    if entry["pagename"]:
        return f'<a href="{_escaped(pathto(entry["pagename"]))}">{sign}{name}</a>'
    if entry["url"]:
        return f'<a href="{_escaped(entry["url"])}">{name}</a>'
    return f"{sign}{name}"


def _series(post: Values, pathto: PathTo) -> str:
    if not post["series"]:
        return ""
    name = _name(post["series"], pathto)
    if not post["parts"]:
        return name
    part = text("part {part} of {parts}").format(part=post["part"], parts=post["parts"])
    return f"{name}, {_escaped(part)}"


def _tags(tags: Sequence[Values], pathto: PathTo) -> str:
    names = [f'<span class="ts-tag">{_name(tag, pathto, "#")}</span>' for tag in tags]
    return f'<span class="ts-tags">{" ".join(names)}</span>' if names else ""


def _dotted(facts: Iterable[str]) -> str:
    """Return those of *facts* that are not empty, with dots between them."""
    spans = f'</span> <span class="ts-fact">{_DOT}'.join(filter(None, facts))
    return f'<span class="ts-fact">{spans}</span>' if spans else ""


def _escaped(value: object) -> str:
    return str(escape(value))
