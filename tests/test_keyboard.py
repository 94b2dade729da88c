"""Each kind of page without a mouse: all can be reached and seen by keyboard, and touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import launched, served
from tests.page_kinds import KINDS, open_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

# What Tab comes to, in the order of the page.
STOPS = """() => {
  const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
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

# What stands alone; links in running text are excepted by WCAG 2.5.8.
TARGETS = """() => {
  const alone = `header a, nav a, footer a, button, input, summary, .headerlink, .other-pages a,
    .post-rows a, .term-rows a, .post-facts a, .post-related a, .post-referring a, .toctree-wrapper
    a, .index-entries li > a:first-child, .search a`;
  return [...document.querySelectorAll(alone)]
    .filter((each) => !each.disabled && each.checkVisibility())
    .map((each) => [each.outerHTML.slice(0, 200), each.getBoundingClientRect()])
    .filter(([, {width, height}]) => Math.min(width, height) < 23.99)
    .map(([html, {width, height}]) => `${html}: ${width} x ${height}`);
}"""


@pytest.fixture(scope="module")
def opened(kinds: Build) -> Iterator[tuple[Page, str]]:
    """Return a page of a browser, and where the pages are served."""
    with launched() as browser, served(kinds.outdir) as address:
        yield browser.new_page(), address


@pytest.fixture(scope="module", params=KINDS)
def page(request: pytest.FixtureRequest, opened: tuple[Page, str]) -> Page:
    """Return a page of each kind, open."""
    page, address = opened
    open_kind(page, address, request.param)
    return page


def test_keyboard_comes_to_everything_and_on(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.mouse.move(0, 0)
    count = page.evaluate(STOPS)
    assert count > 0
    for expected in range(count):
        page.keyboard.press("Tab")
        at, is_seen, html = page.evaluate(FOCUSED)
        assert (at, is_seen) == (expected, True), html
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] in {-1, 0}
    if count > 1:
        page.evaluate("window.stops.at(-1).focus()")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FOCUSED)[0] == count - 2


def test_what_stands_alone_is_24_pixels_high_and_wide(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TARGETS) == []
