"""A faster form of the HTML of a page's table of contents, whose entries are mostly plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from collections.abc import Iterator

NODES = ("bullet_list", "list_item", "compact_paragraph", "reference")
"""The names of the nodes that a table of contents consists of, besides text."""
_KEYS = frozenset({"internal", "refuri", "anchorname"})
"""The attributes of a link, besides those of each element, which are empty here."""
_WHITESPACE = re.compile(r"[\n\r\t\v\f]")


class _NotPlainError(Exception):
    """A table of contents has something that Sphinx has to render."""


def contents_html(contents: nodes.bullet_list) -> str | None:
    """Return the HTML of *contents*; None if there is more in it than links with plain text."""
    try:
        return "".join(_list(contents))
    except _NotPlainError:
        return None


def _list(contents: nodes.Node) -> Iterator[str]:
    if type(contents) is not nodes.bullet_list or any(contents.attributes.values()):
        raise _NotPlainError
    if not contents.children:
        raise _NotPlainError
    yield "<ul>\n"
    for item in contents.children:
        if type(item) is not nodes.list_item or any(item.attributes.values()):
            raise _NotPlainError
        if not 1 <= len(item.children) <= 2:
            raise _NotPlainError
        yield "<li>"
        yield _entry(item.children[0])
        if len(item.children) == 2:
            yield from _list(item.children[1])
        yield "</li>\n"
    yield "</ul>\n"


def _entry(entry: nodes.Node) -> str:
    """Return the HTML of *entry*, a paragraph with a link."""
    if type(entry) is not addnodes.compact_paragraph or any(entry.attributes.values()):
        raise _NotPlainError
    (link,) = entry.children if len(entry.children) == 1 else (None,)
    if type(link) is not nodes.reference:
        raise _NotPlainError
    given = {key for key in link.attributes if key not in nodes.Element.basic_attributes}
    if not given <= _KEYS or any(link[key] for key in nodes.Element.basic_attributes):
        raise _NotPlainError
    if any(type(child) is not nodes.Text for child in link.children):
        raise _NotPlainError
    address = link.get("refuri") or "#"
    if not link.get("internal") or "refuri" not in given or address.startswith("mailto:"):
        raise _NotPlainError
    characters = HTML5Translator.special_characters
    href = _WHITESPACE.sub(" ", address).translate(characters)
    text = link.astext().translate(characters)
    return f'<a class="reference internal" href="{href}">{text}</a>'
