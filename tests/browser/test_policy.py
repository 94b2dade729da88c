"""No page violates a Content-Security-Policy that allows only files of its own host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.security_policy import POLICY, record_messages
from tests.helpers.browser import served
from tests.helpers.page_kinds import KINDS, open_kind, open_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

# Reports violations to the console.
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
});"""


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


def test_no_page_violates_the_policy(
    page: Page, messages: list[str], kinds: Build, policy_url: str
) -> None:
    found: dict[str, Any] = {}
    names = [name for name in kinds.files() if name.endswith(".html")]
    assert len(names) > 100
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
