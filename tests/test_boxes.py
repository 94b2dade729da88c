"""That nothing on a page moves, or changes its colour, without somebody's wanting it.

`python3 develop.py boxes` takes what is there now for right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.boxes import PAGES, changes, look, read
from tests.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.conftest import Build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(example_html: Build) -> Iterator[str]:
    """Return where the example site is served."""
    with served(example_html.outdir) as url:
        yield url


@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_they_are_meant_to(browser: Browser, address: str, name: str) -> None:
    found = look(browser, address, {name: PAGES[name]})
    said = changes({place: read().get(place, {}) for place in found}, found)
    if said:
        advice = "If that is meant to be so: python3 develop.py boxes"
        pytest.fail("\n".join([*said, advice]), pytrace=False)


def test_what_moves_is_named(browser: Browser, address: str) -> None:
    pages = {"post": PAGES["post"]}
    css = """
        main h1 { margin-top: 4rem; color: var(--cyan) }
        body { --measure: 60ch }
        .cursor { display: none }
        @media (max-width: 40rem) { main h2 { font-weight: 400 } }
        @media (prefers-color-scheme: light) { header .names { background: #123456 } }
    """
    before, after = (look(browser, address, pages, each) for each in ("", css))
    said = changes(before, after)
    assert "post at 320: h1 space above: 2.67 lines, was 1 line" in said
    assert "post at 320: h2 weight: 400, was 700" in said
    assert "post at 1280: body width: 60ch, was 76ch" in said
    assert "post at 1280: cursor display: none, was inline-block" in said
    assert "post, dark: h1 colour: cyan, was text" in said
    assert "post, light: navigation ground: rgb(18, 52, 86), was none" in said
    assert not [line for line in said if "1280: h2 weight" in line or "dark: navigation" in line]
    assert changes(before, before) == []


def test_what_comes_and_goes_is_named() -> None:
    old = {"home at 320": {"h1": {}, "pre": {"width": "9ch"}}}
    new = {"home at 320": {"h1": {}, "table": {"width": "9ch"}}}
    assert changes(old, new) == ["home at 320: pre is gone", "home at 320: table is new"]
