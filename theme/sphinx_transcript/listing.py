"""What a ``blog-index`` directive asks for: its options, read without Sphinx."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.blog import SORTS, Sort
from sphinx_transcript.nearest import did_you_mean
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


OPTIONS: tuple[str, ...] = tuple(field.name for field in fields(Listing))


def read_options(raw: Mapping[str, str | None]) -> tuple[Listing, list[str]]:
    """Return the listing that the options *raw* describe, and a message for each that is wrong.

    An option that is wrong is left out, so that the others still hold.
    """
    messages: list[str] = []
    values: dict[str, Any] = {}
    for name, raw_value in raw.items():
        text = " ".join((raw_value or "").split())
        if name not in OPTIONS:
            messages.append(
                f"unknown option {name!r}{did_you_mean(name, OPTIONS)} "
                f"(accepted: {', '.join(OPTIONS)})"
            )
        elif not text:
            messages.append(f"option {name!r} has no value")
        elif name == "tags":
            values[name] = split_names(text)
        elif name == "limit":
            if text.isdecimal() and int(text) > 0:
                values[name] = int(text)
            else:
                messages.append(f"limit: {text!r} is not a whole number from 1")
        elif name in _CHOICES:
            if text in _CHOICES[name]:
                values[name] = text
            else:
                accepted = _CHOICES[name]
                messages.append(
                    f"{name}: unknown value {text!r}{did_you_mean(text, accepted)} "
                    f"(accepted: {', '.join(accepted)})"
                )
        else:
            values[name] = text
    return Listing(**values), messages


_CHOICES: dict[str, tuple[str, ...]] = {"sort": SORTS, "format": FORMATS}
