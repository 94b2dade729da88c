"""XML 1.0 text and documents."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from sphinx_transcript.support.lazy_patterns import lazy_pattern

# Any character outside the production Char: https://www.w3.org/TR/xml/#NT-Char
_FORBIDDEN = lazy_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return *text* without the characters that XML 1.0 forbids even in escaped form."""
    return _FORBIDDEN.sub("", text)


def xml_document(root: ET.Element) -> bytes:
    """Return the document with the root element *root* in UTF-8. Indents *root* in place."""
    ET.indent(root, " ")
    # Text first: encoded output is written in pieces, which takes three times as long.
    text: str = ET.tostring(root, encoding="unicode")
    document = f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n"
    return document.encode("utf-8", "xmlcharrefreplace")
