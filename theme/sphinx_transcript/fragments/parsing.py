"""Parsing and serializing of HTML fragments, by the algorithm of the HTML standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_FIRST_LINE_BREAK_IS_LOST = "pre,textarea,listing"


def parse(html: str) -> LexborHTMLParser:
    """Parse *html* as the content of a ``<div>``."""
    # The package loads slowly, and many builds parse nothing.
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    return LexborHTMLParser(html.encode("utf-8", "replace").decode(), is_fragment=True)


def all_nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return the elements and comments of *tree* in document order, and those in templates."""
    return list(_nodes(tree.root))


def all_elements(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return the elements of *tree* in document order, and those in templates. It is fast."""
    if not tree.css_first("template"):
        return tree.css("*")
    return [node for node in all_nodes(tree) if node.is_element_node]


def one_by_one(tree: LexborHTMLParser, selector: str) -> Iterator[LexborNode]:
    """Yield the elements that match, which are to be removed: that takes others with them.

    Those within others are searched anew when these are gone. An empty *selector* matches none.
    """
    left = 0
    while selector and (found := tree.css(selector)) and len(found) != left:
        left = len(found)
        yield from _outermost(found)


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Return those of *nodes* that are not within another of them."""
    # An element that matches two selectors of a list is found twice.
    found = {node.mem_id: node for node in nodes}
    return [node for node in found.values() if not _has_ancestor(node, found)]


def _has_ancestor(node: LexborNode, ids: Container[int]) -> bool:
    ancestor = node.parent
    while ancestor is not None and ancestor.mem_id not in ids:
        ancestor = ancestor.parent
    return ancestor is not None


def serialize(tree: LexborHTMLParser) -> str:
    """Return the HTML of *tree*, in which each element is closed."""
    for node in tree.css(_FIRST_LINE_BREAK_IS_LOST):
        # A parser drops a line break at the start, so the first of two needs one more.
        first = node.first_child
        if first is not None and first.is_text_node and (first.text_content or "")[:1] == "\n":
            first.insert_before("\n")
    return tree.html or ""


def _nodes(root: LexborNode | None) -> Iterator[LexborNode]:
    for node in root.traverse(include_text=True) if root is not None else ():
        yield node
        if node.tag == "template":
            for fragment in node.template_fragments():
                yield from _nodes(fragment)
