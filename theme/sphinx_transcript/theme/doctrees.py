"""What the theme changes in a resolved doctree before it becomes HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.theme.active import in_use
from sphinx_transcript.translations import text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class table_scroll(nodes.container):  # noqa: N801 (docutils' nodes are lower case)
    """A box in which a table wider than the page scrolls."""


def register(app: Sphinx) -> None:
    """Make the node known, and have doctrees changed."""
    app.add_node(table_scroll, html=(_visit_table_scroll, _depart_table_scroll))
    app.connect("doctree-resolved", prepare, priority=800)


def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let tables scroll, set the slashes of the page's title back, name the boxes of tasks."""
    if not in_use(app):
        return
    for table in list(doctree.findall(nodes.table)):
        box = table_scroll()
        table.replace_self(box)
        box += table
        if "colwidths-given" not in table["classes"]:
            # Widths that only follow from the markup would be written as a style attribute.
            table["classes"].append("colwidths-auto")
    for task in list(doctree.findall(_is_task)):
        _label(task)
    _take_in_notes(doctree)
    for outer in list(doctree.findall(nodes.reference)):
        # In the entries of the directive `contents` a heading's links are inside another.
        for inner in list(outer.findall(nodes.reference)):
            if inner is not outer:
                inner.parent.replace(inner, inner.children)
    for heading in doctree.findall(nodes.title):
        if "refid" in heading and heading.next_node(nodes.reference):
            del heading["refid"]  # It would be a link, to the entry, around another.
    title = doctree.next_node(nodes.title)
    if title is not None and isinstance(title.parent, nodes.section):
        _mark_slashes(title)


def _take_in_notes(doctree: nodes.document) -> None:
    """Put the footnotes of Markdown, which stand below the text's section, at its end.

    What stands beside the text is left out by the reader mode of a browser.
    """
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    if len(sections) == 1:
        (section,) = sections
        for child in doctree.children[doctree.index(section) + 1 :]:
            if isinstance(child, nodes.transition | nodes.footnote):
                doctree.remove(child)
                section.append(child)


def _is_task(node: nodes.Node) -> bool:
    """Tell the box that MyST-Parser writes before a task."""
    return isinstance(node, nodes.raw) and 'class="task-list-item-checkbox"' in node.astext()


def _label(box: nodes.Node) -> None:
    """Make the words beside *box* its label, so that they are read with it."""
    if isinstance(paragraph := box.parent, nodes.Element):
        paragraph.insert(0, nodes.raw("", "<label>", format="html"))
        paragraph.append(nodes.raw("", "</label>", format="html"))


def _mark_slashes(title: nodes.title) -> None:
    for child in [child for child in title.children if isinstance(child, nodes.Text)]:
        if " / " in child:
            title.replace(child, _trail(child))


def _trail(text: str) -> list[nodes.Node]:
    """Return the nodes of a title whose parts, with slashes between them, keep together."""
    *parts, last = text.split(" / ")
    trail: list[nodes.Node] = []
    for part in parts:
        slash = nodes.inline(" /", " /", classes=["slash"])
        trail += [nodes.inline("", part, slash, classes=["part"]), nodes.Text(" ")]
    return [*trail, nodes.inline(last, last, classes=["part"])]


def _visit_table_scroll(self: HTML5Translator, node: table_scroll) -> None:
    label = escape(str(text("table")), quote=True)
    self.body.append(f'<div class="table-scroll" role="group" aria-label="{label}" tabindex="0">\n')


def _depart_table_scroll(self: HTML5Translator, node: table_scroll) -> None:
    self.body.append("</div>\n")
