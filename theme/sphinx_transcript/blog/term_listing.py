"""The options of a ``blog-terms`` directive, parsed without Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sphinx_transcript.support.nearest_name import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_transcript.blog.taxonomy import TermKind

TermList = Literal["tags", "categories", "authors", "series", "years"]
KINDS: dict[TermList, TermKind | Literal["year"]] = {
    "tags": "tag",
    "categories": "category",
    "authors": "author",
    "series": "series",
    "years": "year",
}
"""What can be listed, with the kind of each row."""
TermSort = Literal["count", "name", "-name"]
TERM_SORTS: tuple[TermSort, ...] = ("count", "name", "-name")
TermFormat = Literal["long", "short"]
TERM_FORMATS: tuple[TermFormat, ...] = ("long", "short")
TERM_OPTIONS = ("limit", "sort", "format", "command", "empty")


class Count(NamedTuple):
    """A term or year, how many posts it has, and the name of its page, if any."""

    name: str
    posts: int
    pagename: str


@dataclass(frozen=True, slots=True)
class TermListing:
    """The validated options of one ``blog-terms``."""

    terms: TermList = "tags"
    limit: int | None = None
    """The maximum number of rows."""
    sort: TermSort = "count"
    """The order: most posts first, or by name, or by name from the last to the first."""
    format: TermFormat = "long"
    """The content of a row: "long" has the number of posts and the name, "short" the name alone."""
    command: str | None = None
    """The command to show above the rows instead of the generated one."""
    empty: str | None = None
    """The text of an empty list."""
    is_sound: bool = True
    """Whether it is known what to list. If not, nothing is."""


def sort_counts(counts: Iterable[Count], sort: TermSort) -> list[Count]:
    """Return *counts* in the order *sort*; names are in the order of their bytes, as in ``sort``.

    Rows with the same number of posts are in the order of their names.
    """
    by_name = sorted(
        counts,
        key=lambda count: count.name.encode("utf-8", "surrogatepass"),
        reverse=sort == "-name",
    )
    return sorted(by_name, key=lambda count: -count.posts) if sort == "count" else by_name


def read_term_options(
    argument: str, raw: Mapping[str, str | None]
) -> tuple[TermListing, list[str]]:
    """Return the listing of *argument* with the options *raw*, and a message for each mistake.

    An invalid option is ignored, so that the others still apply.
    """
    messages: list[str] = []
    values: dict[str, Any] = {}
    name = " ".join(argument.split())
    if name in KINDS:
        values["terms"] = name
        values["sort"] = "-name" if name == "years" else "count"
    else:
        values["is_sound"] = False
        what = f"{name!r} can't be listed{did_you_mean(name, KINDS)}" if name else "lists nothing"
        messages.append(f"{what} (accepted: {', '.join(KINDS)})")
    for option, raw_value in raw.items():
        value, message = _read_option(option, (raw_value or "").strip())
        if message:
            messages.append(message)
        else:
            values[option] = value
    return TermListing(**values), messages


def _read_option(name: str, text: str) -> tuple[object, str]:
    """Return the value of the option *name* with the content *text*, and an error message or ''."""
    if name not in TERM_OPTIONS:
        hint = did_you_mean(name, TERM_OPTIONS)
        return None, f"unknown option {name!r}{hint} (accepted: {', '.join(TERM_OPTIONS)})"
    if not text:
        return None, f"option {name!r} has no value"
    if name == "limit":
        if text.isdecimal() and len(text) < 10 and int(text) > 0:
            return int(text), ""
        return None, f"limit: {text!r} is not a whole number from 1"
    text = " ".join(text.split())
    accepted = {"sort": TERM_SORTS, "format": TERM_FORMATS}.get(name)
    if accepted and text not in accepted:
        hint = did_you_mean(text, accepted)
        return None, f"{name}: unknown value {text!r}{hint} (accepted: {', '.join(accepted)})"
    return text, ""
