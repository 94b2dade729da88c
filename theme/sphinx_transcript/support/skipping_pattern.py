"""Patterns of inline markup that are searched for only where the text can have a match.

docutils tries its patterns, which begin with long sets of quotation marks, at each character of a
text. A match of one of them has one of a few characters, and no white space before the first of
these. Most texts have none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = {
    "simplename": r"(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*",
    "emailc": r"""[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9\x00]""",
    "email_pattern": (
        r"%(emailc)s+(?:\.%(emailc)s+)* # name (?<!\x00)@ # at "
        r"%(emailc)s+(?:\.%(emailc)s*)* # host %(uri_end)s # final URI char"
    ),
}
"""The parts of docutils' patterns in which it writes what can be before such a character."""

MARKUP = re.compile(r"[*`|_\[]")
"""What each start of explicit markup has."""
ADDRESS = re.compile("[:@]")
"""What each URI and each email address has."""


class SkippingPattern:
    """Searches for *pattern* from the word on that has the first character of *first*."""

    __slots__ = ("_first", "_pattern")

    def __init__(self, pattern: re.Pattern[str], first: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._first = first.search

    def search(self, text: str, *limits: int) -> re.Match[str] | None:
        """Return the first match in *text*."""
        if limits:
            return self._pattern.search(text, *limits)
        first = self._first(text)
        if first is None:
            return None
        at = first.start()
        # Other white space before it makes no difference: it is passed over.
        start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
        return self._pattern.search(text, start)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the pattern."""
        return getattr(self._pattern, name)


def skipping(inliner: Any) -> tuple[Any, list[tuple[Any, Callable[..., Any]]]]:
    """Return the patterns of docutils' *inliner*, and what it does about implicit markup.

    They are as they are where the parts of the patterns aren't those that are known.
    """
    patterns, dispatch = inliner.patterns, inliner.implicit_dispatch
    if not all(_compact(getattr(inliner, name)) == _compact(_PARTS[name]) for name in _PARTS):
        return patterns, dispatch
    quick = type(patterns)(**vars(patterns))
    quick.initial = SkippingPattern(patterns.initial, MARKUP)
    quick_uri = SkippingPattern(patterns.uri, ADDRESS)
    return quick, [(quick_uri if each is patterns.uri else each, by) for each, by in dispatch]


def _compact(pattern: str) -> str:
    return "".join(pattern.split())
