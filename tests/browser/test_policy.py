"""No page violates a Content-Security-Policy that allows only files of its own host."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.security_policy import POLICY, record_messages
from tests.conftest import Build
from tests.helpers.browser import served
from tests.helpers.page_kinds import KINDS, open_kind, open_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# Reports violations to the console.
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
});"""


ELEMENT = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<\w[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(
    r"\b(href|src|srcset|action|id|for|title|alt|content|value|width|height|viewBox|d|points"
    r'|colspan|rowspan|start|datetime|data-[\w-]+|aria-[\w-]+)="([^"]*)"'
)
HOST = re.compile(r"(?:[a-z]+:)?(?://[^/]*)?")


@pytest.fixture(scope="module")
def policy_url(kinds: Build) -> Iterator[str]:
    """Return the URL of all kinds of pages on a server that sends the policy."""
    with served(kinds.outdir, POLICY) as url:
        yield url


@pytest.fixture(scope="module")
def recorded(browser: Browser) -> tuple[Page, list[str]]:
    """Return a tab, and the list of its console messages."""
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    return page, record_messages(page)


@pytest.fixture
def page(recorded: tuple[Page, list[str]]) -> Page:
    """Return the tab."""
    return recorded[0]


@pytest.fixture
def messages(recorded: tuple[Page, list[str]]) -> list[str]:
    """Return the console messages since the start of the test."""
    recorded[1].clear()
    return recorded[1]


def pages_with_new_markup(build: Build) -> list[str]:
    """Return the pages with an element that no page before them has; see `element_form`.

    A browser opens a page in a tenth of a second, and a site has hundreds that are alike.
    """
    forms: set[str] = set()
    found = []
    for name in build.files():
        if name.endswith(".html"):
            these = {element_form(element) for element in set(ELEMENT.findall(build.read(name)))}
            if not these <= forms:
                found.append(name)
                forms |= these
    return found


@cache
def element_form(element: str) -> str:
    """Return *element* without the values of attributes that no policy and no script looks at.

    Of addresses the scheme and the host are kept; scripts and style elements, as they are.
    """
    if element.endswith(("</script>", "</style>")):
        return element
    return ATTRIBUTE.sub(lambda found: f"{found[1]}={_host(found[2])}", element)


def _host(address: str) -> str:
    found = HOST.match(address)
    return found[0] if found else ""


def test_pages_with_new_markup_have_what_a_policy_can_forbid(tmp_path: Path) -> None:
    pages = {
        "a": '<p id="a" class="x"><a href="a.html">A</a>',
        "b": '<p id="b" class="x"><a href="b.html">B</a>',
        "c": '<p id="c" class="x" style="color: red"><a href="c.html">B</a>',
        "d": '<p id="d" class="x"><a href="https://example.org/d.html">B</a>',
        "e": '<p id="e" class="x"><script>1</script><a href="e.html">B</a>',
        "f": '<p id="f" class="x"><script>2</script><a href="f.html">B</a>',
        "g": '<p id="g" class="x" onclick="f()"><script>2</script><a href="g.html">B</a>',
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    found = pages_with_new_markup(Build(tmp_path, "", ""))
    assert found == ["a.html", "c.html", "d.html", "e.html", "f.html", "g.html"]


def test_no_page_violates_the_policy(
    page: Page, messages: list[str], kinds: Build, policy_url: str
) -> None:
    found: dict[str, Any] = {}
    names = pages_with_new_markup(kinds)
    assert len(names) > 50
    for name in names:
        open_path(page, policy_url, name)
        if messages:
            found[name] = [*messages]
            messages.clear()
    assert found == {}


@pytest.mark.parametrize("kind", ["search results", "404", "alias"])
def test_no_script_or_response_violates_the_policy(
    page: Page, messages: list[str], policy_url: str, kind: str
) -> None:
    open_kind(page, policy_url, kind)
    # The browser reports the status of the missing page.
    assert [message for message in messages if "404" not in message] == []
    assert kind == "404" or page.url == f"{policy_url}/{KINDS[kind]}"


def test_choice_of_colours_works_under_the_policy(
    page: Page, messages: list[str], policy_url: str
) -> None:
    open_kind(page, policy_url, "post")
    page.get_by_role("button", name="amber", exact=True).click()
    assert page.locator("html").get_attribute("data-scheme") == "amber"
    assert messages == []


def test_violation_is_detected(page: Page, messages: list[str], policy_url: str) -> None:
    open_kind(page, policy_url, "home")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')")
    page.wait_for_timeout(100)
    assert any("style-src-attr: inline" in message for message in messages), messages
