"""Pages of the example site in a browser: visible text, width, scripts, search and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SEED, SEED_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


@pytest.fixture(params=["dark", "light"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Return the colour scheme of the reader's system."""
    return str(request.param)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_visible_text_of_the_seed_post_is_its_text_page(browser: Browser, example_url: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{example_url}/{SEED_PAGE}.html")
    article = page.locator("main article")
    assert _lines(article.inner_text()) == _lines(SEED.read_text("utf-8"))
    trail = SEED.read_text("utf-8").splitlines()[2]
    assert page.locator("h1").all_inner_texts() == [trail]
    assert page.locator("h2").all_inner_texts() == ["Kubernetes Is My New Boss"]
    assert page.title() == f"{trail} · ada's notes"
    page.close()


def test_link_to_the_text_page_leads_to_it(browser: Browser, example_url: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{example_url}/{SEED_PAGE}.html")
    link = page.locator('link[rel="alternate"][type="text/plain"]')
    href = link.evaluate("link => link.href")
    response = page.request.get(href)
    assert response.body() == SEED.read_bytes()
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(
    browser: Browser, example_url: str, width: int, scheme: str
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    for name in PAGES:
        page.goto(f"{example_url}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()


def test_pages_follow_the_colour_scheme_of_the_system(browser: Browser, example_url: str) -> None:
    expected = {"dark": "rgb(22, 24, 29)", "light": "rgb(250, 250, 247)"}
    for name, colour in expected.items():
        page = browser.new_page(color_scheme="dark" if name == "dark" else "light")
        page.goto(f"{example_url}/index.html")
        shown = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert shown == colour
        page.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_one_top_heading_and_no_inline_script(
    browser: Browser, example_url: str, name: str
) -> None:
    page = browser.new_page()
    page.goto(f"{example_url}/{name}")
    assert page.locator("h1").count() == 1
    assert page.locator("script:not([src]):not([type='application/ld+json'])").count() == 0
    assert page.locator("style").count() == 0
    scripts = page.locator("script:not([type='application/ld+json'])")
    sources = [script.get_attribute("src") or "" for script in scripts.all()]
    names = [source.partition("?")[0].rpartition("/")[2] for source in sources]
    assert names == ["transcript.js", *(["prompt.js"] if name == "search.html" else [])]
    page.close()


def test_links_of_the_not_found_page_work_at_any_depth(browser: Browser, example_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{example_url}/no/such/place/at/all.html")
    assert page.locator("h1").inner_text() == "cat: No such file or directory"
    assert page.evaluate("document.styleSheets.length") == 1
    with page.expect_navigation():
        page.locator("main a").first.click()
    assert page.url == f"{example_url}/index.html"
    page.close()


def test_search_finds_a_post_by_its_title(browser: Browser, example_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{example_url}/search.html?q=kubernetes")
    page.wait_for_selector("[role=option]")
    assert "BIOS beep sequence" in page.get_by_role("listbox").inner_text()
    page.close()


def test_first_post_can_be_reached_by_keyboard_alone(browser: Browser, example_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{example_url}/index.html")
    seen = _walk(page, "The restore took eleven hours")
    assert seen[0] == "Skip to content"
    assert "about.md" in seen


def _walk(page: Page, goal: str) -> list[str]:
    """Press Tab until the link *goal* has the focus; return the texts of all focused elements."""
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen[-1]
        if seen[-1] == goal:
            return seen
    raise AssertionError(f"{goal!r} was not reached: {seen}")


def test_contents_directive_stays_in_the_text_beside_contents_of_the_page(
    browser: Browser, example_url: str
) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.goto(f"{example_url}/manual/kitchen-sink/headings.html")
    positions = {
        name: page.locator(name).first.evaluate("e => getComputedStyle(e).position")
        for name in ("nav.ts-page-contents", "nav.ts-page-branch", "article .contents")
    }
    assert [*positions.values()] == ["fixed", "fixed", "static"]
    column = page.locator("nav.ts-page-contents").bounding_box()
    text = page.locator("article").bounding_box()
    assert column is not None
    assert text is not None
    assert column["x"] > text["x"] + text["width"]
    page.close()
