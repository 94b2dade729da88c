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
# An image candidate of a srcset. Its URL ends at white space, and a comma inside belongs to it:
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes.
_CANDIDATE = re.compile(r"(?P<url>[^\s,]\S*(?<!,))(?P<descriptors>(?:\s+[^\s,]+)*)")


def make_urls_absolute(html: str, absolute: Callable[[str], str]) -> str:
    """Return *html* with each URL in a tag replaced by the result of calling *absolute* with it."""

    def replacement(match: re.Match[str]) -> str:
        value = next(part for part in match.group("double", "single", "bare") if part is not None)
        value = unescape(value)
        if match["name"].strip().casefold().startswith("srcset"):
            value = ", ".join(
                absolute(candidate["url"]) + candidate["descriptors"].rstrip()
                for candidate in _CANDIDATE.finditer(value)
            )
        elif value:
            value = absolute(value)
        return f'{match["name"]}"{escape(value)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(replacement, tag[0]), html)
