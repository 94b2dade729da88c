"""Converts links that MyST takes for names: those without a scheme, and of schemes it hasn't."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText

_LINK = re.compile(
    r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*<?)(?P<to>//[^\s()<>]+|[a-z][a-z0-9+.-]*:)",
    re.MULTILINE,
)
_BARE = re.compile(r"(?<![(<\[\"'=\w/])https?://[^\s<>\x00|`]+")
# Neither the text of a link nor where it leads is a place for another link.
_LINK_TEXT = re.compile(r"\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\]|:[^\n]*)?")
KNOWN_SCHEMES = ("http", "https", "mailto", "ftp")
# Those that name files and pages while an import reads them, or that a page must not have.
_NEVER = frozenset(
    {"blog-file", "javascript", "data", "vbscript", "file", "doc", "link", "http", "https"}
)


def link_addresses(text: DialectText) -> None:
    """Make links of the addresses that stand in the text as they are."""
    masked = _LINK_TEXT.sub(lambda match: "\x00" * len(match[0]), text.masked(html=True))
    replacements = []
    for match in _BARE.finditer(masked):
        address = match[0].rstrip(".,;:!?'\"*_~")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?'\"*_~")
        if "\\" not in address and len(address) > len("https://"):
            end = match.start() + len(address)
            replacements.append((match.start(), end, f"<{address.replace('&amp;', '&')}>"))
    text.replace(replacements)


def convert_links(text: DialectText) -> set[str]:
    """Give a scheme to links without one, and return the schemes that conf.py has to name."""
    schemes = set()
    replacements = []
    for match in text.matches(_LINK):
        start, end = match.span("to")
        if match["to"].startswith("//"):
            replacements.append((start, end, f"https:{text.text[start:end]}"))
        else:
            schemes.add(match["to"][:-1])
    text.replace(replacements)
    return schemes - set(KNOWN_SCHEMES) - _NEVER
