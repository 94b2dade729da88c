"""The text of a page for the search: lines under headings, from the resolved doctree."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.fragments.text import text_of_html
from sphinx_transcript.node_text.inline_text import inline_text, is_html
from sphinx_transcript.node_text.plain_title import plain_title

_LEFT_OUT = (
    nodes.comment,
    nodes.Invisible,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
    addnodes.compact_paragraph,
)
"""What shows nothing, or what other pages say."""
_SKIPPED_CLASSES = frozenset({"toctree-wrapper", "contents"})
_PLAIN = (nodes.literal, nodes.emphasis, nodes.strong, nodes.reference, nodes.inline)


class Section(NamedTuple):
    """A part of a page that has an address: a section, or the description of an object."""

    anchor: str
    """The id on the page; empty for its beginning."""
    heading: str
    """Empty for the beginning of the page and for an object."""
    text: str
    """Lines: a paragraph is one, a block of code has its own."""


def page_sections(doctree: nodes.document) -> tuple[Section, ...]:
    """Return the sections of *doctree* in order, the first of which begins the page."""
    collected: list[tuple[str, str, list[str]]] = [("", "", [])]
    _collect(doctree, collected)
    return tuple(
        Section(anchor, heading, "\n".join(lines))
        for anchor, heading, lines in collected
        if heading or lines
    )


def _collect(parent: nodes.Element, collected: list[tuple[str, str, list[str]]]) -> None:
    """Add the lines below *parent* to the last of the sections *collected*, and new ones."""
    anchor = collected[-1][0]
    for node in parent.children:
        if not isinstance(node, nodes.Element) or "no-search" in node["classes"]:
            continue
        if type(node) is nodes.paragraph and not node["classes"]:  # As most of them are.
            if line := _line(node):
                collected[-1][2].append(line)
        elif isinstance(node, nodes.section):
            # The first section has the title of the page. A page may have others beside it.
            is_inner = not isinstance(parent, nodes.document)
            if is_inner or parent.next_node(nodes.section) is not node:
                heading = plain_title(node.next_node(nodes.title))
                collected.append((node["ids"][0] if node["ids"] else anchor, heading, []))
            _collect(node, collected)
        elif isinstance(node, addnodes.desc):
            _collect_object(node, anchor, collected)
        elif isinstance(node, nodes.title) and isinstance(parent, nodes.section):
            continue
        elif not isinstance(node, _LEFT_OUT) and _SKIPPED_CLASSES.isdisjoint(node["classes"]):
            if isinstance(node, nodes.TextElement | nodes.line_block):
                collected[-1][2].extend(_lines(node))
            else:
                _collect(node, collected)


def _collect_object(
    node: addnodes.desc, outside: str, collected: list[tuple[str, str, list[str]]]
) -> None:
    """Add the description of an object as a section, and after it another of what surrounds it."""
    signature = node.next_node(addnodes.desc_signature)
    ids = signature["ids"] if signature is not None else []
    if ids:
        collected.append((ids[0], "", []))
    _collect(node, collected)
    if ids:
        collected.append((outside, "", []))


def _line(node: nodes.Element) -> str:
    texts: list[str] = []
    if isinstance(node, addnodes.desc_signature):
        texts.append(node.astext())
    elif not _add_texts(node, texts):
        return inline_text(node)
    return " ".join("".join(texts).replace("\0", "").split())


def _add_texts(node: nodes.Element, texts: list[str]) -> bool:
    """Add the texts in *node* to *texts*; return False where there is more than plain text.

    Most lines are plain, and this is many times faster than what reads all of them.
    """
    for child in node.children:
        if isinstance(child, nodes.Text):
            texts.append(child)
        elif not isinstance(child, _PLAIN) or not _add_texts(child, texts):
            return False
    return True


def _lines(node: nodes.Element) -> list[str]:
    """Return the lines of a block of text, of code, or of raw HTML."""
    if isinstance(node, nodes.raw):
        lines = [text_of_html(node.astext())] if is_html(node) else []
    elif isinstance(node, nodes.FixedTextElement | nodes.line_block):
        lines = [" ".join(line.split()) for line in node.astext().splitlines()]
    else:
        lines = [_line(node)]
    return [line for line in lines if line]
