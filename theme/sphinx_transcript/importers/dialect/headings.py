"""Brings headings that skip a level to the next one: Sphinx warns of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

_MARKS = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")


def close_heading_gaps(text: DialectText) -> None:
    """Give each heading at most one level more than the one that it belongs to."""
    starts = text.line_starts()
    lines = text.text.split("\n")
    above: list[tuple[int, int]] = []
    replacements: list[Replacement] = []
    for token in text.blocks():
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        old = int(token.tag[1:])
        while above and above[-1][0] >= old:
            above.pop()
        new = min(old, above[-1][1] + 1) if above else old
        above.append((old, new))
        first = token.map[0]
        marks = _MARKS.match(lines[first])
        if new != old and marks:
            if not replacements:
                text.note(
                    starts[first], f"a heading of level {old} skips one: it is of level {new}"
                )
            start = starts[first] + marks.start(1)
            replacements.append((start, start + old, "#" * new))
    text.replace(replacements)
