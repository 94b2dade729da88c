"""Marks around the HTML that an author wrote, in HTML that Sphinx wrote.

URLs in the author's HTML are relative to the post's page. Those that Sphinx writes are relative to
the page that it writes. Comments tell the two apart once both are one text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.fragments.parsing import all_nodes, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

START, END = "<!--transcript: from the author-->", "<!--transcript: from Sphinx-->"
# In these, tags and comments are text: https://html.spec.whatwg.org/multipage/syntax.html#elements-2.
_TEXT_ELEMENT = re.compile(
    r"<(iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)\b", re.IGNORECASE
)


def places_of_marks(parts: Iterable[str]) -> list[tuple[bool, bool]]:
    """Return whether each of *parts* can have a mark before and after it.

    *parts* are the author's HTML in the order of the text; Markdown has a part for each tag within
    a paragraph. Between the tags of an element such as ``<script>`` a comment would be text.
    """
    places = []
    opened = ""
    for part in parts:
        can_start = not opened
        if opened or _TEXT_ELEMENT.search(part):
            opened = _opened(f"<{opened}>{part}" if opened else part)
        places.append((can_start, not opened))
    return places


def _opened(html: str) -> str:
    """Return the text element that is still open at the end of *html*; empty for none."""
    *_, last = all_nodes(parse(html + END))
    if last.is_text_node and last.parent is not None and (last.text_content or "").endswith(END):
        return last.parent.tag or ""
    return ""
