"""Tabs that tests use one after another; see tests/helpers/tabs.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """Return the address of a page with a script."""
    (tmp_path / "index.html").write_text("<script src=a.js></script>", "utf-8")
    (tmp_path / "a.js").write_text("localStorage.count ??= 0; localStorage.count++;", "utf-8")
    with served(tmp_path) as address:
        yield f"{address}/index.html"


def test_tab_that_was_closed_is_used_again_without_traces(browser: Browser, url: str) -> None:
    seen: list[str] = []
    first = browser.new_page()
    first.on("request", lambda request: seen.append(request.url))
    first.route("**/a.js", lambda route: route.fulfill(body="localStorage.other = 1"))
    first.set_viewport_size({"width": 300, "height": 300})
    first.goto(url)
    assert first.evaluate("sessionStorage.other = 1, localStorage.other") == "1"
    length = first.evaluate("history.length")
    assert len(seen) == 2
    first.close()
    second = browser.new_page()
    assert second is first
    assert second.viewport_size == {"width": 1280, "height": 720}
    second.goto(url)
    found = second.evaluate("[{...localStorage}, {...sessionStorage}, history.length]")
    assert found == [{"count": "1"}, {}, length]
    assert len(seen) == 2
    second.close()


def test_tab_of_other_options_is_another(browser: Browser, url: str) -> None:
    with browser.new_page(color_scheme="dark") as first:
        first.goto(url)
    with browser.new_page(color_scheme="light") as second:
        assert second is not first
    with browser.new_page(color_scheme="dark") as third:
        assert third is first
        third.goto(url)
        assert third.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        third.emulate_media(media="print")
        third.goto(url)
        assert third.evaluate("matchMedia('print').matches")


def test_tab_with_a_lasting_change_is_closed(browser: Browser, url: str) -> None:
    with browser.new_page() as first:
        first.emulate_media(media="print")
    assert first.is_closed()
    with browser.new_page() as second:
        second.context.set_offline(True)
    assert second.is_closed()
    with browser.new_page() as third:
        third.goto(url)
        third.goto("about:blank")
    assert third.is_closed()
