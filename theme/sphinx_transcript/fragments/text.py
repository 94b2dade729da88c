"""The text of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.fragments.parsing import all_nodes, one_by_one, parse
from sphinx_transcript.support.script_characters import subscript_text, superscript_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_INVISIBLE = (
    "audio, button, canvas, datalist, dialog:not([open]), iframe, math, noscript, object, option,"
    " script, select, style, svg, template, textarea, title, video, [hidden]"
)
_SEPARATE = (
    "address, article, aside, blockquote, br, caption, dd, details, div, dl, dt, figcaption,"
    " figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section,"
    " summary, table, td, th, tr, ul"
)
"""Elements whose text is apart from the text around them."""


def text_of_html(html: str, *, pictures: bool = False) -> str:
    """Return the text of *html* on one line, without scripts, controls and what is hidden.

    With *pictures* it has their alternative texts. Superscripts and subscripts have characters of
    their own, and a superscript that is only a link within the page, the mark of a footnote, is
    left out.
    """
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    tree = parse(html)
    for node in one_by_one(tree, _INVISIBLE):
        node.decompose()
    for node in tree.css(_SEPARATE):
        node.insert_before(" ")
        node.insert_after(" ")
    for node in tree.css("img") if pictures else ():
        node.insert_before(node.attributes.get("alt") or "")
    _replace_scripts(tree)
    parts = (node.text_content or "" for node in all_nodes(tree) if node.is_text_node)
    return " ".join("".join(parts).split())


def _replace_scripts(tree: LexborHTMLParser) -> None:
    """Replace ``<sup>`` and ``<sub>`` by their text, and remove the marks of footnotes."""
    for tag, convert in (("sup", superscript_text), ("sub", subscript_text)):
        for node in one_by_one(tree, tag):
            text = "" if _is_mark(node) else convert(node.text(deep=True))
            node.insert_before(text)
            node.decompose()


def _is_mark(node: LexborNode) -> bool:
    """Tell whether *node* has no text but that of links to places in the page."""
    links = [*node.css("a[href^='#']")]
    return bool(links) and "".join(link.text(deep=True) for link in links) == node.text(deep=True)
