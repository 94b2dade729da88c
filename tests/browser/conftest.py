"""Fixtures for browser tests: servers of built sites, browsers, and tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.security_policy import POLICY
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Build


@pytest.fixture(scope="module")
def example_url(example_html: Build) -> Iterator[str]:
    """Return the URL of the example site on a local server."""
    with served(example_html.outdir) as url:
        yield url


@pytest.fixture(scope="module")
def policed_url(example_html: Build) -> Iterator[str]:
    """Return the URL of the example site on a local server that sends the strict policy."""
    with served(example_html.outdir, POLICY) as url:
        yield url


@pytest.fixture
def url(policed_url: str) -> str:
    """Return the address of the example site for the tests of the prompt."""
    return policed_url


@pytest.fixture(scope="module")
def kinds_url(kinds: Build) -> Iterator[str]:
    """Return the URL of the site with all kinds of pages on a local server."""
    with served(kinds.outdir) as url:
        yield url


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    """Return a browser tab that the tests of a file share."""
    return browser.new_page()


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def each_browser(request: pytest.FixtureRequest) -> Browser:
    """Return each of the browsers, for what they may do differently."""
    names = {"chromium": "browser", "firefox": "firefox"}
    running: Browser = request.getfixturevalue(names[request.param])
    return running


@pytest.fixture(scope="module")
def each_tab(each_browser: Browser) -> Page:
    """Return a tab of each browser that the tests of a file share: a new one costs half a second.

    Its storage and its history are those of the tests before.
    """
    return each_browser.new_page()
