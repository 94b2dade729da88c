"""The text of a line of text: a paragraph, a title, or raw HTML."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.fragments.text import text_of_html
from sphinx_transcript.node_text.math_text import NO_TEXT, math_text
from sphinx_transcript.support.lazy_patterns import lazy_pattern
from sphinx_transcript.support.script_characters import subscript_text, superscript_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_CJK_BREAK = lazy_pattern(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
"""A line end between characters of Chinese or Japanese, which have no spaces between words.

See https://www.w3.org/TR/css-text-4/#line-break-transform; Hangul is not among them.
"""
_CITATION_DOMAINS = frozenset({"citation", "cite"})
"""The domains of references to citations: Sphinx's own, and that of sphinxcontrib-bibtex."""


class Kept(NamedTuple):
    """What counts as text of a line, besides what always does."""

    pictures: bool = False
    """The alternative texts of pictures."""
    tex: bool = False
    """The source of formulas that can't be written as text."""
    citations: bool = True
    """The marks of citations; those of footnotes never do."""


def inline_text(block: nodes.Element, kept: Kept = Kept()) -> str:  # noqa: B008 (immutable)
    """Return the text of *block*, a paragraph, a title or raw HTML, on one line.

    It has no tags and no marks of footnotes, and formulas as `math_text` writes them.
    """
    children = block.children
    if len(children) == 1 and type(children[0]) is nodes.Text and not isinstance(block, nodes.raw):
        return _one_line(children[0].astext())  # As most titles are.
    parts = list(_parts(block, kept))
    if any(isinstance(part, nodes.raw) for part in parts):
        html = "".join(
            part.astext() if isinstance(part, nodes.raw) else escape(part) for part in parts
        )
        return text_of_html(_CJK_BREAK.sub("", html), pictures=kept.pictures)
    return _one_line("".join(map(str, parts)))


def _one_line(text: str) -> str:
    return " ".join((_CJK_BREAK.sub("", text) if "\n" in text else text).split())


def is_html(node: nodes.Node) -> bool:
    """Tell whether *node* is raw HTML."""
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def _parts(block: nodes.Node, kept: Kept) -> Iterator[str | nodes.raw]:
    """Yield the pieces of text and the raw HTML in *block*, without what is no text of it."""
    if isinstance(block, nodes.raw):
        if is_html(block):
            yield block
        return
    for child, following in zip_longest(block.children, block.children[1:]):
        if isinstance(child, nodes.Text):
            text = child.astext()
            # The space before the mark of a footnote, or before a picture, belongs to it.
            yield text.rstrip() if _is_left_out(following, kept) else text
        elif isinstance(child, nodes.math):
            text = math_text(child)
            yield child.astext() if kept.tex and text == NO_TEXT else text
        elif isinstance(child, nodes.superscript):
            yield superscript_text(child.astext())
        elif isinstance(child, nodes.subscript):
            yield subscript_text(child.astext())
        elif isinstance(child, nodes.image):
            yield str(child.get("alt") or "") if kept.pictures else ""
        elif not _is_left_out(child, kept) and not _is_invisible(child):
            yield from _parts(child, kept)


def is_mark(node: nodes.Node | None) -> bool:
    """Tell whether *node* is the mark of a footnote or a citation."""
    if isinstance(node, addnodes.pending_xref):
        return node.get("refdomain") in _CITATION_DOMAINS
    return isinstance(node, nodes.footnote_reference | nodes.citation_reference) or (
        isinstance(node, nodes.inline) and _is_citation_label(node)
    )


def _is_left_out(node: nodes.Node | None, kept: Kept) -> bool:
    """Tell whether *node* is a mark or a picture that is not *kept*, or a link around them."""
    if isinstance(node, nodes.reference) and node.children:
        return all(_is_left_out(child, kept) for child in node.children)
    if isinstance(node, nodes.image):
        return not kept.pictures
    return isinstance(node, nodes.footnote_reference) or (is_mark(node) and not kept.citations)


def _is_citation_label(node: nodes.inline) -> bool:
    """Tell whether *node* is the text of a citation, which is all that Sphinx leaves in a title."""
    return bool(node.rawsource) and node.astext() == f"[{node.rawsource}]"


def _is_invisible(node: nodes.Node) -> bool:
    """Tell whether *node* shows nothing on the page. A target within a line may have a text."""
    is_target = isinstance(node, nodes.target) and bool(node.children)
    return isinstance(node, nodes.Invisible | nodes.system_message) and not is_target
