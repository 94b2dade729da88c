"""Firefox: pages at narrow widths and with large text, and screenshots in each colour scheme.

tests/browser/test_boxes.py and test_keyboard.py also run in Firefox.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.browser.test_media import OVERFLOW
from tests.helpers.browser import running_firefox
from tests.helpers.page_kinds import KINDS, POST, open_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(firefox: Browser) -> Iterator[Page]:
    """Return a tab of Firefox."""
    tab = firefox.new_page()
    yield tab
    tab.close()


def share_of(png: bytes, colour: str) -> float:
    """Return the share of the pixels of *png* that have *colour*."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = image.tobytes()
    wanted = bytes.fromhex(colour.removeprefix("#"))
    same = sum(pixels[at : at + 3] == wanted for at in range(0, len(pixels), 3))
    return same / (image.width * image.height)


@pytest.mark.parametrize("kind", KINDS)
def test_large_text_and_narrow_pages_do_not_scroll_sideways(
    page: Page, kinds_url: str, kind: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_kind(page, kinds_url, kind)
    assert page.evaluate(OVERFLOW) == []
    page.add_style_tag(content="html { font-size: 200%; }")
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == [], width


@pytest.mark.parametrize("scheme", SCHEMES)
def test_screenshots_have_the_colours_of_the_scheme(
    page: Page, kinds_url: str, scheme: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_kind(page, kinds_url, "post")
    page.evaluate("name => { document.documentElement.dataset.scheme = name; }", scheme)
    colours = SCHEMES[scheme].colours
    picture = page.screenshot()
    assert share_of(picture, colours.page) > 0.6
    assert 0.005 < share_of(picture, colours.text) < 0.2


def test_the_colours_are_those_of_the_system(
    playwright: Playwright, firefox: Browser, kinds_url: str
) -> None:
    def check(browser: Browser, scheme: str) -> None:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(f"{kinds_url}/{POST}")
        assert share_of(page.screenshot(), SCHEMES[scheme].colours.page) > 0.6
        page.close()

    # The Firefox of all tests has a light system.
    check(firefox, "tty-light")
    with running_firefox(playwright, is_dark=True) as dark:
        check(dark, "tty-dark")
