"""Where the focus goes: past all navigation by the skip link, and to boxes that scroll.

That it goes to no other box is tested in test_example_pages.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.page_kinds import KINDS, open_kind
from tests.helpers.prompt import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


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
    until(page, "() => document.querySelector('pre[tabindex]').scrollLeft > 0")
    context.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "alias"])
def test_skip_link_leads_past_all_navigation(each_tab: Page, kinds_url: str, kind: str) -> None:
    page = each_tab
    page.set_viewport_size({"width": 1440, "height": 900})
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
