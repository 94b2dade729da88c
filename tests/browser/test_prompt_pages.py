"""The prompt on other kinds of pages, in documentation, and the search page without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.security_policy import POLICY
from tests.helpers.browser import served
from tests.helpers.prompt import (
    OPEN,
    counted,
    enter,
    has_line,
    open_prompt,
    options,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

POST = "post/dns-the-answer-was-cached.html"


@pytest.fixture
def page(each_browser: Browser) -> Iterator[Page]:
    """Return a tab of each browser."""
    with each_browser.new_page() as tab:
        yield tab


def test_search_page_is_the_same_prompt(page: Page, url: str) -> None:
    page.goto(f"{url}/search.html?q=restore")
    assert "eleven hours" in options(page)[0]
    assert page.locator("dialog").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    assert field.evaluate("each => each === document.activeElement")
    enter(page, "kubernetes")
    page.wait_for_url(f"{url}/search.html?q=kubernetes")
    page.go_back()
    has_line(page, "restore")


def test_words_that_are_nowhere_are_said(page: Page, url: str) -> None:
    page.goto(f"{url}/search.html")
    enter(page, "qwrtzx restore")
    counted(page)
    assert page.locator(".ts-shell [role=status]").inner_text().endswith(" · qwrtzx: 0")


def test_keyboard_of_a_phone_does_not_cover_what_is_found(browser: Browser, url: str) -> None:
    with browser.new_context(has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"{url}/{POST}")
        page.locator("footer > .ts-prompt").tap()
        page.wait_for_selector(OPEN)
        enter(page, "restore")
        until(page, "document.activeElement.tagName !== 'INPUT'")
        page.keyboard.press("Escape")
        page.wait_for_selector(OPEN, state="detached")


def test_without_a_script_the_search_page_leads_on(each_browser: Browser, url: str) -> None:
    if each_browser.browser_type.name == "firefox":
        pytest.skip("Playwright can't turn scripts off in an installed Firefox")
    with each_browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{url}/search.html")
        links = page.locator(".ts-search a")
        names = ["home", "post/", "tag/", "archive/", "author/", "category/", "series/"]
        assert links.all_inner_texts() == [*names, "index of terms"]
        assert page.locator("form, input, button, dialog").count() == 0
        assert "needs JavaScript" in page.locator(".ts-search").inner_text()
        for address in links.evaluate_all("all => all.map((each) => each.href)"):
            assert page.request.get(address).ok, address
        page.goto(f"{url}/{POST}?q=restore")
        assert page.locator("button, dialog, input").count() == 0


def test_page_for_missing_addresses_has_it_too(each_browser: Browser, example_html: Build) -> None:
    with served(example_html.outdir, POLICY) as address, each_browser.new_page() as page:
        page.goto(f"{address}/no/such/place.html")
        open_prompt(page)
        enter(page, "restore")
        assert "eleven hours" in options(page)[0]
        page.get_by_role("option").first.click()
        page.wait_for_url(f"{address}/post/the-restore-took-eleven-hours.html**")


def test_documentation_alone_is_searched(each_browser: Browser, kinds_url: str) -> None:
    with each_browser.new_page() as page:
        page.goto(f"{kinds_url}/extra/index.html")
        open_prompt(page)
        enter(page, "grep Markdown")
        assert any("markdown.md" in option for option in options(page))
        enter(page, "ls")
        assert any(option.startswith("api") for option in options(page))
