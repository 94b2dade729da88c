"""The prompt with bad input, without its data, without storage, and in two tabs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.security_policy import record_messages
from tests.helpers.prompt import (
    OPEN,
    counted,
    enter,
    forget,
    has_line,
    open_prompt,
    options,
    said,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.conftest import Build

pytestmark = pytest.mark.browser

POST = "post/dns-the-answer-was-cached.html"
MARKUP = "<img src=x onerror=alert(1)>"
LINES = {
    "markup": MARKUP,
    "closing tag": "</title><script>window.bad = 1</script>",
    "regular expression": "(a+)+$ [z-a] \\",
    "quotes": "'\"`",
    "an open quote": 'grep "restore',
    "ten thousand characters": "restore " * 1250,
    "one long word": "x" * 10_000,
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u202e",
    "lone surrogate": "\ud800",
    "names of objects": "__proto__ constructor toString",
    "pipes": "| | |",
    "option": "ls --help",
    "glob": "ls [",
    "variable": "ls $(rm -rf /) `id` $HOME",
}


@pytest.mark.parametrize("name", LINES)
def test_no_line_breaks_it_or_gets_into_the_page(tab: Page, url: str, name: str) -> None:
    line = LINES[name]
    page = tab
    forget(page, url)
    messages = record_messages(page)
    page.goto(f"{url}/{POST}")
    field = open_prompt(page)
    before = page.locator("body *").count()
    field.evaluate(
        "(each, line) => { each.value = line.slice(0, each.maxLength);"
        " each.dispatchEvent(new Event('input')); }",
        line,
    )
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.locator(".ts-shell img, .ts-shell script").count() == 0
    assert page.evaluate("window.bad") is None
    assert page.locator("body *").count() >= before
    assert page.locator(OPEN).count() == 1
    said(page, "")
    assert page.locator(".ts-shell [role=status]").inner_text() != ""
    # The same line from outside.
    encoded = quote(line[:1500], errors="replace")
    page.goto(f"{url}/{POST}?q={encoded}#{encoded[:100]}")
    page.wait_for_selector(OPEN)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.locator(".ts-shell img, .ts-shell script").count() == 0
    assert page.evaluate("window.bad") is None
    assert messages == []


@pytest.mark.parametrize("line", ["theme dark", "cat about.md", "clear", "exit", "cd .."])
def test_command_in_an_address_does_nothing_by_itself(
    browser: Browser, url: str, line: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}?q={quote(line)}")
        page.wait_for_selector(OPEN)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert page.url == f"{url}/{POST}?q={quote(line)}"
        assert page.locator("html[data-scheme]").count() == 0
        assert page.locator(OPEN).count() == 1


def _no_connection(route: Route) -> None:
    route.abort("internetdisconnected")


def _not_found(route: Route) -> None:
    route.fulfill(status=404, body="not found")


def _other_page(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<!DOCTYPE html><title>404</title>")


def _cut_off(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.text()[:50])


MISSING, OFFLINE = "The index isn't there.", "The index can't be loaded."
ANSWERS = {
    "no connection": (_no_connection, (MISSING, OFFLINE)),
    "404": (_not_found, (MISSING,)),
    "404 page served as 200": (_other_page, (MISSING,)),
    "cut off": (_cut_off, (MISSING, "The index can't be read.")),
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("files", ["**/_static/search/*", "**/_static/search/t-*"])
def test_index_that_does_not_load_is_said_and_can_be_tried_again(
    browser: Browser, url: str, answer: str, files: str
) -> None:
    handler, texts = ANSWERS[answer]
    texts = (*texts, "The site has been rebuilt.") if "t-*" in files else texts
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        page.route(files, handler)
        open_prompt(page)
        enter(page, "restore")
        page.wait_for_selector(".ts-shell .ts-error")
        found = page.locator(".ts-shell .ts-error").inner_text()
        assert found.startswith(texts), found
        assert options(page)[0] == "try again"
        assert {"post/", "tag/"} <= set(options(page))
        page.unroute(files)
        page.get_by_role("option", name="try again").click()
        if answer != "cut off":  # Chromium has kept what it was given.
            counted(page)
            assert "eleven hours" in options(page)[0]


@pytest.mark.parametrize("script", ["prompt-lines.js", "prompt-shell.js"])
def test_script_that_does_not_load_is_said(browser: Browser, url: str, script: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        page.route(f"**/{script}*", _no_connection)
        open_prompt(page)
        enter(page, "ls")
        said(page, OFFLINE)
        page.unroute(f"**/{script}*")
        page.get_by_role("option", name="try again").click()
        counted(page)


@pytest.mark.parametrize("key", ["Tab", "ArrowUp"])
def test_key_that_needs_what_does_not_load_is_answered(
    browser: Browser, url: str, key: str
) -> None:
    with browser.new_page() as page:
        messages = record_messages(page)
        page.goto(f"{url}/{POST}")
        page.route("**/prompt-shell.js*", _no_connection)
        open_prompt(page)
        page.keyboard.type("ls po")
        page.keyboard.press(key)
        said(page, OFFLINE)
        assert [message for message in messages if "Failed to load" not in message] == []


def test_more_that_does_not_load_is_said(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        open_prompt(page)
        enter(page, "the")
        said(page, "20 of ")
        page.evaluate("void (TranscriptSearch.search = async () => { throw { code: 'missing' }; })")
        page.get_by_role("option", name="more", exact=True).click()
        said(page, MISSING)


def test_site_is_searched_without_a_style_sheet(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}/{POST}")
        page.route("**/prompt.css*", _no_connection)
        open_prompt(page)
        enter(page, "restore")
        counted(page)


STORAGE_OFF = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""


@pytest.mark.parametrize("stored", ["off", "broken", "of others", "empty"])
def test_history_with_and_without_storage(browser: Browser, url: str, stored: str) -> None:
    with browser.new_context() as context:
        if stored == "off":
            context.add_init_script(STORAGE_OFF)
        page = context.new_page()
        messages = record_messages(page)
        page.goto(f"{url}/{POST}")
        if stored in {"broken", "of others"}:
            value = "{[" if stored == "broken" else '{"a": 1}'
            page.evaluate("value => localStorage.setItem('transcript-history', value)", value)
        field = open_prompt(page)
        for line in ("pwd", "help", "pwd", "ls zz"):
            enter(page, line)
            page.wait_for_load_state("networkidle")
        field.fill("half")
        for expected in ("ls zz", "pwd", "help", "help"):
            page.keyboard.press("ArrowUp")
            has_line(page, expected)
        for expected in ("pwd", "ls zz", "", ""):
            page.keyboard.press("ArrowDown")
            has_line(page, expected)
        assert messages == []


def test_two_tabs_share_the_history(browser: Browser, url: str) -> None:
    with browser.new_context() as context:
        tabs = [context.new_page(), context.new_page()]
        for tab in tabs:
            tab.goto(f"{url}/{POST}")
            open_prompt(tab)
        enter(tabs[0], "pwd")
        said(tabs[0], "results: 1")
        enter(tabs[1], "help")
        said(tabs[1], "results: 16")
        # What one tab stores reaches the process of the other a little later.
        tabs[0].wait_for_function(
            """() => localStorage.getItem('transcript-history') === '["pwd","help"]'"""
        )
        tabs[0].get_by_role("combobox").fill("")
        for expected in ("help", "pwd"):
            tabs[0].keyboard.press("ArrowUp")
            has_line(tabs[0], expected)


def test_it_works_from_files(each_browser: Browser, example_html: Build) -> None:
    with each_browser.new_page() as page:
        page.goto(Path(example_html.outdir, POST).as_uri())
        open_prompt(page)
        enter(page, "restore")
        assert "eleven hours" in options(page)[0]
        page.get_by_role("option").first.click()
        page.wait_for_url("**/the-restore-took-eleven-hours.html**")
