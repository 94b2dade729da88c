"""Normalizes the addresses of links that are normal already without taking them apart.

markdown-it takes the address of each link apart, encodes its parts and puts them together; MyST's
renderer does so a second time. Most addresses are paths of other documents, or plain URLs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable

# markdown-it shows the names of international domains, RFC 5890, in letters.
_LABEL = "(?!xn--)[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
_PLAIN = re.compile(
    rf"(?: https?://{_LABEL}(?:\.{_LABEL}){{0,4}} (?= [/#] | \Z ) | (?!//) )"
    r"[A-Za-z0-9_./-]* (?: \# [A-Za-z0-9_./-]* )?",
    re.VERBOSE,
)
_METHODS = ("normalizeLink", "normalizeLinkText")
_ORIGINALS = {name: vars(MarkdownIt)[name] for name in _METHODS}


def quicken_links(parser: MarkdownIt) -> None:
    """Have *parser* return plain addresses as they are, unless it has its own way with them."""
    for name in _METHODS:
        original = _ORIGINALS[name]
        if (
            name not in vars(parser)
            and getattr(type(parser), name) is original
            and original.__module__ == MarkdownIt.__module__
        ):
            setattr(parser, name, _plain_as_given(getattr(parser, name)))


def _plain_as_given(original: Callable[[str], str]) -> Callable[[str], str]:
    def normalize(url: str) -> str:
        return url if _PLAIN.fullmatch(url) else original(url)

    return normalize
