"""Makes URLs in HTML absolute, in the attributes of tags only."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A start tag. The quoted values of its attributes may contain '>'.
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(
    r"""(?P<name>\s(?:src|href|poster|data|cite|action|srcset)\s*=\s*)"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)


def make_urls_absolute(html: str, absolute: Callable[[str], str]) -> str:
    """Return *html* with each URL in a tag replaced by the result of calling *absolute* with it."""

    def replacement(match: re.Match[str]) -> str:
        value = next(part for part in match.group("double", "single", "bare") if part is not None)
        value = unescape(value)
        if match["name"].strip().casefold().startswith("srcset"):
            value = ", ".join(_candidate(each, absolute) for each in value.split(",") if each)
        elif value:
            value = absolute(value)
        return f'{match["name"]}"{escape(value)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(replacement, tag[0]), html)


def _candidate(text: str, absolute: Callable[[str], str]) -> str:
    """Return an image candidate of a ``srcset``, a URL and a size, with an absolute URL."""
    url, *size = text.split()[:2] or [""]
    return " ".join([absolute(url), *size]) if url else text
