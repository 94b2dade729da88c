"""What a ``blog-index`` directive asks for: its options, read without Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.blog import SORTS, Sort
from sphinx_transcript.nearest import did_you_mean, nearest
from sphinx_transcript.post import split_names

if TYPE_CHECKING:
    from collections.abc import Mapping

Format = Literal["short", "long"]
FORMATS: tuple[Format, ...] = ("short", "long")


@dataclass(frozen=True, slots=True)
class Listing:
    """The options of one ``blog-index``, as they hold after validation."""

    tags: tuple[str, ...] = ()
    """Posts with any of these tags; all posts where there is none."""
    limit: int | None = None
    """At most so many rows."""
    sort: Sort = "-date"
    format: Format = "long"
    """long: date, minutes and title; short: the title alone."""
    command: str | None = None
    """What the prompt above the listing shows instead of the command made for it."""
    empty: str | None = None
    """What an empty listing shows."""
    is_sound: bool = True
    """Whether all that narrows the listing was understood; if not, it shows nothing."""


OPTIONS: tuple[str, ...] = ("tags", "limit", "sort", "format", "command", "empty")
_LOOKS = frozenset({"sort", "format", "command", "empty"})
"""Options that narrow nothing: a listing that has one of them wrong still shows the right posts."""


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
        else:
            values[name] = value
    return Listing(**values), messages


def _read_option(name: str, text: str) -> tuple[object, str]:
    """Return the value that *text* gives the option *name*, and '' or what is wrong with it."""
    if name not in OPTIONS:
        hint = did_you_mean(name, OPTIONS)
        return None, f"unknown option {name!r}{hint} (accepted: {', '.join(OPTIONS)})"
    if not text:
        return None, f"option {name!r} has no value"
    if name == "command":
        return " ".join(text.splitlines()), ""
    text = " ".join(text.split())
    if name == "tags":
        names = split_names(_without_brackets(text))
        return names, "" if names else f"tags: no name in {text!r}"
    if name == "limit":
        if text.isdecimal() and len(text) < 10 and int(text) > 0:
            return int(text), ""
        return None, f"limit: {text!r} is not a whole number from 1"
    accepted = _CHOICES.get(name)
    if accepted and text not in accepted:
        hint = did_you_mean(text, accepted)
        return None, f"{name}: unknown value {text!r}{hint} (accepted: {', '.join(accepted)})"
    return text, ""


def _without_brackets(text: str) -> str:
    # As a list is written in YAML, in which MyST takes options too.
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


_CHOICES: dict[str, tuple[str, ...]] = {"sort": SORTS, "format": FORMATS}
