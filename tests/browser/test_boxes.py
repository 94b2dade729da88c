"""Layout and colours of pages are as recorded in tests/data/boxes.json.

`python3 develop.py boxes` records the present ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.boxes import PAGES, differences, measure_pages, read_expected

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_recorded(each_browser: Browser, example_url: str, name: str) -> None:
    found = measure_pages(each_browser, example_url, {name: PAGES[name]})
    lines = differences({view: read_expected().get(view, {}) for view in found}, found)
    if lines:
        advice = "If the changes are intended: python3 develop.py boxes"
        pytest.fail("\n".join([*lines, advice]), pytrace=False)


def test_changed_properties_are_reported(browser: Browser, example_url: str) -> None:
    pages = {"post": PAGES["post"]}
    css = """
        main h1 { margin-top: 4rem; color: var(--ts-cyan) }
        body { --ts-measure: 60ch }
        .ts-cursor { display: none }
        @media (max-width: 40rem) { main h2 { font-weight: 400 } }
        @media (prefers-color-scheme: light) { header .ts-names { background: #123456 } }
    """
    before, after = (measure_pages(browser, example_url, pages, each) for each in ("", css))
    lines = differences(before, after)
    assert "post at 320: h1 space above: 2.67 lines, was 1 line" in lines
    assert "post at 320: h2 weight: 400, was 700" in lines
    assert "post at 1280: body width: 60ch, was 76ch" in lines
    assert "post at 1280: cursor display: none, was inline-block" in lines
    assert "post, dark: h1 colour: cyan, was text" in lines
    assert "post, light: navigation ground: rgb(18, 52, 86), was none" in lines
    assert not [line for line in lines if "1280: h2 weight" in line or "dark: navigation" in line]
    assert differences(before, before) == []


def test_new_and_removed_elements_are_reported() -> None:
    old = {"home at 320": {"h1": {}, "pre": {"width": "9ch"}}}
    new = {"home at 320": {"h1": {}, "table": {"width": "9ch"}}}
    assert differences(old, new) == ["home at 320: pre is gone", "home at 320: table is new"]
