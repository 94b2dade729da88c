"""Converts the identifiers of headings: to labels, or to places in HTML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from docutils.nodes import make_id

from sphinx_transcript.importers.dialect.attribute_lists import (
    ALONE,
    ATTRIBUTE_LIST,
    note_lost,
    parse_attributes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t][^\n]*\}[ \t]*#*[ \t]*$", re.MULTILINE)
_AT_END = re.compile(rf"{ATTRIBUTE_LIST}[ \t]*#*[ \t]*$")
_PLACE_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]*)\]\(#(?P<to>[^()\s]+)\)")
_LABEL = re.compile(r"[a-z][a-z0-9-]*")


def heading_identifiers(text: DialectText) -> list[str]:
    """Return the identifiers of headings in *text*."""
    found = [parse_attributes(match["list"]) for _, match in _headings(text)]
    found += [parse_attributes(text.source(match, "list")) for match in text.matches(ALONE)]
    return [each.identifier for each in found if each.identifier]


def _headings(text: DialectText) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the offset of each heading with attributes, and the match of these in its line."""
    for heading in text.matches(_HEADING):
        line = text.source(heading)
        match = _AT_END.match(line, line.rfind("{"))
        if match and line[: match.start()].strip("# \t"):
            yield heading.start(), match


def convert_headings(text: DialectText, repeated: set[str]) -> None:
    """Convert the attributes of headings, and links to places that can't be labels.

    *repeated* identifiers are those of several posts.
    """
    names = {each for each in heading_identifiers(text) if not _is_label(each, repeated)}
    _link_anchors(text, names)
    replacements: list[Replacement] = []
    for start, match in _headings(text):
        attributes = parse_attributes(match["list"])
        heading = match.string[: match.start()].rstrip()
        new = heading
        if attributes.identifier:
            new = f"{anchor(attributes.identifier, repeated)}\n{heading}"
        note_lost(text, start, match["list"], attributes)
        replacements.append((start, start + len(match.string), below_text(text, start, new)))
    text.replace(replacements)


def anchor(identifier: str, repeated: set[str]) -> str:
    """Return the lines above a heading that give it *identifier*."""
    if _is_label(identifier, repeated):
        return f"({identifier})="
    return f'<span id="{html.escape(identifier)}"></span>\n'


def _is_label(identifier: str, repeated: set[str]) -> bool:
    """Tell whether MyST can have *identifier* as a label.

    A label must be the only one of its name in the site, and docutils writes it in lower case.
    """
    is_kept = bool(_LABEL.fullmatch(identifier)) and make_id(identifier) == identifier
    return is_kept and identifier not in repeated


def _link_anchors(text: DialectText, names: set[str]) -> None:
    """Make HTML of the links to the places *names*, which MyST does not know."""
    replacements: list[Replacement] = []
    for match in text.matches(_PLACE_LINK):
        if match["to"] in names:
            address = html.escape(match["to"])
            new = f'<a href="#{address}">{text.source(match, "text")}</a>'
            replacements.append((*match.span(), new))
    text.replace(replacements)


def below_text(text: DialectText, start: int, new: str) -> str:
    """Return *new* with a blank line above, if there is a line of text."""
    line_start = text.text.rfind("\n", 0, max(start - 1, 0)) + 1
    is_paragraph_above = start > 0 and bool(text.text[line_start : max(start - 1, 0)].strip())
    return f"\n{new}" if is_paragraph_above and "\n" in new else new
