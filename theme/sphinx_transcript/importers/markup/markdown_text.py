"""Converts the Markdown of a post: its excerpt, and syntax special to MyST."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import (
    mask_code,
    sub_outside_code,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_EXCERPT_END = re.compile(
    r"<!--[ \t]*"
    r"(?:more|(?:TEASER_END|END_TEASER|END_SUMMARY|PELICAN_END_SUMMARY)"
    r"(?::(?:(?!-->|<!--).)*+)?)[ \t]*+-->[ \t]*",
    re.IGNORECASE,
)
_MYST_SYNTAX = re.compile(
    r"^(?P<mark>%|\+\+\+|\([^()\n]+\)=[ \t]*$)|(?P<role>\{[\w:+-]+\})(?=`|\x00)", re.MULTILINE
)


def mark_excerpt(text: str, add_note: Callable[[int, str], None]) -> list[str]:
    """Return the lines of *text* with the comment `more` at the end of the excerpt.

    There is one item for each line of *text*; an item may have several lines itself.
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    seen_heading = False
    for at, line in enumerate(mask_code(text, comments=False).split("\n")):
        # A heading on the first line is the title of the post.
        seen_heading |= at > first and bool(re.match(r" {0,3}#{1,6}\s", line))
        match = _EXCERPT_END.search(line)
        if match is None:
            continue
        if line[: match.start()].strip() and line[match.end() :].strip():
            add_note(
                at, "the end of the excerpt stands within a paragraph, where it has no effect here"
            )
        elif seen_heading:
            add_note(
                at, "the end of the excerpt stands below a heading, where it has no effect here"
            )
        else:
            before, after = lines[at][: match.start()].rstrip(), lines[at][match.end() :]
            gap = "\n\n" if before else ""
            # An HTML block ends at a blank line, unless the comment ends its line.
            lines[at] = f"{before}{gap}<!-- more -->" + (f"\n\n{after}" if after.strip() else "")
        break
    return lines


def escape_myst(text: str) -> str:
    """Return *text* with syntax escaped that has a meaning in MyST, but not in Markdown."""

    def escape(match: re.Match[str]) -> str:
        start, end = match.span()
        return f"\\{text[start:end]}"

    return sub_outside_code(_MYST_SYNTAX, escape, text)
