"""What only a browser knows: the text that is seen, and how wide a page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import served
from tests.conftest import SEED, SEED_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "post/index.html",
    "about.html",
    f"{SEED_PAGE}.html",
    "post/how-we-moved-the-pager-out-of-the-bedroom.html",
    "post/what-systemd-does-when-you-are-asleep.html",
    "manual/blog-index.html",
    "search.html",
    "genindex.html",
    "404.html",
]


@pytest.fixture(scope="module")
def address(example_html: Build) -> Iterator[str]:
    """Return where the example site is served."""
    with served(example_html.outdir) as url:
        yield url


@pytest.fixture(params=["dark", "light"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Return what the reader's system is set to."""
    return str(request.param)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_seed_page_shows_the_lines_of_the_transcript(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/{SEED_PAGE}.html")
    article = page.locator("main article")
    assert _lines(article.inner_text()) == _lines(SEED.read_text("utf-8"))
    trail = SEED.read_text("utf-8").splitlines()[2]
    assert page.locator("h1").all_inner_texts() == [trail]
    assert page.locator("h2").all_inner_texts() == ["Kubernetes Is My New Boss"]
    assert page.title() == f"{trail} · ada's notes"
    page.close()


def test_twin_is_served_where_the_page_says(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/{SEED_PAGE}.html")
    link = page.locator('link[rel="alternate"][type="text/plain"]')
    href = link.evaluate("link => link.href")
    response = page.request.get(href)
    assert response.body() == SEED.read_bytes()
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    for name in PAGES:
        page.goto(f"{address}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()


def test_pages_are_dark_or_light_as_the_system_is(browser: Browser, address: str) -> None:
    expected = {"dark": "rgb(22, 24, 29)", "light": "rgb(250, 250, 247)"}
    for name, colour in expected.items():
        page = browser.new_page(color_scheme="dark" if name == "dark" else "light")
        page.goto(f"{address}/index.html")
        shown = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert shown == colour
        page.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_one_top_heading_and_no_script_of_their_own(
    browser: Browser, address: str, name: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{name}")
    assert page.locator("h1").count() == 1
    assert page.locator("script:not([src]):not([type='application/ld+json'])").count() == 0
    assert page.locator("style").count() == 0
    if name not in {"search.html"}:
        scripts = page.locator("script:not([type='application/ld+json'])")
        sources = [script.get_attribute("src") or "" for script in scripts.all()]
        assert [source.partition("?")[0].rpartition("/")[2] for source in sources] == [
            "transcript.js"
        ]
    page.close()


def test_unknown_address_at_any_depth_leads_on(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/no/such/place/at/all.html")
    assert page.locator("h1").inner_text() == "cat: No such file or directory"
    assert page.evaluate("document.styleSheets.length") == 2
    with page.expect_navigation():
        page.locator("main a").first.click()
    assert page.url == f"{address}/index.html"
    page.close()


def test_search_finds_a_post_by_its_title(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search.html?q=kubernetes")
    page.wait_for_selector("#search-results li a")
    assert "BIOS beep sequence" in page.locator("#search-results").inner_text()
    page.close()


def test_first_post_can_be_reached_by_keyboard_alone(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    seen = _walk(page, "The restore took eleven hours")
    assert seen[0] == "Skip to content"
    assert "about.md" in seen


def _walk(page: Page, goal: str) -> list[str]:
    """Press Tab until the link *goal* has the focus, and return the links on the way."""
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen[-1]
        if seen[-1] == goal:
            return seen
    raise AssertionError(f"{goal!r} was not reached: {seen}")


def test_contents_in_the_text_stay_there_where_those_of_the_page_are_at_its_side(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.goto(f"{address}/manual/kitchen-sink/headings.html")
    positions = {
        name: page.locator(f"main {name}").first.evaluate("e => getComputedStyle(e).position")
        for name in ("nav.page-contents", "nav.page-branch", "article .contents")
    }
    assert [*positions.values()] == ["fixed", "fixed", "static"]
    column = page.locator("nav.page-contents").bounding_box()
    text = page.locator("article").bounding_box()
    assert column is not None
    assert text is not None
    assert column["x"] > text["x"] + text["width"]
    page.close()
