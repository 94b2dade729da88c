"""Each page of the example site, opened once: its style sheets, its tab stops, its copy buttons."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_copy_button_position import COVERED
from tests.conftest import Build
from tests.helpers.browser import served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SIZES = ((320, 800), (390, 800), (768, 800), (1280, 800), (1440, 900))
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

SHEETS = ("content", "documentation", "listing", "lookup", "markup", "math", "widths")
"""Those that the content of a page asks for; others.css comes with the sheets of extensions."""

# The selectors of each sheet. Pseudo-elements and states are left out: an element that is not
# focused still needs the sheet.
SELECTORS = """async (sheets) => {
  const found = {};
  const of = (rules) => [...rules].flatMap((rule) => rule.selectorText ?? of(rule.cssRules ?? []));
  for (const name of sheets) {
    const text = await (await fetch(`/_static/${name}.css`)).text();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const plain = (each) => each.replace(/::[\\w-]+|:(hover|focus|focus-visible)\\b/g, "") || "*";
    found[name] = [...new Set(of(sheet.cssRules).map(plain))];
  }
  return found;
}"""
# Those that match an element of the page, and the sheets that it loads.
MATCHES = """(selectors) => {
  const matches = (each) => {
    try { return document.querySelector(each) !== null; } catch { return false; }
  };
  const links = [...document.querySelectorAll("link[rel=stylesheet]")];
  return [
    Object.fromEntries(
      Object.entries(selectors).map(([name, these]) => [name, these.filter(matches)])
    ),
    links.map((link) => link.href.match(/_static\\/(\\w+)\\.css/)?.[1]),
  ];
}"""

# The number of stops, and boxes that are stops and don't scroll, that scroll and are no stops, and
# names without a stop.
WRONG = """() => {
  const found = [];
  for (const box of document.querySelectorAll("pre:not(.ts-screen), .ts-table-scroll, div.math")) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls !== box.hasAttribute("tabindex")) {
      found.push([scrolls, box.outerHTML.slice(0, 150)]);
    }
    if (!scrolls && (box.hasAttribute("role") || box.hasAttribute("aria-label"))) {
      found.push(["named", box.outerHTML.slice(0, 150)]);
    }
    if (scrolls && box.matches(".ts-table-scroll") && box.getAttribute("role") !== "group") {
      found.push(["no role", box.outerHTML.slice(0, 150)]);
    }
  }
  return [document.querySelectorAll('[tabindex="0"]').length, ...found];
}"""


@dataclass
class Findings:
    """What is wrong on the pages, by page, and how much was looked at."""

    sheets: dict[str, Any] = field(default_factory=dict)
    stops: dict[str, Any] = field(default_factory=dict)
    covered: dict[str, Any] = field(default_factory=dict)
    pages: int = 0
    pages_with_buttons: int = 0
    stops_seen: int = 0

    def see(self, page: Page, name: str, text: str, selectors: dict[str, list[str]]) -> None:
        """Look at the page *name* with the source *text*, which is open."""
        if not (name.startswith("_") or "/page/" in name):
            matches, loaded = page.evaluate(MATCHES, selectors)
            self.pages += 1
            for sheet, matching in matches.items():
                if bool(matching) != (sheet in loaded):
                    self.sheets[f"{name}: {sheet}"] = matching or "loaded, and no rule matches"
        has_stops, has_buttons = 'tabindex="0"' in text, 'class="highlight"' in text
        self.pages_with_buttons += has_buttons
        for width, height in SIZES if has_stops or has_buttons else ():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(FRAME)
            self._see_at(page, f"{name}, {width} pixels", has_stops, has_buttons)

    def _see_at(self, page: Page, place: str, has_stops: bool, has_buttons: bool) -> None:
        if has_stops:
            count, *wrong = page.evaluate(WRONG)
            self.stops_seen += count
            if wrong:
                self.stops[place] = wrong
        if has_buttons:
            _, *covered = page.evaluate(COVERED)
            if covered:
                self.covered[place] = covered


@pytest.fixture(scope="module")
def findings(browser: Browser, example_html: Build, example_url: str) -> Findings:
    """Return what is wrong on the pages of the example site."""
    return look_at(browser, example_html, example_url)


def look_at(browser: Browser, build: Build, url: str) -> Findings:
    """Return what is wrong on the pages of *build*, which is served at *url*."""
    page, seen = browser.new_page(), Findings()
    page.goto(f"{url}/index.html")
    selectors = page.evaluate(SELECTORS, SHEETS)
    for name in build.files():
        text = build.read(name) if name.endswith(".html") else ""
        if text and 'http-equiv="refresh"' not in text:
            page.goto(f"{url}/{name}")
            seen.see(page, name, text, selectors)
    page.close()
    return seen


def test_page_loads_the_style_sheets_that_it_needs_and_no_other(findings: Findings) -> None:
    assert findings.sheets == {}
    assert findings.pages > 50


def test_only_boxes_that_scroll_are_tab_stops(findings: Findings) -> None:
    assert findings.stops == {}
    assert findings.stops_seen > 100


def test_copy_buttons_cover_no_text(findings: Findings) -> None:
    assert findings.covered == {}
    assert findings.pages_with_buttons > 10


FAULTY = """<!doctype html><html><head><title>Faulty</title>
<link rel="stylesheet" href="/_static/math.css"></head><body><h1>Faulty</h1>
<pre tabindex="0">short</pre>
<div class="highlight" style="position: relative"><pre>some text that is long enough</pre>
<button class="ts-copy" style="position: absolute; top: 0; left: 0; width: 9em; height: 5em">
</button></div></body></html>
"""


def test_faults_are_found(browser: Browser, example_html: Build, tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    for name in SHEETS:
        shutil.copy(example_html.outdir / f"_static/{name}.css", tmp_path / "_static")
    (tmp_path / "index.html").write_text(FAULTY, "utf-8")
    with served(tmp_path) as url:
        found = look_at(browser, Build(tmp_path, "", ""), url)
    assert "index.html: math" in found.sheets
    assert "index.html, 320 pixels" in found.stops
    assert "index.html, 1440 pixels" in found.covered
