"""Lists the requests of a page: measured in a browser, or derived from the HTML without one."""

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

_BASE_URL = "http://site.invalid/"

# The kind of request by the relation of a <link>, and by its attribute `as`.
_LINKS = {"stylesheet": "stylesheet", "preload": "other", "modulepreload": "script"}
_KINDS = {"style": "stylesheet", "script": "script", "image": "image", "font": "font"}


@dataclass(frozen=True, slots=True)
class Load:
    """One request of a page."""

    kind: str
    """The resource type as browsers name it: document, stylesheet, script, image, font, …"""
    url: str
    body: bytes | None
    """The content of the response; None for other hosts, whose requests are blocked."""

    @property
    def size(self) -> int:
        """Return the size in bytes after gzip -9, independent of the server."""
        return len(gzip.compress(self.body, 9, mtime=0)) if self.body else 0


def in_browser(browser: Browser, url: str) -> list[Load]:
    """Return the requests of *browser* for *url* on a first visit, except for the icon."""
    host = urlsplit(url).netloc
    context = browser.new_context()
    page = context.new_page()
    loads: list[Load] = []
    responses: list[Response] = []

    def block_other_hosts(route: Route) -> None:
        request = route.request
        if urlsplit(request.url).netloc == host:
            route.continue_()
        else:
            loads.append(Load(request.resource_type, request.url, None))
            route.abort()

    # Playwright sets an attribute on handlers, which the built-in `append` does not allow.
    def record(response: Response) -> None:
        responses.append(response)

    context.route(lambda _: True, block_other_hosts)
    context.on("response", record)
    page.goto(url, wait_until="networkidle")
    icons = page.eval_on_selector_all("link[rel~=icon]", "links => links.map(link => link.href)")
    for response in responses:
        if urlsplit(response.url).netloc == host:
            loads.append(Load(response.request.resource_type, response.url, response.body()))
    context.close()
    return [load for load in loads if load.url not in icons and "favicon" not in load.url]


def from_files(folder: Path, name: str) -> list[Load]:
    """Return the requests that the page *name* in *folder* and its stylesheets contain.

    Fonts and the requests of scripts are missing: only a browser knows them.
    """
    parser = _ResourceParser()
    loads: dict[str, Load] = {}
    pending = [("document", f"{_BASE_URL}{name}")]
    while pending:
        kind, url = pending.pop(0)
        if url in loads or url.startswith("data:"):
            continue
        body = None
        if url.startswith(_BASE_URL):
            path = folder / unquote(urlsplit(url).path).lstrip("/")
            body = path.read_bytes() if path.is_file() else b""
        loads[url] = Load(kind, url, body)
        if body and kind == "document":
            parser.feed(body.decode())
            pending += [(each, urljoin(url, address)) for each, address in parser.found]
        elif body and kind == "stylesheet":
            imports = _IMPORT.findall(body.decode())
            pending += [("stylesheet", urljoin(url, address)) for address in imports]
    return list(loads.values())


class _ResourceParser(HTMLParser):
    """Collects the kind and the address of each resource of a page."""

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
