"""Parses the pages of a built site to check links, ids, headings and titles."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from tests.conftest import Build

_URL_ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src"}
_IGNORED_FILES = frozenset({"_static/opensearch.xml"})


@dataclass
class PageParts(HTMLParser):
    """The links, ids, headings and titles of one page."""

    text: str
    links: list[tuple[str, str]] = field(default_factory=list)
    """The tag and the address of each link."""
    anchors: list[tuple[str, str]] = field(default_factory=list)
    """The address and the text of each ``<a>``."""
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    """The text of each ``<h1>``."""
    titles: list[str] = field(default_factory=list)
    base: str = ""
    """The address of ``<base>``, if the page has one."""

    def __post_init__(self) -> None:
        """Parse the page."""
        super().__init__()
        self._open: list[str] = []
        self._svg_depth = 0
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the attributes of *tag*."""
        attributes = {name: value or "" for name, value in attrs}
        self._svg_depth += tag == "svg"
        if tag == "base":
            self.base = attributes["href"]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if attributes.get(_URL_ATTRIBUTES.get(tag, ""), ""):
            self.links.append((tag, attributes[_URL_ATTRIBUTES[tag]]))
        if tag == "a":
            self.anchors.append((attributes.get("href", ""), ""))
        if tag == "h1":
            self.headings.append("")
        if tag == "title" and not self._svg_depth:
            self.titles.append("")
        if tag in {"a", "h1", "title"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Record the end of *tag*."""
        self._svg_depth -= tag == "svg"
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Add *data* to the open elements."""
        if "a" in self._open:
            address, text = self.anchors[-1]
            self.anchors[-1] = (address, f"{text}{data}")
            if data in {"¶", "#"}:
                return
        if "h1" in self._open:
            self.headings[-1] += data
        if "title" in self._open and not self._svg_depth:
            self.titles[-1] += data


def parse_page(build: Build, name: str) -> PageParts:
    """Parse the page *name*."""
    return PageParts(build.read(name))


def parse_pages(build: Build) -> dict[str, PageParts]:
    """Parse all pages of *build*; return them by path."""
    return {name: parse_page(build, name) for name in build.files() if name.endswith(".html")}


def target_of(page: str, address: str) -> tuple[str, str] | None:
    """Resolve *address* on *page* to a file and a fragment; return None for other sites."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        page, path = "", f".{path}"
    if not path:
        return page, unquote(parts.fragment)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith(("/", ".")):
        joined = posixpath.normpath(f"{joined}/index.html")
    return joined, unquote(parts.fragment)


def broken_links(build: Build, folder: str = "/") -> list[str]:
    """Return the links of *build* whose file or fragment does not exist.

    *folder* is the path of the site on its host.
    """
    files, pages = build.files(), parse_pages(build)
    broken = []
    for name, page in pages.items():
        for tag, address in page.links:
            target = target_of(f"{page.base.removeprefix(folder)}x" if page.base else name, address)
            if target is None or target[0] in _IGNORED_FILES:
                continue
            path, fragment = target
            is_missing = path not in files
            if fragment and path in pages and tag == "a":
                is_missing |= fragment not in pages[path].ids
            if is_missing:
                broken.append(f"{name}: {address}")
    return broken


def uniqueness_errors(build: Build) -> list[str]:
    """Return repeated ids, and pages without exactly one heading and one title."""
    found = []
    for name, page in parse_pages(build).items():
        repeated = [each for each, count in Counter(page.ids).items() if count > 1]
        found += [f"{name}: repeated id {each}" for each in repeated]
        if len(page.headings) != 1 or not page.headings[0].strip():
            found.append(f"{name}: <h1> {page.headings}")
        if len(page.titles) != 1 or not page.titles[0].strip():
            found.append(f"{name}: <title> {page.titles}")
    return found


def link_texts(build: Build, name: str) -> dict[str, str]:
    """Return the text of the first link to each file on the page *name*, by target file."""
    found: dict[str, str] = {}
    for address, text in parse_page(build, name).anchors:
        target = target_of(name, address)
        if address and target is not None:
            found.setdefault(target[0], text)
    return found
