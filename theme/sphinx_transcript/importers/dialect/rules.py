"""Removes horizontal rules where docutils has none: at an edge of the text, or two in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]\n]+\]:")


def remove_edge_rules(text: DialectText) -> None:
    """Remove the rules that Sphinx would warn of, and report them."""
    starts = text.line_starts()
    lines = text.text.split("\n")
    tokens = [token for token in text.blocks() if token.level == 0]
    rules = [token.type == "hr" for token in tokens]
    replacements: list[Replacement] = []
    # A rule begins a section, or follows another, unless there is text above.
    has_text_above = False
    removed: list[int] = []
    for at, token in enumerate(tokens):
        if not rules[at]:
            is_text = not _has_no_text(token, lines)
            has_text_above = token.type != "heading_open" and (has_text_above or is_text)
        elif has_text_above:
            has_text_above = False
        else:
            removed.append(at)
    for at in range(len(tokens) - 1, -1, -1):
        if rules[at]:
            removed.append(at)
        elif not _has_no_text(tokens[at], lines):
            break
    for at in sorted(set(removed)):
        position = tokens[at].map
        if position is not None:
            first = position[0]
            text.note(starts[first], f"a rule {lines[first].strip()} at an edge is left out")
            replacements.append((starts[first], starts[first] + len(lines[first]), ""))
    text.replace(replacements)


def _has_no_text(token: Token, lines: list[str]) -> bool:
    """Tell whether a block is a comment, or a footnote: MyST has a rule above these itself."""
    if token.type == "html_block":
        return token.content.strip().startswith("<!--")
    return token.map is not None and bool(_FOOTNOTE.match(lines[token.map[0]]))
