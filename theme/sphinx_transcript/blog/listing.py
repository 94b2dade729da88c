"""The options of a ``blog-index`` directive, parsed without Sphinx."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.post.field_values import split_names
from sphinx_transcript.post.sorting import SORTS, Sort
from sphinx_transcript.support.nearest_name import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_transcript.blog.taxonomy import TermKind

Format = Literal["short", "long", "excerpt", "full"]
FORMATS: tuple[Format, ...] = ("short", "long", "excerpt", "full")
Group = Literal["year", "month", "tag", "category", "series"]
GROUPS: tuple[Group, ...] = ("year", "month", "tag", "category", "series")


@dataclass(frozen=True, slots=True)
class Listing:
    """The validated options of one ``blog-index``.

    A post is selected if it has any of the names in each option with names.
    """

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    limit: int | None = None
    """The maximum number of rows."""
    paginate: int | None = None
    """The number of rows on a page."""
    sort: Sort = "-date"
    pinned_first: bool = True
    format: Format = "long"
    """The content of a row.

    "long" has the date, the reading time and the title, "short" only the title, "excerpt" also the
    excerpt, and "full" the whole post.
    """
    group_by: Group | None = None
    command: str | None = None
    """The command to show above the listing instead of the generated one."""
    empty: str | None = None
    """The text of an empty listing."""
    may_name_missing: bool = False
    """Whether it may name a term that no post has, as ABlog's lists do."""
    is_sound: bool = True
    """Whether all options that narrow the listing are valid. If not, the listing is empty."""

    @property
    def required_terms(self) -> tuple[tuple[TermKind, tuple[str, ...]], ...]:
        """The names that are filtered by, for each kind of terms that has any."""
        names_by_kind: tuple[tuple[TermKind, tuple[str, ...]], ...] = (
            ("tag", self.tags),
            ("category", self.categories),
            ("author", self.authors),
            ("series", self.series),
        )
        return tuple((kind, names) for kind, names in names_by_kind if names)


OPTIONS: tuple[str, ...] = (
    "tags", "categories", "authors", "series", "years", "limit", "paginate", "sort", "no-pinned",
    "format", "group-by", "command", "empty",
)  # fmt: skip
_DISPLAY_OPTIONS = frozenset(
    {"paginate", "sort", "no-pinned", "format", "group-by", "command", "empty"}
)
"""The options that don't narrow a listing: with an invalid one, it still shows the right posts."""
_NAME_OPTIONS = frozenset({"tags", "categories", "authors", "series"})
_CHOICES: dict[str, tuple[str, ...]] = {"sort": SORTS, "format": FORMATS, "group-by": GROUPS}


def read_options(raw: Mapping[str, str | None]) -> tuple[Listing, list[str]]:
    """Return the listing with the options *raw*, and a message for each invalid option.

    An invalid option is ignored, so that the others still apply; but see `Listing.is_sound`.
    """
    messages: list[str] = []
    values: dict[str, Any] = {}
    for name, raw_value in raw.items():
        value, message = _read_option(name, (raw_value or "").strip())
        if message:
            if (nearest(name, OPTIONS) or name) not in _DISPLAY_OPTIONS:
                values["is_sound"] = False
                message += "; the listing shows nothing"
            messages.append(message)
        elif name == "no-pinned":
            values["pinned_first"] = not value
        else:
            values[name.replace("-", "_")] = value
    return Listing(**values), messages


def _read_option(name: str, text: str) -> tuple[object, str]:
    """Return the value of the option *name* with the content *text*, and an error message or ''."""
    if name not in OPTIONS:
        hint = did_you_mean(name, OPTIONS)
        return None, f"unknown option {name!r}{hint} (accepted: {', '.join(OPTIONS)})"
    if name == "no-pinned":
        # A flag has no value in reStructuredText, but may have one in YAML.
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
    if name in _NAME_OPTIONS:
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
    """Return *text* without the brackets and quotation marks of a YAML list.

    MyST also accepts options in YAML.
    """
    if not (text.startswith("[") and text.endswith("]")):
        return text
    return re.sub(r"""(?<![^\s,])(["'])([^"',]*)\1(?![^\s,])""", r"\2", text[1:-1])
