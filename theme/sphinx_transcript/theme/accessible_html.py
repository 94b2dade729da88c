"""Makes the HTML of some docutils and Sphinx nodes accessible and valid."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _

from sphinx_transcript.node_text.plain_title import plain_title
from sphinx_transcript.theme import footnote_backlinks
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.focusable_boxes import may_scroll
from sphinx_transcript.theme.html_visitors import patched_visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_LONG_WORD = 20
"""The length of words in code that may be broken: that of the lines of narrow columns."""

_ROLE_PATCHES = (
    # These boxes are part of the text, not landmarks; the reader mode of browsers drops asides.
    ('<aside class="topic', '<div role="note" class="topic'),
    ('<aside class="sidebar', '<div role="note" class="sidebar'),
    ("<aside", "<div"),
    ("</aside>", "</div>"),
    # The role is deprecated: https://www.w3.org/TR/dpub-aria-1.1/#doc-biblioentry
    (' role="doc-biblioentry"', ""),
    # The role "list" requires children with the role "listitem".
    ('<div role="list" class="citation-list">', '<div class="citation-list">'),
)

_PERMALINK = re.compile(r'(<a class="headerlink"[^>]*>.*?</a>)(</(?:a></)?h[2-6]>)\n', re.DOTALL)

_CAPTION_ROLE = 'role="heading"'

_EMPTY_HEADER = re.compile(
    r"<script\b.*?</script|<th(?P<attributes>\b[^<>]*)>\s*</th>", re.DOTALL | re.IGNORECASE
)

_LIST_PATCHES = (("<dl", "<ul"), ("</dl>", "</ul>"), ("<dd", "<li"), ("</dd>", "</li>"))


def add_visitors(app: Sphinx) -> None:
    """Register visitors that patch the HTML, except where an extension has registered its own."""
    if not is_theme_active(app):
        return
    overridden = app.registry.translation_handlers.get("html", {})
    for node_class, patch in _PATCHES.items():
        name = node_class.__name__
        # The permalink of a heading and its end tag are two strings.
        is_joined = node_class is nodes.title
        if name not in overridden:
            visitors = (
                patched_visitor(f"visit_{name}", patch, is_joined=is_joined),
                patched_visitor(
                    f"depart_{name}", patch, _DEPART.get(node_class), is_joined=is_joined
                ),
            )
            app.registry.add_translation_handlers(node_class, html=visitors)


def _fix_roles(node: nodes.Element, html: str) -> str:
    if html.startswith('<nav class="contents'):
        title = node.next_node(nodes.title)
        label = plain_title(title) if title is not None else _("Table of Contents")
        return html.replace("<nav", f'<nav aria-label="{escape(label)}"', 1)
    for old, new in _ROLE_PATCHES:
        html = html.replace(old, new)
    return html


def _make_focusable(node: nodes.Element, html: str) -> str:
    """Make code wider than a phone focusable, so that the arrow keys scroll it in all browsers."""
    is_wide = may_scroll(node.astext().splitlines())
    html = html.replace("<pre", '<pre tabindex="0"') if is_wide else html
    return _mark_untranslatable(node, html)


def _mark_untranslatable(node: nodes.Element, html: str) -> str:
    """Keep browsers from translating code; of Sphinx's class only some of their services know."""
    return html.replace('notranslate"', 'notranslate" translate="no"', 1)


def _separate_classifier(node: nodes.Element, html: str) -> str:
    """Write a colon before a classifier, as its source has: docutils leaves that to its styles.

    Feeds, the reader mode of browsers and copied text have no styles.
    """
    return f"{html} : " if html.startswith("<span") else html


def _mark_long_words(node: nodes.Element, html: str) -> str:
    """Mark code with words that may be broken: those longer than the lines of narrow columns."""
    is_long = any(len(word) > _LONG_WORD for word in node.astext().split())
    html = html.replace('class="', 'class="ts-long ', 1) if is_long else html
    return _mark_untranslatable(node, html)


def _use_unordered_list(node: nodes.Element, html: str) -> str:
    """Make the parameters of a signature a ``<ul>``: a ``<dl>`` without terms is invalid HTML."""
    for old, new in _LIST_PATCHES:
        html = html.replace(old, new)
    return html


def _fix_heading(node: nodes.Element, html: str) -> str:
    """Move the permalink of a heading behind it, so that it is no part of the heading's name.

    The caption of a toctree, which has the role "heading", gets the level that the role requires.
    """
    if html.startswith("<p") and _CAPTION_ROLE in html:
        return html.replace(_CAPTION_ROLE, f'{_CAPTION_ROLE} aria-level="{_level_below(node)}"', 1)
    return _PERMALINK.sub(r"\2\1\n", html)


def _level_below(node: nodes.Element) -> int:
    """Return the level of a heading below the section of *node*."""
    level, parent = 1, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return min(level, 6)


def _use_data_cell(node: nodes.Element, html: str) -> str:
    """Make an empty header cell a data cell: a header without text describes nothing.

    See https://html.spec.whatwg.org/multipage/tables.html#the-th-element
    """
    is_empty = not node.astext().strip() and not node.next_node(nodes.image)
    return html.replace("<th", "<td", 1).replace("</th>", "</td>") if is_empty else html


def _use_data_cells(node: nodes.Element, html: str) -> str:
    """Make empty header cells in raw HTML data cells; pandas writes one above the index."""
    return _EMPTY_HEADER.sub(_as_data_cell, html) if "<th" in html else html


def _as_data_cell(match: re.Match[str]) -> str:
    attributes = match["attributes"]
    return match[0] if attributes is None else f"<td{attributes}></td>"


_PATCHES: dict[type[nodes.Element], Callable[[nodes.Element, str], str]] = {
    nodes.citation: _fix_roles,
    nodes.classifier: _separate_classifier,
    nodes.footnote: _fix_roles,
    nodes.label: footnote_backlinks.patch_label,
    nodes.sidebar: _fix_roles,
    nodes.topic: _fix_roles,
    nodes.literal: _mark_long_words,
    nodes.title: _fix_heading,
    nodes.entry: _use_data_cell,
    nodes.raw: _use_data_cells,
    nodes.literal_block: _make_focusable,
    addnodes.productionlist: _make_focusable,
    addnodes.desc_parameterlist: _use_unordered_list,
    addnodes.desc_type_parameter_list: _use_unordered_list,
    addnodes.desc_parameter: _use_unordered_list,
    addnodes.desc_type_parameter: _use_unordered_list,
    addnodes.desc_optional: _use_unordered_list,
}

_DEPART: dict[type[nodes.Element], Callable[[HTML5Translator, Any], None]] = {
    nodes.citation: footnote_backlinks.depart_note,
    nodes.footnote: footnote_backlinks.depart_note,
}
