"""The text of HTML."""

from __future__ import annotations

from sphinx_transcript.fragments.parsing import all_nodes, one_by_one, parse

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


def text_of_html(html: str) -> str:
    """Return the text of *html* on one line, without scripts, controls and what is hidden."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    tree = parse(html)
    for node in one_by_one(tree, _INVISIBLE):
        node.decompose()
    for node in tree.css(_SEPARATE):
        node.insert_before(" ")
        node.insert_after(" ")
    parts = (node.text_content or "" for node in all_nodes(tree) if node.is_text_node)
    return " ".join("".join(parts).split())
