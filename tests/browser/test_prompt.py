"""The prompt by keyboard and by touch, in each browser, under a policy without inline code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.security_policy import record_messages
from tests.helpers.prompt import (
    OPEN,
    chosen,
    chosen_one,
    counted,
    enter,
    forget,
    has_line,
    open_prompt,
    options,
    said,
    type_line,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


pytestmark = pytest.mark.browser

POST = "post/dns-the-answer-was-cached.html"


@pytest.fixture(scope="module")
def recorded(each_tab: Page) -> tuple[Page, list[str]]:
    """Return a tab of each browser, and the list of its console messages."""
    return each_tab, record_messages(each_tab)


@pytest.fixture
def page(recorded: tuple[Page, list[str]], url: str) -> Iterator[Page]:
    """Return a tab with a post, as for a new reader, whose console must stay empty."""
    tab, messages = recorded
    forget(tab, url)
    messages.clear()
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto(f"{url}/{POST}")
    yield tab
    tab.unroute_all()
    assert messages == []


def test_nothing_of_it_is_loaded_before_it_is_used(each_browser: Browser, url: str) -> None:
    with each_browser.new_page() as tab:
        loaded: list[str] = []
        tab.on("request", lambda request: loaded.append(re.sub(r".*/|\?.*", "", request.url)))
        tab.goto(f"{url}/{POST}", wait_until="networkidle")
        assert [name for name in loaded if "prompt" in name and name != "prompt.svg"] == []
        open_prompt(tab)
        tab.keyboard.type("restore")
        options(tab)
        until(tab, "!!document.querySelector('.ts-line mark')")
        scripts = [name for name in loaded if name.startswith("prompt") and name.endswith(".js")]
        assert scripts == ["prompt.js", "prompt-lines.js"]
        assert "searchindex.js" not in loaded
        enter(tab, "ls post/")
        counted(tab)
        until(tab, "!!document.querySelector('script[src*=prompt-shell]')")


@pytest.mark.parametrize("by", ["key", "foot", "navigation", "line of links"])
def test_it_opens_and_gives_the_focus_back(page: Page, by: str) -> None:
    targets = {
        "foot": page.get_by_role("button", name="search, or type a command"),
        "navigation": page.locator("header [rel=search]"),
        "line of links": page.locator("footer [rel=search]"),
    }
    before = page.get_by_role("link", name="about.md")
    before.focus()
    if by == "key":
        page.keyboard.press("/")
    else:
        before = targets[by]
        before.click()
    page.wait_for_selector(OPEN)
    field = page.get_by_role("combobox", name="search, or type a command")
    assert field.evaluate("each => each === document.activeElement")
    assert field.input_value() == ""
    page.keyboard.press("Escape")
    page.wait_for_selector(OPEN, state="detached")
    assert before.evaluate("each => each === document.activeElement")
    # A second time it is there at once.
    page.keyboard.press("/")
    assert page.locator(OPEN).count() == 1
    page.get_by_role("button", name="close").click()
    assert page.locator(OPEN).count() == 0


def test_modifiers_leave_links_and_the_key_alone(page: Page) -> None:
    page.keyboard.press("Control+/")
    page.keyboard.press("Alt+/")
    # After the listener of the page's script.
    page.evaluate(
        "addEventListener('click', (event) => {"
        " window.isKept = !event.defaultPrevented; event.preventDefault(); })"
    )
    link = page.locator("header [rel=search]")
    link.dispatch_event("click", {"ctrlKey": True, "bubbles": True, "cancelable": True})
    assert page.evaluate("window.isKept") is True
    assert page.evaluate("window.TranscriptPrompt") is None
    link.dispatch_event("click", {"bubbles": True, "cancelable": True})
    assert page.evaluate("window.isKept") is False
    page.wait_for_selector(OPEN)


def test_the_key_is_left_to_fields_in_components(page: Page) -> None:
    page.evaluate(
        """() => {
          const host = document.querySelector("article").appendChild(document.createElement("div"));
          host.attachShadow({ mode: "open" }).append(document.createElement("textarea"));
          host.shadowRoot.firstChild.focus();
        }"""
    )
    page.keyboard.press("/")
    assert page.evaluate("window.TranscriptPrompt") is None
    assert page.evaluate("document.activeElement.shadowRoot.firstChild.value") == "/"


def test_what_is_typed_before_it_is_there_is_not_lost(page: Page) -> None:
    page.evaluate(
        """for (const key of ["/", "r", "e", "s", "t"]) {
          const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
        }"""
    )
    page.wait_for_selector(OPEN)
    assert page.get_by_role("combobox").input_value() == "rest"
    assert any("restore" in option for option in options(page))


def test_words_are_found_while_they_are_typed(page: Page, url: str) -> None:
    field = open_prompt(page)
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.type("restore")
    first = "post/the-restore-took-eleven-hours.md: The restore took eleven hours 2017-11-19"
    assert options(page)[0].startswith(first)
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    # The lines of the pages come later.
    page.locator("[role=option] .ts-line mark", has_text="restores").first.wait_for()
    assert page.url == f"{url}/{POST}?q=restore"
    assert chosen(page) is None
    page.keyboard.press("ArrowDown")
    assert "eleven hours" in chosen(page)
    page.keyboard.press("ArrowDown")
    second = chosen(page)
    assert "eleven hours" not in second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}/post/the-restore-took-eleven-hours.html**")
    page.locator(".highlighted").first.wait_for()
    if page.context.browser and page.context.browser.browser_type.name == "chromium":
        # Playwright doesn't see that Firefox goes back to a page that it has kept.
        page.go_back()
        page.wait_for_selector(OPEN)
        assert options(page)[0].startswith(first)
        assert field.input_value() == "restore"


def test_address_has_the_line_and_the_ways_back(page: Page, url: str) -> None:
    open_prompt(page)
    enter(page, "restore")
    counted(page)
    page.wait_for_url(f"{url}/{POST}?q=restore")
    enter(page, "kubernetes #linux")
    page.wait_for_url(f"{url}/{POST}?q=kubernetes+%23linux")
    page.go_back()
    has_line(page, "restore")
    assert page.url == f"{url}/{POST}?q=restore"
    page.keyboard.press("Escape")
    page.wait_for_url(f"{url}/{POST}")
    assert page.locator(OPEN).count() == 0
    # The entry before the prompt is that of the page.
    page.goto(f"{url}/{POST}?q=restore")
    page.wait_for_selector(OPEN)
    assert "eleven hours" in options(page)[0]
    page.keyboard.press("Escape")
    page.wait_for_url(f"{url}/{POST}")


def test_commands_list_open_and_choose_colours(page: Page, url: str) -> None:
    open_prompt(page)
    enter(page, "ls -t post/*.md | head -n 2")
    said(page, "results: 2")
    rows = options(page)
    assert "the-restore-took-eleven-hours.md" in rows[0]
    assert "The restore took eleven hours" in rows[0]
    assert chosen(page) is not None
    enter(page, "theme dark")
    page.wait_for_selector("html[data-scheme=dark]")
    enter(page, "help")
    said(page, "results: 16")
    page.get_by_role("option", name="ls [-tr]").click()
    has_line(page, "ls")
    counted(page)
    enter(page, "pwd")
    said(page, "results: 1")
    assert options(page) == ["~"]
    enter(page, "ls | frob")
    said(page, "frob: command not found")
    assert page.locator(".ts-shell .ts-error").count() == 1
    enter(page, "exit")
    page.wait_for_selector(OPEN, state="detached")
    open_prompt(page)
    enter(page, "cat about.md")
    page.wait_for_url(f"{url}/about.html")


def test_first_enter_searches_and_the_second_opens(page: Page, url: str) -> None:
    open_prompt(page)
    enter(page, "kubernetes boss")
    chosen_one(page)
    assert page.url == f"{url}/{POST}?q=kubernetes+boss"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("bios-beep-sequence"))


def test_enter_after_typing_does_not_follow_the_old_option(page: Page, url: str) -> None:
    open_prompt(page)
    enter(page, "restore")
    chosen_one(page)
    page.keyboard.type("d")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}/{POST}?q=restored")


def test_tab_completes_what_was_typed_and_else_moves_on(page: Page) -> None:
    field = open_prompt(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "close"
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("cat ab")
    page.keyboard.press("Tab")
    has_line(page, "cat about.md ")
    assert field.evaluate("each => each === document.activeElement")
    type_line(page, "cat post/the-")
    page.keyboard.press("Tab")
    assert len(options(page)) > 1
    page.get_by_role("option", name="hours.md").click()
    has_line(page, "cat post/the-restore-took-eleven-hours.md ")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/post/the-restore-took-eleven-hours\.html"))


def test_tab_does_not_trap_the_focus(page: Page) -> None:
    open_prompt(page)
    page.keyboard.type("zzzzzz")
    said(page, "nothing found")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "close"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.role") != "combobox"


def test_more_is_added_to_what_is_there(page: Page) -> None:
    open_prompt(page)
    enter(page, "the")
    said(page, "20 of ")
    assert options(page)[-1] == "more"
    page.get_by_role("option", name="more", exact=True).click()
    until(page, "document.querySelectorAll('[role=option]').length > 21")
    found = page.get_by_role("option").evaluate_all("all => all.map((each) => each.id)")
    assert len(found) == len(set(found))
    assert chosen(page) == page.get_by_role("option").nth(20).inner_text()


def test_line_that_is_meant_stands_above_what_is_found(page: Page) -> None:
    open_prompt(page)
    enter(page, "vi post")
    said(page, "20 of ")
    assert chosen_one(page) == "less post"
    assert len(options(page)) == 22  # With "more".
    page.get_by_role("option", name="more", exact=True).click()
    until(page, "document.querySelectorAll('[role=option]').length > 22")
    found = options(page)
    assert "more" not in found[:40]
    assert len(found) == len(set(found))
    assert chosen(page) == page.get_by_role("option").nth(21).inner_text()
    enter(page, "find . -name 'about*'")
    said(page, "bash: find: command not found")
    page.keyboard.press("Enter")
    has_line(page, "ls **/about*")


def test_nothing_found_offers_ways_to_go_on(page: Page) -> None:
    open_prompt(page)
    enter(page, "restoer eleven")
    assert "eleven hours" in options(page)[0]
    enter(page, "qqqqqqq")
    said(page, "nothing found")
    assert chosen(page) is None
    assert {"home", "post/", "tag/", "archive/", "index of terms"} <= set(options(page))
