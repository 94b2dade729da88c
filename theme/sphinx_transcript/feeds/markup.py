"""Addresses in the HTML that an author wrote: made absolute in its tags, and nowhere else."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A tag: its name, and attributes whose values may have '>' where they are quoted.
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(
    r"""(?P<name>\s(?:src|href|poster|data|cite|action|srcset)\s*=\s*)"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)


def with_absolute_addresses(html: str, absolute: Callable[[str], str]) -> str:
    """Return *html* with each address in a tag replaced by what *absolute* makes of it."""

    def of_attribute(match: re.Match[str]) -> str:
        value = next(part for part in match.group("double", "single", "bare") if part is not None)
        value = unescape(value)
        if match["name"].strip().casefold().startswith("srcset"):
            value = ", ".join(_candidate(each, absolute) for each in value.split(",") if each)
        elif value:
            value = absolute(value)
        return f'{match["name"]}"{escape(value)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(of_attribute, tag[0]), html)


def _candidate(text: str, absolute: Callable[[str], str]) -> str:
    """Return one image of a ``srcset``: an address, and a size after it."""
    address, *size = text.split()[:2] or [""]
    return " ".join([absolute(address), *size]) if address else text
