"""A policy that allows a page nothing but what its own host serves: no page goes against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import launched, served
from tests.page_kinds import KINDS, open_kind, open_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'"
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
});"""


@pytest.fixture(scope="module")
def address(kinds: Build) -> Iterator[str]:
    """Return where the pages are served under the policy."""
    with served(kinds.outdir, POLICY) as url:
        yield url


def _note(said: list[str], message: ConsoleMessage) -> None:
    # A browser asks for it where no page names an icon.
    if not message.location["url"].endswith("/favicon.ico"):
        said.append(f"{message.type}: {message.text}")


@pytest.fixture(scope="module")
def opened() -> Iterator[tuple[Page, list[str]]]:
    """Return a page, and what its console says."""
    said: list[str] = []
    with launched() as browser:
        page = browser.new_page()
        page.add_init_script(VIOLATIONS)
        page.on("console", lambda message: _note(said, message))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page, said


@pytest.fixture
def page(opened: tuple[Page, list[str]]) -> Page:
    """Return the page, and forget what was said."""
    opened[1].clear()
    return opened[0]


def test_no_page_of_the_sites_violates_it(
    page: Page, opened: tuple[Page, list[str]], kinds: Build, address: str
) -> None:
    found: dict[str, Any] = {}
    names = [name for name in kinds.files() if name.endswith(".html")]
    assert len(names) > 100
    for name in names:
        open_path(page, address, name)
        if opened[1]:
            found[name] = [*opened[1]]
            opened[1].clear()
    assert found == {}


@pytest.mark.parametrize("kind", ["search results", "404", "alias"])
def test_no_script_or_answer_violates_it(
    page: Page, opened: tuple[Page, list[str]], address: str, kind: str
) -> None:
    open_kind(page, address, kind)
    # Only the missing page's own status is said.
    assert [said for said in opened[1] if "404" not in said] == []
    assert kind == "404" or page.url == f"{address}/{KINDS[kind]}"


def test_choice_of_colours_works_under_it(
    page: Page, opened: tuple[Page, list[str]], address: str
) -> None:
    open_kind(page, address, "post")
    page.get_by_role("button", name="amber", exact=True).click()
    assert page.locator("html").get_attribute("data-scheme") == "amber"
    assert opened[1] == []


def test_violation_would_be_seen(page: Page, opened: tuple[Page, list[str]], address: str) -> None:
    open_kind(page, address, "home")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')")
    page.wait_for_timeout(100)
    assert any("style-src-attr: inline" in said for said in opened[1]), opened[1]
