"""States of the prompt: axe-core, contrast, large text, narrow windows, and what is announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.browser.test_accessibility import AXE, FRAME
from tests.browser.test_media import OVERFLOW, TEXTS, below_contrast
from tests.helpers.prompt import (
    chosen_one,
    counted,
    enter,
    forget,
    open_prompt,
    options,
    said,
)
from tests.helpers.tools import node_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

POST = "post/dns-the-answer-was-cached.html"


def _results(page: Page) -> None:
    enter(page, "restore")
    counted(page)
    chosen_one(page)


def _list(page: Page) -> None:
    enter(page, "ls -l post/*")
    counted(page)


def _nothing(page: Page) -> None:
    enter(page, "qqqqqqq")
    said(page, "nothing found")
    page.keyboard.press("ArrowDown")


def _text(page: Page) -> None:
    enter(page, "echo grep")
    said(page, "grep")


def _error(page: Page) -> None:
    enter(page, "ls | frob")
    said(page, "command not found")


def _no_index(page: Page) -> None:
    page.route("**/_static/search/*", lambda route: route.abort())
    enter(page, "restore")
    said(page, "The index")


def _open(page: Page) -> None:
    said(page, "words search")


STATES: dict[str, Callable[[Page], None]] = {
    "open": _open,
    "results": _results,
    "list": _list,
    "nothing found": _nothing,
    "text": _text,
    "error": _error,
    "no index": _no_index,
}


def show(page: Page, url: str, state: str) -> None:
    """Open the prompt on a post, and bring it into *state*."""
    page.goto(f"{url}/{POST}")
    open_prompt(page)
    STATES[state](page)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation(browser: Browser, kinds_url: str, state: str) -> None:
    axe = node_file("axe-core/axe.min.js").read_text("utf-8")
    with browser.new_page() as page:
        show(page, kinds_url, state)
        page.evaluate(axe)
        found: dict[str, Any] = {}
        for width, height in ((1280, 800), (320, 800), (320, 256)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(FRAME)
            found[f"{width} x {height}"] = page.evaluate(AXE, "all")
        page.set_viewport_size({"width": 1280, "height": 4000})
        for scheme in SCHEMES:
            page.evaluate("name => { document.documentElement.dataset.scheme = name; }", scheme)
            found[scheme] = page.evaluate(AXE, "contrast")
        assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("state", STATES)
def test_large_text_and_narrow_windows_have_room(
    each_tab: Page, example_url: str, state: str
) -> None:
    page = each_tab
    forget(page, example_url)
    page.set_viewport_size({"width": 1280, "height": 800})
    show(page, example_url, state)
    for large in (False, True):
        if large:
            page.add_style_tag(content="html { font-size: 200%; }")
        for width, height in ((1280, 800), (390, 800), (320, 800), (320, 256)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(FRAME)
            inside = page.evaluate(
                "() => { const { scrollWidth, clientWidth } = document.querySelector('dialog');"
                " return scrollWidth <= clientWidth; }"
            )
            assert page.evaluate(OVERFLOW) == [], (width, large)
            assert inside, (width, large)
    page.unroute_all()


def test_chosen_option_comes_into_view_below_the_field(
    each_browser: Browser, example_url: str
) -> None:
    with each_browser.new_page(viewport={"width": 390, "height": 400}) as page:
        show(page, example_url, "results")
        for key in ["ArrowDown"] * 8 + ["ArrowUp"] * 5:
            page.keyboard.press(key)
            top, bottom, field = page.evaluate(
                """() => {
                  const option = document.querySelector("[aria-selected=true]");
                  const { top, bottom } = option.getBoundingClientRect();
                  const form = document.querySelector(".ts-shell form");
                  return [top, bottom, form.getBoundingClientRect().bottom];
                }"""
            )
            assert top >= field - 1, key
            assert bottom <= 401, key


@pytest.mark.parametrize("state", ["results", "nothing found", "error"])
@pytest.mark.parametrize("is_dark", [False, True])
def test_text_and_choice_are_visible_with_forced_colours(
    browser: Browser, example_url: str, state: str, is_dark: bool
) -> None:
    with browser.new_page() as page:
        page.emulate_media(forced_colors="active", color_scheme="dark" if is_dark else "light")
        show(page, example_url, state)
        texts = page.evaluate(TEXTS.replace("body *", ".ts-shell *"))
        assert below_contrast(texts, 4.5) == []
        field = page.get_by_role("combobox")
        assert field.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
        if state != "error":
            option = page.locator("[aria-selected=true]")
            assert option.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def _spoken(page: Page) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node for node in nodes if not node["ignored"]]


def _named(page: Page, role: str) -> list[str]:
    return [
        " ".join(str(node.get("name", {}).get("value", "")).split())
        for node in _spoken(page)
        if node["role"]["value"] == role
    ]


def test_screen_readers_are_told_what_there_is(browser: Browser, example_url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{example_url}/{POST}")
        button = page.get_by_role("button", name="search, or type a command")
        assert button.get_attribute("aria-keyshortcuts") == "/"
        show(page, example_url, "results")
        label = "search, or type a command"
        assert _named(page, "dialog") == [label]
        assert _named(page, "comboBoxGrouping") + _named(page, "combobox") == [label]
        assert _named(page, "listbox") == ["results"]
        assert _named(page, "option")[0].startswith("post/the-restore-took-eleven-hours.md: The")
        # A polite live region, which is there before it has something to say.
        status = page.get_by_role("status").filter(has_text="results: ")
        assert status.inner_text() == f"results: {len(options(page))}"
        properties = {
            one["name"]: one["value"].get("value")
            for node in _spoken(page)
            if node["role"]["value"] == "combobox"
            for one in node["properties"]
        }
        assert properties["expanded"] is True
        assert properties["autocomplete"] == "list"
        selected = [
            node["name"]["value"]
            for node in _spoken(page)
            if node["role"]["value"] == "option"
            and any(
                one["name"] == "selected" and one["value"].get("value")
                for one in node["properties"]
            )
        ]
        assert len(selected) == 1
        # Signs for the eye are not read.
        assert not [name for name in _named(page, "StaticText") if name in {"$", "▊"}]
