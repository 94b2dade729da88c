"""Mends the HTML that docutils and Sphinx write for some nodes, for readers who see no page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _

from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.visitors import mended

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_FITS = 20
"""Columns of code that a telephone has room for, even in a list in a list."""

_ROLES = (
    # They are no landmarks beside the text, but a part of it; a browser's reader mode drops asides.
    ('<aside class="topic', '<div role="note" class="topic'),
    ('<aside class="sidebar', '<div role="note" class="sidebar'),
    ("<aside", "<div"),
    ("</aside>", "</div>"),
    # One role is deprecated: https://www.w3.org/TR/dpub-aria-1.1/#doc-biblioentry
    # The other needs children that have it.
    (' role="doc-biblioentry"', ""),
    ('<div role="list" class="citation-list">', '<div class="citation-list">'),
)

_LISTS = (("<dl", "<ul"), ("</dl>", "</ul>"), ("<dd", "<li"), ("</dd>", "</li>"))


def use_markup(app: Sphinx) -> None:
    """Have the nodes written so, but for those that an extension writes otherwise."""
    if not in_use(app):
        return
    taken = app.registry.translation_handlers.get("html", {})
    for kind, mend in _MENDERS.items():
        if kind.__name__ not in taken:
            name = kind.__name__
            pair = (mended(f"visit_{name}", mend), mended(f"depart_{name}", mend))
            app.registry.add_translation_handlers(kind, html=pair)


def _with_right_roles(node: nodes.Element, html: str) -> str:
    if html.startswith('<nav class="contents'):
        title = node.next_node(nodes.title)
        label = title.astext() if title is not None else _("Table of Contents")
        return html.replace("<nav", f'<nav aria-label="{escape(label)}"', 1)
    for wrong, right in _ROLES:
        html = html.replace(wrong, right)
    return html


def _with_focus(node: nodes.Element, html: str) -> str:
    """Let the arrow keys scroll code that is wider than a narrow page: not all browsers do."""
    is_wide = any(len(line.encode()) > _FITS for line in node.astext().splitlines())
    return html.replace("<pre", '<pre tabindex="0"') if is_wide else html


def _with_list(node: nodes.Element, html: str) -> str:
    """Make the parameters of a signature a list: a description list without terms is not valid."""
    for wrong, right in _LISTS:
        html = html.replace(wrong, right)
    return html


_MENDERS: dict[type[nodes.Element], Callable[[nodes.Element, str], str]] = {
    nodes.citation: _with_right_roles,
    nodes.footnote: _with_right_roles,
    nodes.sidebar: _with_right_roles,
    nodes.topic: _with_right_roles,
    nodes.literal_block: _with_focus,
    addnodes.productionlist: _with_focus,
    addnodes.desc_parameterlist: _with_list,
    addnodes.desc_type_parameter_list: _with_list,
    addnodes.desc_parameter: _with_list,
    addnodes.desc_type_parameter: _with_list,
    addnodes.desc_optional: _with_list,
}
