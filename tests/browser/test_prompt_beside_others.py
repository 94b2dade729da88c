"""The prompt beside scripts, addresses and tags that it does not know, and on a slow connection."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.security_policy import record_messages
from tests.helpers.browser import served
from tests.helpers.prompt import (
    OPEN,
    counted,
    enter,
    has_line,
    open_prompt,
    options,
    said,
    type_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.conftest import Site

pytestmark = pytest.mark.browser

POST = "post/dns-the-answer-was-cached.html"


@pytest.fixture
def url(example_url: str) -> str:
    """Return the address of the example site on a server without the policy."""
    return example_url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a tab whose console must stay empty."""
    with browser.new_page() as tab:
        messages = record_messages(tab)
        yield tab
        assert messages == []


@pytest.mark.parametrize("query", ["?faq=1", "?highlight=q%3D", "?a=b&seq="])
def test_other_addresses_do_not_open_it(page: Page, url: str, query: str) -> None:
    page.goto(f"{url}/{POST}{query}", wait_until="networkidle")
    assert page.locator("dialog").count() == 0


def test_key_that_another_script_has_taken(page: Page, url: str) -> None:
    page.goto(f"{url}/{POST}")
    page.evaluate("document.addEventListener('keydown', (event) => event.preventDefault())")
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog").count() == 0


def test_key_on_pages_with_the_scripts_of_sphinx(page: Page, site: Site) -> None:
    site.conf('html_static_path = ["_static"]\nhtml_js_files = ["own.js"]\n')
    site.write("_static/own.js", "/* of the project */\n")
    with served(site.build().outdir) as address:
        page.goto(f"{address}/index.html")
        assert page.evaluate("typeof Documentation") == "object"
        open_prompt(page)


@pytest.mark.parametrize("kind", ["input", "textarea", "p", "select"])
def test_fields_of_the_page_keep_the_key(page: Page, url: str, kind: str) -> None:
    page.goto(f"{url}/{POST}")
    page.evaluate(
        """kind => {
          const field = document.createElement(kind);
          if (kind === "p") {
            field.contentEditable = "true";
          }
          document.querySelector("article").append(field);
          field.focus();
        }""",
        kind,
    )
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog").count() == 0
    content = page.evaluate("document.activeElement.value ?? document.activeElement.textContent")
    assert content == ("" if kind == "select" else "/")


def test_address_that_cannot_be_changed(page: Page, url: str) -> None:
    page.add_init_script(
        """History.prototype.pushState = History.prototype.replaceState = () => {
          throw new DOMException("Too many calls", "SecurityError");
        };"""
    )
    page.goto(f"{url}/{POST}")
    open_prompt(page)
    type_line(page, "restore")
    assert "eleven hours" in options(page)[0]
    enter(page, "ls post/")
    counted(page)
    page.keyboard.press("Escape")
    page.wait_for_selector(OPEN, state="detached")


def test_line_that_takes_long_does_not_say_so_over_results(page: Page, url: str) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.goto(f"{url}/{POST}")
    open_prompt(page)
    enter(page, "restore")
    counted(page)
    page.route("**/_static/search/*", hold)
    type_line(page, "quixotic")
    page.wait_for_timeout(200)
    type_line(page, "restore")
    counted(page)
    page.wait_for_timeout(700)
    assert waiting
    counted(page)
    for route in waiting:
        route.continue_()


def test_tags_of_several_words_are_offered_as_they_can_be_typed(page: Page, site: Site) -> None:
    tags = ['it\'s "odd" | so', "machine learning"]
    for name, count in (("one", 1), ("two", 2)):
        site.post(name, title=name, date="2016-01-01", tags=json.dumps(tags[-count:]))
    with served(site.build().outdir) as address:
        page.goto(f"{address}/post/one.html")
        open_prompt(page)
        for label, found in (("learning", "results: 2"), ("odd", "results: 1")):
            enter(page, "zzqqy")
            page.get_by_role("option", name=label).first.click()
            said(page, found)


def test_completion_that_is_chosen_is_no_line_that_was_entered(page: Page, site: Site) -> None:
    site.post("one", title="One", date="2016-01-01")
    site.post("other", title="Other", date="2016-01-02")
    with served(site.build().outdir) as address:
        page.goto(f"{address}/index.html")
        open_prompt(page)
        type_line(page, "cat post/o")
        page.keyboard.press("Tab")
        assert options(page) == ["cat post/one.md", "cat post/other.md"]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        has_line(page, "cat post/one.md ")
        assert page.evaluate("localStorage.getItem('transcript-history')") is None
