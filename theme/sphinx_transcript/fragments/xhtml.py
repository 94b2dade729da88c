"""HTML fragments as XHTML, which EPUB books contain: https://www.w3.org/TR/epub-33/#sec-xhtml."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from sphinx_transcript.support.xml import xml_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NAME = re.compile(r"[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?")


def serialize_xhtml(tree: LexborHTMLParser) -> str:
    """Return *tree* as XHTML, without comments and without attributes that XML can't name."""
    box = ET.Element("div")
    _append_siblings(box, tree.root)
    parts = [xml_text(box.text or "").translate({38: "&amp;", 60: "&lt;", 62: "&gt;"})]
    parts += (ET.tostring(child, "unicode") for child in box)
    return "".join(parts)


def _append_siblings(parent: ET.Element, first: LexborNode | None) -> None:
    """Append *first* and the nodes after it, with all that they contain, to *parent*."""
    pending = [(parent, first)]
    while pending:
        element, node = pending.pop()
        while node is not None:
            if node.is_text_node:
                _append_text(element, xml_text(node.text_content or ""))
            elif node.is_element_node and _NAME.fullmatch(node.tag or ""):
                child = ET.SubElement(element, node.tag or "", _attributes(node))
                pending.append((child, node.first_child))
            node = node.next


def _attributes(node: LexborNode) -> dict[str, str]:
    return {
        name: xml_text(value or "")
        for name, value in node.attributes.items()
        if _NAME.fullmatch(name)
    }


def _append_text(element: ET.Element, text: str) -> None:
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
