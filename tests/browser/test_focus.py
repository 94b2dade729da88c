"""Where the focus goes: past all navigation by the skip link, and to boxes only if they scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.page_kinds import KINDS, open_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

SIZES = ((320, 800), (768, 800), (1280, 800), (1440, 900))
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# Boxes that are stops and don't scroll, that scroll and are no stops, and names without a stop.
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
  return found;
}"""


def test_only_boxes_that_scroll_are_tab_stops(
    tab: Page, example_html: Build, example_url: str
) -> None:
    count = 0
    for name in example_html.files():
        if not name.endswith(".html") or 'tabindex="0"' not in example_html.read(name):
            continue
        tab.goto(f"{example_url}/{name}")
        for width, height in SIZES:
            tab.set_viewport_size({"width": width, "height": height})
            tab.evaluate(FRAME)
            assert tab.evaluate(WRONG) == [], (name, width)
            count += tab.locator('[tabindex="0"]').count()
    assert count > 100


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
def test_wide_block_is_scrolled_by_keyboard(
    each_browser: Browser, kinds_url: str, is_scripted: bool
) -> None:
    context = each_browser.new_context(
        viewport={"width": 320, "height": 800}, java_script_enabled=is_scripted
    )
    page = context.new_page()
    open_kind(page, kinds_url, "post")
    block = page.locator("pre[tabindex]").first
    block.focus()
    assert block.evaluate("(each) => each.scrollLeft") == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert block.evaluate("(each) => each.scrollLeft") > 0
    context.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "alias"])
def test_skip_link_leads_past_all_navigation(
    each_browser: Browser, kinds_url: str, kind: str
) -> None:
    page = each_browser.new_page(viewport={"width": 1440, "height": 900})
    open_kind(page, kinds_url, kind)
    heading = page.locator("h1").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ts-skip-link"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#ts:content'")
    page.wait_for_function("document.activeElement.matches('main')")
    # The page for addresses that don't exist is loaded from its own address.
    assert page.locator("h1").inner_text() == heading
    page.keyboard.press("Tab")
    assert page.evaluate("""() => {
      const focused = document.activeElement;
      const isBefore = focused.compareDocumentPosition(document.querySelector("main")) & 4;
      return !isBefore && focused.closest("header, .ts-page-branch, .ts-page-contents") === null;
    }""")
    page.close()
