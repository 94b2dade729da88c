"""Colour schemes, and the style sheet rules of the schemes that a site uses.

In each scheme, every text and highlighting colour has a contrast of at least 7:1 on each background
it can have: the page, code, and highlighted lines of code. A test computes it. See
https://www.w3.org/TR/WCAG22/#contrast-enhanced
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Colours(NamedTuple):
    """The values of the style sheet's custom properties, as CSS colours."""

    page: str
    code: str
    mark: str
    text: str
    dim: str
    rule: str
    """Lines and borders, never text."""
    red: str
    green: str
    yellow: str
    blue: str
    magenta: str
    cyan: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A colour scheme."""

    is_dark: bool
    colours: Colours


def _scheme(kind: str, base: str, accents: str) -> Scheme:
    return Scheme(kind == "dark", Colours(*base.split(), *accents.split()))


SCHEMES: dict[str, Scheme] = {
    "tty-dark": _scheme(
        "dark",
        "#16181d #1f232a #2a2210 #d7dce2 #a9b1bb #626c7a",
        "#fe8f85 #8fd18f #e3c16f #8ab8ff #d8a6f0 #76d0d0",
    ),
    "tty-light": _scheme(
        "light",
        "#fafaf7 #eeeeea #faf0b4 #1c1f24 #494f57 #85877f",
        "#9e0e0b #195b1e #684902 #1247a0 #7a1f6d #00565f",
    ),
    "phosphor": _scheme(
        "dark",
        "#0b110c #121a13 #182f1c #b6f2bd #8cc595 #4c7a53",
        "#ffa294 #5dfc7a #d9e86b #5ccbf5 #c9f7a0 #6ff2cf",
    ),
    "amber": _scheme(
        "dark",
        "#140f06 #1d160a #2c1f06 #ffd58a #d2a962 #8a6a33",
        "#ffa78a #e8d36a #ffc440 #ff9f45 #ffb38a #e6d8b0",
    ),
    # The backgrounds are Gruvbox's; its colours are lighter or darker for contrast.
    "gruvbox-hc-dark": _scheme(
        "dark",
        "#1d2021 #262727 #332c12 #fbf1c7 #d0c3a4 #7c6f64",
        "#ffab9c #c6ca3a #fabd2f #a9d3c4 #eeb4c5 #a3d091",
    ),
    "gruvbox-hc-light": _scheme(
        "light",
        "#f9f5d7 #f2e9c6 #f8e9a1 #282828 #4f443f #7c6f64",
        "#8a0006 #454400 #5c3900 #06475a #66244f #1d4a30",
    ),
    "harbour": _scheme(
        "dark",
        "#0d1a26 #142433 #33290a #dfe9f0 #a8bccb #5b7488",
        "#ffa08f #8fe0b0 #ffd479 #8cc8ff #d9b3ff #7ce0e6",
    ),
}

SYSTEM, LIGHT, DARK = "system", "light", "dark"
READER_CHOICES = (SYSTEM, LIGHT, DARK, *SCHEMES)
"""The choices that a site can offer its readers."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the style sheet that sets colours."""

    choice: str
    """The reader's choice that the rule applies to; '' if it applies without a choice."""
    only_dark: bool
    """Whether the rule applies only to ``prefers-color-scheme: dark``."""
    is_dark: bool
    """Whether the scheme is dark."""
    colours: dict[str, str]
    """The colours by custom property, without the two dashes."""


def rules(light: str, dark: str, offered: Iterable[str]) -> list[Rule]:
    """Return the rules for the schemes *light* and *dark* and the reader's choices *offered*."""
    found = [_rule("", SCHEMES[light])]
    if dark != light:
        found.append(_rule("", SCHEMES[dark], only_dark=True))
    named = {LIGHT: light, DARK: dark}
    for choice in offered:
        if choice != SYSTEM:
            found.append(_rule(choice, SCHEMES[named.get(choice, choice)]))
    return found


def _rule(choice: str, scheme: Scheme, *, only_dark: bool = False) -> Rule:
    return Rule(choice, only_dark, scheme.is_dark, scheme.colours._asdict())
