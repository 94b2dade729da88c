"""What a ``blog-index`` directive asks for: its options, read without Sphinx."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.nearest import did_you_mean, nearest
from sphinx_transcript.values import split_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_transcript.taxonomy import Kind

Sort = Literal["-date", "date", "title", "updated", "part"]
SORTS: tuple[Sort, ...] = ("-date", "date", "title", "updated")
"""What an author can ask for; the parts of a series have an order of their own."""
Format = Literal["short", "long", "excerpt", "full"]
FORMATS: tuple[Format, ...] = ("short", "long", "excerpt", "full")
Group = Literal["year", "month", "tag", "category", "series"]
GROUPS: tuple[Group, ...] = ("year", "month", "tag", "category", "series")


@dataclass(frozen=True, slots=True)
class Listing:
    """The options of one ``blog-index``, as they hold after validation.

    A post has to have any of the names in each option that has some.
    """

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    limit: int | None = None
    """At most so many rows."""
    paginate: int | None = None
    """So many rows a page."""
    sort: Sort = "-date"
    pinned_first: bool = True
    format: Format = "long"
    """long: date, minutes and title; short: the title alone; or with the excerpt, or whole."""
    group_by: Group | None = None
    command: str | None = None
    """What the prompt above the listing shows instead of the command made for it."""
    empty: str | None = None
    """What an empty listing shows."""
    is_sound: bool = True
    """Whether all that narrows the listing was understood; if not, it shows nothing."""

    @property
    def wanted(self) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
        """Return the names that posts must have, for each kind that the listing asks for."""
        asked: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("tag", self.tags),
            ("category", self.categories),
            ("author", self.authors),
            ("series", self.series),
        )
        return tuple((kind, names) for kind, names in asked if names)


OPTIONS: tuple[str, ...] = (
    "tags", "categories", "authors", "series", "years", "limit", "paginate", "sort", "no-pinned",
    "format", "group-by", "command", "empty",
)  # fmt: skip
_LOOKS = frozenset({"paginate", "sort", "no-pinned", "format", "group-by", "command", "empty"})
"""Options that narrow nothing: a listing that has one of them wrong still shows the right posts."""
_NAMES = frozenset({"tags", "categories", "authors", "series"})
_CHOICES: dict[str, tuple[str, ...]] = {"sort": SORTS, "format": FORMATS, "group-by": GROUPS}


def read_options(raw: Mapping[str, str | None]) -> tuple[Listing, list[str]]:
    """Return the listing that the options *raw* describe, and a message for each that is wrong.

    An option that is wrong is left out, so that the others still hold; but see `is_sound`.
    """
    messages: list[str] = []
    values: dict[str, Any] = {}
    for name, raw_value in raw.items():
        value, message = _read_option(name, (raw_value or "").strip())
        if message:
            if (nearest(name, OPTIONS) or name) not in _LOOKS:
                values["is_sound"] = False
                message += "; the listing shows nothing"
            messages.append(message)
        elif name == "no-pinned":
            values["pinned_first"] = not value
        else:
            values[name.replace("-", "_")] = value
    return Listing(**values), messages


def _read_option(name: str, text: str) -> tuple[object, str]:
    """Return the value that *text* gives the option *name*, and '' or what is wrong with it."""
    if name not in OPTIONS:
        hint = did_you_mean(name, OPTIONS)
        return None, f"unknown option {name!r}{hint} (accepted: {', '.join(OPTIONS)})"
    if name == "no-pinned":
        # As a flag has it in reStructuredText; in YAML it may have a value.
        folded = text.casefold()
        known = {"": True, "true": True, "yes": True, "false": False, "no": False}
        if folded in known:
            return known[folded], ""
        return None, f"no-pinned: takes no value, not {text!r}"
    if not text:
        return None, f"option {name!r} has no value"
    if name == "command":
        return " ".join(text.splitlines()), ""
    text = " ".join(text.split())
    if name in _NAMES:
        names = split_names(_without_brackets(text))
        return names, "" if names else f"{name}: no name in {text!r}"
    if name == "years":
        years = split_names(_without_brackets(text))
        if years and all(year.isdecimal() and len(year) == 4 for year in years):
            return tuple(int(year) for year in years), ""
        return None, f"years: {text!r} is not a list of years such as 2016, 2017"
    if name in {"limit", "paginate"}:
        if text.isdecimal() and len(text) < 10 and int(text) > 0:
            return int(text), ""
        return None, f"{name}: {text!r} is not a whole number from 1"
    accepted = _CHOICES.get(name)
    if accepted and text not in accepted:
        hint = did_you_mean(text, accepted)
        return None, f"{name}: unknown value {text!r}{hint} (accepted: {', '.join(accepted)})"
    return text, ""


def _without_brackets(text: str) -> str:
    # As a list is written in YAML, in which MyST takes options too.
    if not (text.startswith("[") and text.endswith("]")):
        return text
    return re.sub(r"""(?<![^\s,])(["'])([^"',]*)\1(?![^\s,])""", r"\2", text[1:-1])
