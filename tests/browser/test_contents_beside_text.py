"""The contents of a page: collapsed above the text, or open beside it where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Site

pytestmark = pytest.mark.browser

CONTENTS = ".ts-page-contents"


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """Return a tab that shows a long page."""
    parts = "".join(f"\n## Part {part}\n\n" + "Some words.\n\n" * 40 for part in range(9))
    site.write("index.md", "# Home\n\n```{toctree}\nlong\n```\n")
    site.write("long.md", f"# The title\n{parts}")
    with served(site.build().outdir) as address:
        tab = browser.new_page()
        tab.set_viewport_size({"width": 390, "height": 700})
        tab.goto(f"{address}/long.html")
        yield tab
        tab.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_contents_are_collapsed_and_the_title_is_on_the_first_screen(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 560})
    box = page.locator("h1").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 560
    first = page.locator(f"{CONTENTS} li a").first
    assert not first.is_visible()
    page.locator(f"{CONTENTS} summary").click()
    assert first.is_visible()
    assert page.locator(f"{CONTENTS} kbd").inner_text() == "grep -n '^##' long.md"
    first.click()
    assert page.url.endswith("#part-0")


@pytest.mark.parametrize("width", [1280, 1440, 2560])
def test_contents_are_open_beside_the_text(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert not page.locator(f"{CONTENTS} summary").is_visible()
    assert page.locator(f"{CONTENTS} li a").first.is_visible()
    text, beside = (page.locator(each).bounding_box() for each in ("article", CONTENTS))
    assert text is not None
    assert beside is not None
    assert text["x"] + text["width"] < beside["x"]
    assert beside["x"] + beside["width"] <= width
    assert beside["width"] > 200


def test_large_text_has_no_room_beside_it(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.locator(f"{CONTENTS} summary").is_visible()


def test_section_that_is_read_is_marked(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})

    def marked() -> list[str]:
        links = page.locator(f"{CONTENTS} li a").all()
        weight = "each => getComputedStyle(each).fontWeight"
        return [link.inner_text() for link in links if link.evaluate(weight) == "700"]

    page.locator("#part-4").evaluate("each => each.scrollIntoView()")
    page.wait_for_timeout(100)
    assert marked() == ["Part 4"]
    page.locator("#part-7").evaluate("each => each.scrollIntoView()")
    page.wait_for_timeout(100)
    assert marked() == ["Part 7"]
