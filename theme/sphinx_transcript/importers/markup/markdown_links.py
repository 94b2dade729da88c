"""Links and images in Markdown: finds their targets, and replaces them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.importers.markup.markdown_code import mask_code

if TYPE_CHECKING:
    from collections.abc import Callable

LinkKind = Literal["link", "image"]
# The parts of a destination are possessive: a text may have thousands of openings of links.
_LINK = re.compile(
    r"(?P<bracket>\])\([ \t]*+(?P<to><[^<>\n]*+>|[^\s()<>\x00]++(?:\([^\s()]*+\)[^\s()<>]*+)*+)"
    r"(?=[ \t\n]*+(?:\"[^\"]*+\"|'[^']*+')?+[ \t]*+\))"
    r"|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*+(?P<at><[^<>\n]*+>|[^\s\x00]++)",
    re.MULTILINE,
)
_BRACKET = re.compile(r"\\.|\n[ \t]*+\n|[\[\]]", re.DOTALL)
_UNBRACKETED = re.compile(r"[^\s()<>\\]*")


def rewrite_links(text: str, new_target: Callable[[LinkKind, str, int], str]) -> str:
    """Return *text* with the target of each link and image replaced by *new_target*.

    It is called with the kind, the target and the index of the line. HTML is not changed.
    """
    masked = mask_code(text)
    openings = _openings(masked)
    line_feeds = [match.start() for match in re.finditer("\n", text)]
    parts, copied = [], 0
    for match in _LINK.finditer(masked):
        kind: LinkKind = "link"
        if match["to"] is not None:
            opening = openings.get(match.start("bracket"))
            if opening is None:
                continue
            kind = "image" if _is_image(masked, opening) else "link"
        start, end = match.span("to" if match["to"] is not None else "at")
        written = text[start:end]
        old = written[1:-1] if written.startswith("<") else written
        new = new_target(kind, old, bisect_left(line_feeds, start))
        if new != old:
            parts += [text[copied:start], destination(new)]
            copied = end
    return "".join([*parts, text[copied:]])


def destination(link: str) -> str:
    """Return *link* as a link destination, in angle brackets if it needs them."""
    return link if _UNBRACKETED.fullmatch(link) else f"<{link}>"


def _openings(masked: str) -> dict[int, int]:
    """Return the opening bracket of each closing one in the same paragraph, by their offsets."""
    openings: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACKET.finditer(masked):
        if match[0] == "[":
            stack.append(match.start())
        elif match[0] == "]":
            if stack:
                openings[match.start()] = stack.pop()
        elif match[0][0] == "\n":
            stack.clear()
    return openings


def _is_image(masked: str, opening: int) -> bool:
    """Tell whether an exclamation mark without a backslash is before *opening*."""
    return masked[opening - 1 : opening] == "!" and masked[opening - 2 : opening - 1] != "\\"
