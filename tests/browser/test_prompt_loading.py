"""What the prompt loads, and when: nothing twice, nothing too soon, and what it does without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.prompt import (
    counted,
    enter,
    has_line,
    open_prompt,
    options,
    said,
    type_line,
    until,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

POST = "post/dns-the-answer-was-cached.html"


def _no_connection(route: Route) -> None:
    route.abort("internetdisconnected")


def test_prompt_that_does_not_load_is_tried_again(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        page.route("**/prompt.js*", _no_connection)
        with page.expect_event("requestfailed"):
            page.keyboard.press("/")
        page.wait_for_timeout(100)
        page.unroute("**/prompt.js*")
        open_prompt(page)


def test_link_to_the_search_works_without_the_prompt(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        page.route("**/prompt.js*", _no_connection)
        page.locator("header [rel=search]").click()
        page.wait_for_url(f"{url}/search.html")


@pytest.mark.parametrize("by", ["key", "foot"])
def test_key_and_foot_stay_on_the_page_without_the_prompt(
    browser: Browser, url: str, by: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        page.route("**/prompt.js*", _no_connection)
        page.locator("header [rel=search]").focus()  # The key is not for the link.
        with page.expect_event("requestfailed"):
            if by == "key":
                page.keyboard.press("/")
            else:
                page.locator("footer > .ts-prompt button").click()
        page.wait_for_timeout(100)
        assert page.url == f"{url}/{POST}"


def test_a_reader_without_a_connection_is_told(browser: Browser, url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}/{POST}")
        open_prompt(page)
        enter(page, "restore")
        counted(page)
        context.set_offline(True)
        enter(page, "kubernetes #linux")
        said(page, "Is there a connection?")
        again = page.locator("[role=option][href$=linux]", has_text="try again")
        again.wait_for()
        context.set_offline(False)
        again.click()
        counted(page)


def test_lines_are_loaded_for_what_can_be_seen_and_move_nothing(
    each_browser: Browser, url: str
) -> None:
    with each_browser.new_page(viewport={"width": 900, "height": 400}) as page:
        page.goto(f"{url}/{POST}")
        open_prompt(page)
        # The lines come when the places of the rows are known.
        page.route("**/_static/search/x-*", lambda route: None)
        enter(page, "the")
        counted(page)
        until(page, "document.querySelectorAll('script[src*=\"/search/x-\"]').length > 0")
        tops = "[...document.querySelectorAll('[role=option]')].map((each) => each.offsetTop)"
        before = page.evaluate(tops)
        assert len(before) == 21
        page.unroute("**/_static/search/x-*")
        enter(page, "kubernetes")
        enter(page, "the")
        page.locator(".ts-line mark").first.wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate(tops) == before
        filled = "document.querySelectorAll('.ts-line bdi').length"
        seen = page.evaluate(filled)
        assert 0 < seen < 15
        page.locator("[role=option]").nth(19).scroll_into_view_if_needed()
        until(page, f"{filled} > {seen}")


def test_letters_that_follow_soon_load_nothing_on_the_way(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        open_prompt(page)
        until(page, "typeof stopwords !== 'undefined'")
        # Without a pause, as fast as the page takes them.
        page.evaluate(
            """async () => {
              const field = document.querySelector("[role=combobox]");
              for (const line of ["res", "rest", "resto", "postg", "postgr", "postgre"]) {
                field.value = line;
                field.dispatchEvent(new Event("input"));
                window.lastKey = performance.now();
                await new Promise((resolve) => setTimeout(resolve, 20));
              }
            }"""
        )
        counted(page)
        times = page.evaluate(
            "performance.getEntriesByType('resource')"
            ".filter(({ name }) => /search\\/[dtwx]-/.test(name))"
            ".map(({ startTime }) => startTime - window.lastKey)"
        )
        assert len(times) >= 2
        assert min(times) > 190
        assert page.url == f"{url}/{POST}?q=postgre"
        # What is there is searched at once, without the pause.
        page.evaluate(
            """() => {
              const field = document.querySelector("[role=combobox]");
              const list = document.querySelector("[role=listbox]");
              field.value = "postgr";
              window.waited = null;
              const start = performance.now();
              new MutationObserver(() => { window.waited ??= performance.now() - start; })
                .observe(list, { childList: true });
              field.dispatchEvent(new Event("input"));
            }"""
        )
        until(page, "window.waited !== null")
        assert page.evaluate("window.waited") < 190


def test_tab_does_not_stop_a_search(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        open_prompt(page)
        # Nothing begins so: there is nothing to complete, and the search goes on.
        type_line(page, "restoer")
        page.keyboard.press("Tab")
        assert "eleven hours" in options(page)[0]


def test_lines_of_before_stand_below_an_empty_field(each_browser: Browser, url: str) -> None:
    with each_browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}/{POST}")
        open_prompt(page)
        assert page.get_by_role("option").count() == 0
        for line in ("pwd", "restore"):
            enter(page, line)
            counted(page)
        page.goto(f"{url}/about.html")
        open_prompt(page)
        assert options(page) == ["restore", "pwd"]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        has_line(page, "restore")
        counted(page)
        assert "eleven hours" in options(page)[0]
        assert re.search(r"\?q=restore$", page.url)
