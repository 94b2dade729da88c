"""Moves the HTML of a post to another page or into a feed: its URLs, its ids, and references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_transcript.fragments import attributes as known
from sphinx_transcript.fragments.marks import END, START
from sphinx_transcript.fragments.parsing import (
    all_elements,
    all_nodes,
    one_by_one,
    parse,
    serialize,
)
from sphinx_transcript.fragments.urls import (
    clean_url,
    join_urls,
    map_candidates,
    map_css_urls,
    map_id_selectors,
)
from sphinx_transcript.fragments.xhtml import serialize_xhtml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the HTML of a post goes."""

    url: Callable[[str], str]
    """Returns a URL of the post's page, not a mere fragment, as the destination needs it."""
    left_out: Callable[[str], str | None]
    """Returns the URL of a part, such as ``#part``, that is not in the HTML; None for no link."""
    prefix: str
    """Precedes all ids."""
    links_within: bool = True
    """Whether links to parts of the HTML itself work there."""


def move_html(
    html: str, destination: Destination, *, is_marked: bool, is_xhtml: bool = False
) -> str:
    """Return the HTML of a post for *destination*, with all its elements closed.

    If *is_marked*, only URLs in the author's HTML between marks (see `marks`) are changed, since
    all others already suit the destination. The ids of the others already have the prefix, but
    those of HTML that an extension has written may not.
    """
    tree = parse(html)
    if is_marked and START not in html and not _has_names_without_prefix(tree, destination.prefix):
        return html
    move_tree(tree, destination, is_marked=is_marked)
    return serialize_xhtml(tree) if is_xhtml else serialize(tree)


def move_tree(tree: LexborHTMLParser, destination: Destination, *, is_marked: bool) -> None:
    """Move *tree* like `move_html`."""
    if is_marked:
        elements, marks = _elements_and_marks(tree)
    else:
        elements, marks = [(node, True) for node in all_elements(tree)], []
    nodes = [node for node, _ in elements]
    mover = _Mover(destination, _new_names(nodes, destination.prefix), _base(elements))
    for node, is_authors in elements:
        mover.move(node, is_authors=is_authors)
    for node in marks:
        node.decompose()
    for base in one_by_one(tree, "base"):
        base.decompose()


def _elements_and_marks(
    tree: LexborHTMLParser,
) -> tuple[list[tuple[LexborNode, bool]], list[LexborNode]]:
    """Return the elements of *tree*, each with whether it is the author's, and the marks."""
    elements, marks = [], []
    is_authors = False
    for node in all_nodes(tree):
        if node.is_comment_node and node.html in {START, END}:
            is_authors = node.html == START
            marks.append(node)
        elif node.is_element_node:
            elements.append((node, is_authors))
    return elements, marks


class _Mover:
    """Moves the attributes of elements."""

    def __init__(self, destination: Destination, names: dict[str, str], base: str) -> None:
        self.destination = destination
        self.names = names
        """The new names of ids, by the old ones."""
        self.base = base
        """The URL of ``<base>``, from the post's page; empty without one."""

    def move(self, node: LexborNode, *, is_authors: bool) -> None:
        """Move the attributes of *node*, and its style sheet if it is one."""
        tag = node.tag or ""
        given = node.attributes
        for name, value in given.items():
            # Most attributes are classes, and they stay.
            if value is None or name == "class":
                continue
            changed = self._changed(tag, name, value, given, is_authors=is_authors)
            if changed is None:
                del node.attrs[name]
            elif changed != value:
                node.attrs[name] = changed
        content = node.first_child if tag == "style" and is_authors else None
        if content is not None and content.is_text_node:
            css = map_css_urls(content.text_content or "", self._css_url)
            content.replace_with(map_id_selectors(css, self.names))

    def _changed(
        self, tag: str, name: str, value: str, given: dict[str, str | None], *, is_authors: bool
    ) -> str | None:
        """Return the new *value* of the attribute *name*; None to remove it."""
        if name == "id" or (name == "name" and tag in known.NAMES):
            return self.names.get(value, value)
        if name == "name" and (tag, _kind(tag, given)) in known.GROUPED:
            return value if value.startswith(self.destination.prefix) else self._prefixed(value)
        if name in known.ID_REFERENCES:
            tokens = value.split()
            if any(token in self.names for token in tokens):
                return " ".join(self.names.get(token, token) for token in tokens)
        elif name == "usemap" or name in known.URLS or (tag, name) in known.ELEMENT_URLS:
            return self._url(tag, name, value, is_authors=is_authors)
        elif name in known.TIMES:
            return "; ".join(map(self._event, value.split(";")))
        elif name in known.CSS:
            return map_css_urls(value, self._css_url if is_authors else self._css_fragment)
        elif is_authors:
            return self._authors_value(tag, name, value, given)
        return value

    def _authors_value(
        self, tag: str, name: str, value: str, given: dict[str, str | None]
    ) -> str | None:
        if name in known.IMAGE_CANDIDATES:
            return map_candidates(value, self._absolute) or None
        if name in known.URL_LISTS:
            return " ".join(map(self._absolute, value.split()))
        if (tag, name) == ("param", "value"):
            is_url = (given.get("name") or "").lower() in known.PARAMETERS
            return self._absolute(value) if is_url else value
        if (tag, name) == ("iframe", "srcdoc"):
            # A document of its own, whose relative URLs are those of the page around it.
            inner = Destination(self.destination.url, lambda target: target, "")
            return move_html(value, inner, is_marked=False)
        return value

    def _prefixed(self, name: str) -> str:
        return f"{self.destination.prefix}{name}"

    def _event(self, time: str) -> str:
        target, dot, event = time.strip().partition(".")
        return f"{self.names.get(target, target)}{dot}{event}"

    def _url(self, tag: str, name: str, value: str, *, is_authors: bool) -> str | None:
        url = clean_url(value)
        is_link = tag in known.LINKS and name in {"href", "xlink:href"}
        if url.startswith("#"):
            target = self.names.get(unquote(url[1:]))
            if target is not None and (self.destination.links_within or not is_link):
                return f"#{target}"
            return self.destination.left_out(url) if is_authors and is_link else value
        if not is_authors or (not url and name not in {"action", "formaction", "href"}):
            return value
        return self._absolute(value) or None

    def _absolute(self, url: str) -> str:
        url = clean_url(url)
        return self.destination.url(join_urls(self.base, url) if self.base else url)

    def _css_url(self, url: str) -> str:
        return self._css_fragment(url) if url.startswith("#") else self._absolute(url)

    def _css_fragment(self, url: str) -> str:
        return f"#{self.names.get(url[1:], url[1:])}" if url.startswith("#") else url


def _kind(tag: str, given: dict[str, str | None]) -> str:
    return (given.get("type") or "").lower() if tag == "input" else ""


def _has_names_without_prefix(tree: LexborHTMLParser, prefix: str) -> bool:
    """Tell whether an extension has written an id, or the name of a group, without *prefix*."""
    return any(
        not (node.attributes.get(name) or prefix).startswith(prefix)
        for name, selector in (("id", "[id]"), ("name", "input[type=radio],details[name]"))
        for node in tree.css(selector)
    )


def _new_names(elements: Iterable[LexborNode], prefix: str) -> dict[str, str]:
    """Return the ids of *elements* with *prefix*, by the ids that the author's HTML refers to."""
    names = {}
    for node in elements:
        given = node.attributes
        for name in (given.get("id"), given.get("name") if node.tag in known.NAMES else None):
            if name:
                bare = name.removeprefix(prefix)
                names[bare] = f"{prefix}{bare}"
    return names


def _base(elements: Iterable[tuple[LexborNode, bool]]) -> str:
    """Return the URL of the first ``<base>`` that has one, the only one that is in force."""
    urls = (node.attributes.get("href") for node, _ in elements if node.tag == "base")
    return clean_url(next(filter(None, urls), ""))
