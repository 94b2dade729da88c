"""Parses the HTML, the feeds and the sitemap of a build."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import feedparser  # type: ignore[import-untyped]
from sphinx.testing.util import SphinxTestApp

from tests.conftest import Build, reset_sphinx_caches

if TYPE_CHECKING:
    from tests.conftest import Site

BASE = "https://example.org/blog/"
WITH_CARDS = f'html_baseurl = "{BASE}"\n'
"""Configuration with an absolute URL, with which the builds of the tests draw cards."""
WITH_BASE = f"{WITH_CARDS}transcript_cards = False\n"
"""The same without cards, which take a third of the time of a small build."""
_ADDRESSES = ("href", "src", "poster", "data", "cite", "action")


class Tags(HTMLParser):
    """The tags of an HTML document, with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.data: list[tuple[str, str]] = []
        self._last = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._last = tag
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.data.append((self._last, data))

    def named(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of each *tag* whose attributes include *wanted*."""
        return [
            attributes
            for name, attributes in self.all
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]

    def meta(self, name: str) -> list[str]:
        """Return the contents of the meta tags whose name or property is *name*."""
        found = [*self.named("meta", name=name), *self.named("meta", property=name)]
        return [attributes["content"] for attributes in found]

    @property
    def addresses(self) -> list[str]:
        """Return the addresses in attributes, in document order."""
        found = []
        for _, attributes in self.all:
            found += [attributes[name] for name in _ADDRESSES if name in attributes]
            found += [part.split()[0] for part in attributes.get("srcset", "").split(",") if part]
        return found

    @property
    def ids(self) -> list[str]:
        """Return the ids in document order."""
        return [attributes["id"] for _, attributes in self.all if "id" in attributes]


def page(build: Build, docname: str) -> Tags:
    """Parse the page of *docname* as the builder html or dirhtml wrote it."""
    names = [f"{docname}.html", f"{docname}/index.html"]
    return Tags(build.read(next(name for name in names if name in build.files())))


def atom(build: Build, path: str = "feed.xml") -> Any:
    """Return the Atom feed at *path*, parsed by feedparser."""
    data = (build.outdir / path).read_bytes()
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def entries(build: Build, path: str = "feed.xml") -> dict[str, Any]:
    """Return the entries of the feed at *path* by title, in feed order."""
    return {entry.title: entry for entry in atom(build, path).entries}


def content(entry: Any) -> str:
    """Return the HTML of *entry*."""
    return str(entry.content[0].value)


def json_items(build: Build) -> list[dict[str, Any]]:
    """Return the items of the JSON Feed."""
    items: list[dict[str, Any]] = json.loads(build.read("feed.json"))["items"]
    return items


def sitemap(build: Build) -> dict[str, str]:
    """Return the last modification of each sitemap entry, by its path below the base URL."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.fromstring((build.outdir / "sitemap.xml").read_bytes())  # noqa: S314 (our own)
    assert root.tag == f"{space}urlset"
    found = [
        (url.findtext(f"{space}loc") or "", url.findtext(f"{space}lastmod") or "") for url in root
    ]
    assert all(address.startswith(BASE) for address, _ in found)
    assert len(dict(found)) == len(found)
    return {address.removeprefix(BASE): day for address, day in found}


def html_pages(build: Build) -> set[str]:
    """Return the paths below the base URL of all pages except those that Sphinx adds."""
    added = {"genindex.html", "search.html", "genindex/index.html", "search/index.html", "404.html"}
    names = {name for name in build.files() if name.endswith(".html")} - added
    return {re.sub(r"(^|/)index\.html$", r"\1", name) for name in names}


def build_file(site: Site, name: str, builder: str = "html", into: str = "build") -> Build:
    """Build the file *name* alone, as ``sphinx-build SOURCE OUT name`` does."""
    app = SphinxTestApp(builder, srcdir=site.srcdir, builddir=site.folder / into)
    try:
        app.build(filenames=[site.srcdir / name])
    finally:
        app.cleanup()
        reset_sphinx_caches()
    return Build(app.outdir, app.status.getvalue(), app.warning.getvalue())
