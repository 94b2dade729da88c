"""Where the links of a built site lead, and what its pages have once: read from the files."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from tests.conftest import Build

_NAMING = {"a": "href", "link": "href", "img": "src", "script": "src"}
_BESIDE = frozenset({"_static/opensearch.xml"})


@dataclass
class PageParts(HTMLParser):
    """The links, ids, headings and titles of one page."""

    text: str
    links: list[tuple[str, str]] = field(default_factory=list)
    """Each link's tag and address."""
    shown: list[tuple[str, str]] = field(default_factory=list)
    """The address and the words of each ``<a>``."""
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    """The words of each ``<h1>``."""
    titles: list[str] = field(default_factory=list)
    base: str = ""
    """The address that the others are relative to, where the page names one."""

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self._open: list[str] = []
        self._drawing = 0
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what *tag* has."""
        given = {name: value or "" for name, value in attrs}
        self._drawing += tag == "svg"
        if tag == "base":
            self.base = given["href"]
        if "id" in given:
            self.ids.append(given["id"])
        if given.get(_NAMING.get(tag, ""), ""):
            self.links.append((tag, given[_NAMING[tag]]))
        if tag == "a":
            self.shown.append((given.get("href", ""), ""))
        if tag == "h1":
            self.headings.append("")
        if tag == "title" and not self._drawing:
            self.titles.append("")
        if tag in {"a", "h1", "title"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of *tag*."""
        self._drawing -= tag == "svg"
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if "a" in self._open:
            address, words = self.shown[-1]
            self.shown[-1] = (address, f"{words}{data}")
            if data in {"¶", "#"}:
                return
        if "h1" in self._open:
            self.headings[-1] += data
        if "title" in self._open and not self._drawing:
            self.titles[-1] += data


def parts_of(build: Build, name: str) -> PageParts:
    """Return the parts of the page *name*."""
    return PageParts(build.read(name))


def pages_of(build: Build) -> dict[str, PageParts]:
    """Return the parts of all pages of *build*, by path."""
    return {name: parts_of(build, name) for name in build.files() if name.endswith(".html")}


def target_of(page: str, address: str) -> tuple[str, str] | None:
    """Return the file and the fragment that *address* on *page* means; None for other sites."""
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
    """Return the links of all pages of *build* that lead to no file, or to no place in it.

    *folder* is where the site stands on its host.
    """
    files, pages = build.files(), pages_of(build)
    broken = []
    for name, page in pages.items():
        for tag, address in page.links:
            target = target_of(f"{page.base.removeprefix(folder)}x" if page.base else name, address)
            if target is None or target[0] in _BESIDE:
                continue
            path, fragment = target
            is_missing = path not in files
            if fragment and path in pages and tag == "a":
                is_missing |= fragment not in pages[path].ids
            if is_missing:
                broken.append(f"{name}: {address}")
    return broken


def not_once(build: Build) -> list[str]:
    """Return what pages of *build* have twice, or not at all: ids, the heading, the title."""
    found = []
    for name, page in pages_of(build).items():
        twice = [each for each, count in Counter(page.ids).items() if count > 1]
        found += [f"{name}: the id {each} twice" for each in twice]
        if len(page.headings) != 1 or not page.headings[0].strip():
            found.append(f"{name}: <h1> {page.headings}")
        if len(page.titles) != 1 or not page.titles[0].strip():
            found.append(f"{name}: <title> {page.titles}")
    return found


def links_to(build: Build, name: str) -> dict[str, str]:
    """Return the words of the links on the page *name*, by the file that they lead to."""
    found: dict[str, str] = {}
    for address, words in parts_of(build, name).shown:
        target = target_of(name, address)
        if address and target is not None:
            found.setdefault(target[0], words)
    return found
