"""The titles that Sphinx stores of documents and sections, for links to them.

Sphinx leaves pictures and the marks of footnotes out of them. A heading that is only the logo of a
project would have an empty link, and "Third [1]_, and more" a space before the comma. Marks of
citations stay in, without their link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxContentsFilter

from sphinx_transcript.node_text.inline_text import inline_text, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx


def correct_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``, after Sphinx has stored titles and contents: correct them."""
    corrected: dict[str, Sequence[nodes.Node]] = {}
    sections = list(doctree.findall(nodes.section))
    for section in sections:
        title = section.next_node(nodes.title)
        content = _stored_content(doctree, title) if title is not None else None
        if content is not None:
            corrected.update(dict.fromkeys(section["ids"], content))
    if not corrected:
        return
    env, docname = app.env, app.env.docname
    own = next((corrected[name] for name in sections[0]["ids"] if name in corrected), None)
    if own is not None:
        _replace_content(env.titles[docname], own)
        if "title" not in doctree:
            _replace_content(env.longtitles[docname], own)
    for reference in env.tocs[docname].findall(nodes.reference):
        anchor = str(reference.get("anchorname", "")).removeprefix("#")
        content = corrected.get(anchor) if anchor else own
        if content is not None:
            _replace_content(reference, content)


def _stored_content(doctree: nodes.document, title: nodes.title) -> Sequence[nodes.Node] | None:
    """Return the content that links to a section with *title* have; None if Sphinx's is right."""
    if not any(isinstance(node, nodes.image) or is_mark(node) for node in title.findall()):
        return None
    copy = title.deepcopy()
    has_text = bool(inline_text(copy))
    for image in list(copy.findall(nodes.image)) if not has_text else ():
        image.replace_self(nodes.Text(str(image.get("alt") or "")))
    for mark in list(copy.findall(is_mark)):
        parent = mark.parent
        at = parent.index(mark)
        before = parent[at - 1] if at else None
        if isinstance(before, nodes.Text):
            parent.replace(before, nodes.Text(before.rstrip()))
        parent.remove(mark)
    visitor = SphinxContentsFilter(doctree)
    copy.walkabout(visitor)
    content: Sequence[nodes.Node] = visitor.get_entry_text()
    return content


def _replace_content(element: nodes.Element, content: Sequence[nodes.Node]) -> None:
    element.children.clear()
    element.extend(node.deepcopy() for node in content)
