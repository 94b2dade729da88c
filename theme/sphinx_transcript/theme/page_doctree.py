"""Changes to resolved doctrees, before the theme's HTML is written."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from sphinx_transcript.support.document_guard import connect_document_handler
from sphinx_transcript.support.languages import is_right_to_left
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.focusable_boxes import table_may_scroll
from sphinx_transcript.theme.table_columns import mark_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_Node = TypeVar("_Node", bound=nodes.Element)

_ADAPTED: NodeMatcher[nodes.Element] = NodeMatcher(
    nodes.table, nodes.raw, nodes.reference, nodes.title
)
"""The classes of nodes that are adapted, or that tell whether others are."""
_LABEL = "<label>"
_BARE = "ts-bare"
"""The class of links whose text is their address."""


class table_scroll(nodes.container):  # noqa: N801 (docutils' nodes are lower case)
    """A container in which a table wider than the page scrolls."""


def register(app: Sphinx) -> None:
    """Register the node and the event handler."""
    app.add_node(table_scroll, html=(_visit_table_scroll, _depart_table_scroll))
    connect_document_handler(
        app, "doctree-resolved", prepare, "the adaptation to the theme", priority=800
    )


def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Adapt *doctree* to the theme.

    Tables scroll and have readable columns, check boxes of tasks get labels, footnotes move into
    the text, links in links are removed, and slashes in the title get a class.
    """
    if not is_theme_active(app):
        return
    # One search for all takes less than one for each, and it is over before the tree is changed.
    found = list(_ADAPTED.findall(doctree))
    for table in _of(nodes.table, found):
        _adapt_table(table)
    for raw in _of(nodes.raw, found):
        if _is_checkbox(raw):
            _add_label(raw)
    _move_footnotes(doctree)
    for reference in _of(nodes.reference, found):
        _adapt_link(reference)
    titles = list(_of(nodes.title, found))
    for title in titles:
        if "refid" in title and title.next_node(nodes.reference):
            del title["refid"]  # It would become a link around another link.
    # The parts of a title are in the order of the page, which is wrong for one in the other
    # direction.
    if (
        titles
        and isinstance(titles[0].parent, nodes.section)
        and _is_right_to_left(titles[0].astext()) is is_right_to_left(app.config.language)
    ):
        _mark_slashes(titles[0])


def _adapt_table(table: nodes.table) -> None:
    """Have *table* scroll and have readable columns."""
    if isinstance(table.parent, table_scroll):
        return  # Part of a post that a listing shows, which has been adapted already.
    container = table_scroll()
    table.replace_self(container)
    container += table
    mark_columns(table)
    if "colwidths-given" not in table["classes"]:
        # Otherwise docutils writes widths that it guesses from the markup, as style attributes.
        table["classes"].append("colwidths-auto")


def _adapt_link(outer: nodes.reference) -> None:
    """Mark a link whose text is its address, and remove links in *outer*."""
    if outer.get("refuri") == outer.astext():
        outer["classes"].append(_BARE)  # Print adds no address to it.
    # In entries of the directive `contents`, links of a heading are inside another link.
    for inner in list(outer.findall(nodes.reference)):
        if inner is not outer:
            inner.parent.replace(inner, inner.children)


def _move_footnotes(doctree: nodes.document) -> None:
    """Move footnotes of Markdown from after the section of the text to its end.

    The reader mode of browsers drops what is outside of the section.
    """
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    if len(sections) == 1:
        (section,) = sections
        for child in doctree.children[doctree.index(section) + 1 :]:
            if isinstance(child, nodes.transition | nodes.footnote):
                doctree.remove(child)
                section.append(child)


def _of(cls: type[_Node], found: list[nodes.Element]) -> Iterator[_Node]:
    return (node for node in found if isinstance(node, cls))


def _is_checkbox(node: nodes.raw) -> bool:
    """Tell whether *node* is the check box that MyST-Parser writes before a task."""
    return 'class="task-list-item-checkbox"' in node.astext()


def _add_label(checkbox: nodes.Node) -> None:
    """Make the text beside *checkbox* its label, so that screen readers read them together."""
    paragraph = checkbox.parent
    if isinstance(paragraph, nodes.Element) and paragraph[0].astext() != _LABEL:
        paragraph.insert(0, nodes.raw("", _LABEL, format="html"))
        paragraph.append(nodes.raw("", "</label>", format="html"))


def _is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of *text* is one of a script that runs from right to left.

    See https://www.unicode.org/reports/tr9/#P2
    """
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((each for each in classes if each in {"L", "R", "AL"}), "L") != "L"


def _mark_slashes(title: nodes.title) -> None:
    for child in [child for child in title.children if isinstance(child, nodes.Text)]:
        if " / " in child:
            title.replace(child, _title_parts(child))


def _title_parts(text: str) -> list[nodes.Node]:
    """Return nodes for the parts of a title between slashes, so that lines break between them."""
    *parts, last = text.split(" / ")
    found: list[nodes.Node] = []
    for part in parts:
        slash = nodes.inline(" /", " /", classes=["ts-slash"])
        found += [nodes.inline("", part, slash, classes=["ts-part"]), nodes.Text(" ")]
    return [*found, nodes.inline(last, last, classes=["ts-part"])]


def _visit_table_scroll(self: HTML5Translator, node: table_scroll) -> None:
    # The script removes these attributes while the box does not scroll.
    label = escape(str(text("table")), quote=True)
    focus = f' role="group" aria-label="{label}" tabindex="0"' if table_may_scroll(node) else ""
    self.body.append(f'<div class="ts-table-scroll"{focus}>\n')


def _depart_table_scroll(self: HTML5Translator, node: table_scroll) -> None:
    self.body.append("</div>\n")
