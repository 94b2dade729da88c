"""Each kind of page by keyboard and by touch: focus order, visible focus, size of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.page_kinds import KINDS, open_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# The elements that Tab reaches, in document order; the arrow keys reach options.
STOPS = """() => {
  const all = `a[href]:not([role="option"]), button, input, select, textarea, summary,
    [tabindex="0"]`;
  window.stops = [...document.querySelectorAll(all)].filter(
    (each) => !each.disabled && each.checkVisibility({visibilityProperty: true})
  );
  return window.stops.length;
}"""
FOCUSED = """() => {
  const focused = document.activeElement;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const isOutlined = style.outlineStyle === "auto"
    || style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
  const isSeen = isOutlined
    && style.opacity === "1" && box.width > 0 && box.height > 0
    && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [window.stops.indexOf(focused), isSeen, focused.outerHTML.slice(0, 200)];
}"""

# Targets outside of running text, for which WCAG 2.5.8 makes an exception.
TARGETS = """() => {
  const alone = `header a, nav a, footer a, button, input, summary, .headerlink,
    .ts-other-pages a, .ts-post-rows a, .ts-term-rows a, .ts-post-facts a, .ts-post-related a,
    .ts-post-referring a, .toctree-wrapper a, .ts-index-entries li > a:first-child, .ts-search a`;
  return [...document.querySelectorAll(alone)]
    .filter((each) => !each.disabled && each.checkVisibility())
    .map((each) => [each.outerHTML.slice(0, 200), each.getBoundingClientRect()])
    .filter(([, {width, height}]) => Math.min(width, height) < 23.99)
    .map(([html, {width, height}]) => `${html}: ${width} x ${height}`);
}"""


@pytest.fixture(scope="module", params=KINDS)
def page(request: pytest.FixtureRequest, each_browser: Browser, kinds_url: str) -> Iterator[Page]:
    """Return a tab of each browser with a page of each kind.

    In Firefox the focus stays outside of the page, in its toolbar, after a test has left the page.
    """
    tab = each_browser.new_page()
    open_kind(tab, kinds_url, request.param)
    yield tab
    tab.close()


def _focused(page: Page) -> tuple[int, bool, str]:
    """Return the index of the focused stop, whether it is seen, and its beginning.

    Firefox scrolls to it a little later than the key is handled, on a busy machine.
    """
    for _ in range(20):
        at, is_seen, html = page.evaluate(FOCUSED)
        if is_seen:
            break
        page.wait_for_timeout(100)
    return at, is_seen, html


def test_tab_reaches_all_targets_in_order(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.mouse.move(0, 0)
    count = page.evaluate(STOPS)
    assert count > 0
    for expected in range(count):
        page.keyboard.press("Tab")
        at, is_seen, html = _focused(page)
        assert (at, is_seen) == (expected, True), html
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] in {-1, 0}
    if count > 1:
        page.evaluate("window.stops.at(-1).focus()")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FOCUSED)[0] == count - 2


def test_targets_are_at_least_24_pixels_high_and_wide(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TARGETS) == []
