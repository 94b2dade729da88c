"""Converts the boxes and tabs of Python-Markdown, and reports what of them is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.admonitions import convert_admonitions

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText

_ANY = re.compile(r"^[ \t]*(?:!!!|\?\?\?|===)", re.MULTILINE)
_TABS = re.compile(r"^[ \t]*===[!+]? ?\"", re.MULTILINE)


def convert_boxes(text: DialectText) -> None:
    """Make a directive of each box and of each tab."""
    if not _ANY.search(text.text):
        return
    tab = _TABS.search(text.masked())
    if tab:
        text.note(tab.start(), "tabs are boxes here, one below the other")
    lines, numbers = convert_admonitions(text.text.split("\n"), text.numbers, text.note_number)
    text.set("\n".join(lines), numbers)
