"""HTML fragments as XHTML, which EPUB books contain: https://www.w3.org/TR/epub-33/#sec-xhtml."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from sphinx_transcript.support.xml import xml_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NAME = re.compile(r"[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip


def serialize_xhtml(tree: LexborHTMLParser) -> str:
    """Return *tree* as XHTML, without comments and without attributes that XML can't name."""
    parts: list[str] = []
    # The nodes to write, each with the end tag to write after its siblings.
    pending: list[tuple[LexborNode | None, str]] = [(tree.root, "")]
    while pending:
        node, end = pending.pop()
        if node is None:
            parts.append(end)
            continue
        pending.append((node.next, end))
        if node.is_text_node:
            parts.append(escape(xml_text(node.text_content or ""), quote=False))
        elif node.is_element_node and _NAME.fullmatch(tag := node.tag or ""):
            attributes = "".join(
                f' {name}="{escape(xml_text(value or ""))}"'
                for name, value in node.attributes.items()
                if _NAME.fullmatch(name)
            )
            parts.append(f"<{tag}{attributes}{' /' if tag in _VOID else ''}>")
            if tag not in _VOID:
                pending.append((node.first_child, f"</{tag}>"))
    return "".join(parts)
