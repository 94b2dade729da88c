"""What a browser loads to show a page: of a server, or read from the page where there is none."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Response, Route

_IMPORT = re.compile(r"@import\s+(?:url\()?[\"']?([^\"')\s;]+)")

_HERE = "http://site.invalid/"

# What a <link> of each relation makes a browser load, and the kinds that `as` speaks of.
_LINKS = {"stylesheet": "stylesheet", "preload": "other", "modulepreload": "script"}
_KINDS = {"style": "stylesheet", "script": "script", "image": "image", "font": "font"}


@dataclass(frozen=True, slots=True)
class Load:
    """One request that a page makes."""

    kind: str
    """As browsers have it: document, stylesheet, script, image, font, …"""
    url: str
    body: bytes | None
    """None where it was to go to another host, which is not asked."""

    @property
    def size(self) -> int:
        """Return the bytes that travel: those of gzip -9, whatever the server can do."""
        return len(gzip.compress(self.body, 9, mtime=0)) if self.body else 0


def in_browser(browser: Browser, url: str) -> list[Load]:
    """Return what *browser* loads for the page *url* on the first visit, without its icon."""
    host = urlsplit(url).netloc
    context = browser.new_context()
    page = context.new_page()
    loads: list[Load] = []
    responses: list[Response] = []

    def go_on_or_stop(route: Route) -> None:
        request = route.request
        if urlsplit(request.url).netloc == host:
            route.continue_()
        else:
            loads.append(Load(request.resource_type, request.url, None))
            route.abort()

    def keep(response: Response) -> None:
        responses.append(response)

    context.route(lambda _: True, go_on_or_stop)
    context.on("response", keep)
    page.goto(url, wait_until="networkidle")
    icons = page.eval_on_selector_all("link[rel~=icon]", "links => links.map(link => link.href)")
    for response in responses:
        if urlsplit(response.url).netloc == host:
            loads.append(Load(response.request.resource_type, response.url, response.body()))
    context.close()
    return [load for load in loads if load.url not in icons and "favicon" not in load.url]


def by_reading(folder: Path, name: str) -> list[Load]:
    """Return what the page *name* of the site in *folder* and its stylesheets ask for.

    Which fonts are needed, and what scripts load, only a browser knows.
    """
    reader = _Reader()
    loads: dict[str, Load] = {}
    wanted = [("document", f"{_HERE}{name}")]
    while wanted:
        kind, url = wanted.pop(0)
        if url in loads or url.startswith("data:"):
            continue
        body = None
        if url.startswith(_HERE):
            path = folder / unquote(urlsplit(url).path).lstrip("/")
            body = path.read_bytes() if path.is_file() else b""
        loads[url] = Load(kind, url, body)
        if body and kind == "document":
            reader.feed(body.decode())
            wanted += [(each, urljoin(url, address)) for each, address in reader.found]
        elif body and kind == "stylesheet":
            imports = _IMPORT.findall(body.decode())
            wanted += [("stylesheet", urljoin(url, address)) for address in imports]
    return list(loads.values())


class _Reader(HTMLParser):
    """Collects the addresses that a page loads, each with its kind."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link":
            for relation in set(values.get("rel", "").split()) & _LINKS.keys():
                kind = _KINDS.get(values.get("as", ""), _LINKS[relation])
                self.found.append((kind, values.get("href", "")))
        elif tag in {"script", "img"} and values.get("src"):
            self.found.append(("script" if tag == "script" else "image", values["src"]))
