"""A page loads each style sheet on demand that has a rule for something on it, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

SHEETS = ("content", "documentation", "listing", "lookup", "markup", "math", "widths")
"""Those that the content of a page asks for; others.css comes with the sheets of extensions."""

# The selectors of each sheet that match an element of the page, by sheet. Pseudo-elements and
# states are left out: an element that is not focused still needs the sheet.
MATCHES = """async (sheets) => {
  const found = {};
  const of = (rules) => [...rules].flatMap((rule) => rule.selectorText ?? of(rule.cssRules ?? []));
  for (const name of sheets) {
    const text = await (await fetch(`/_static/${name}.css`)).text();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    found[name] = of(sheet.cssRules).filter((selector) => {
      const plain = selector.replace(/::[\\w-]+|:(hover|focus|focus-visible)\\b/g, "");
      try { return document.querySelector(plain || "*") !== null; } catch { return false; }
    });
  }
  return found;
}"""
LOADED = """() => [...document.querySelectorAll("link[rel=stylesheet]")]
  .map((link) => link.href.match(/_static\\/(\\w+)\\.css/)?.[1])"""


def _findings(tab: Page, address: str, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        is_redirect = 'http-equiv="refresh"' in path.read_text("utf-8")
        if is_redirect or name.startswith("_") or "/page/" in name:
            continue
        tab.goto(f"{address}/{name}")
        loaded = tab.evaluate(LOADED)
        for sheet, selectors in tab.evaluate(MATCHES, SHEETS).items():
            if bool(selectors) != (sheet in loaded):
                found[f"{name}: {sheet}"] = selectors or "loaded, and no rule matches"
    return found


def test_page_loads_the_style_sheets_that_it_needs(
    tab: Page, example_url: str, example_html: Build
) -> None:
    assert _findings(tab, example_url, Path(example_html.outdir)) == {}
