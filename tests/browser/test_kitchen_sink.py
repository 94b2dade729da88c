"""The manual's pages with all markup of Sphinx, docutils and MyST: their HTML and their layout.

The browser applies a Content-Security-Policy that forbids inline content and other hosts.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.security_policy import POLICY, record_messages
from tests.conftest import EXAMPLE_SITE
from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import Tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.conftest import Build

FOLDER = "manual/kitchen-sink"
PAGES = sorted(path.stem for path in (EXAMPLE_SITE / FOLDER).glob("*.[mr][ds]*"))
LINE = 24  # The line height in pixels.
WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="module")
def sink_url(example_html: Build) -> Iterator[str]:
    """Return the URL of the pages' folder on a server that sends the policy."""
    with served(example_html.outdir, POLICY) as url:
        yield f"{url}/{FOLDER}"


def _show(tab: Page, sink_url: str, name: str, width: int = 1280) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    if tab.url != f"{sink_url}/{name}.html":
        tab.goto(f"{sink_url}/{name}.html")


def _boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Return the position and size of each element that matches *selector*, in pixels."""
    found: list[dict[str, float]] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(element => {
          const {left, right, top, bottom, width, height} = element.getBoundingClientRect();
          return {left, right, top: top + scrollY, bottom: bottom + scrollY, width, height};
        })""",
        selector,
    )
    return found


def _box(page: Page, selector: str) -> dict[str, float]:
    (box,) = _boxes(page, selector)
    return box


def test_pages_build_without_warnings(example_html: Build) -> None:
    assert len(PAGES) == 12
    assert build_warnings(example_html) == []


def test_no_page_has_an_inline_style_or_script(example_html: Build) -> None:
    for name in example_html.files():
        if name.endswith(".html"):
            tags = Tags(example_html.read(name)).all
            assert [tag for tag, _ in tags if tag == "style"] == [], name
            for tag, attributes in tags:
                assert "style" not in attributes, (name, tag)
                assert not [key for key in attributes if key.startswith("on")], (name, tag)
                is_data = attributes.get("type") in {"application/ld+json", "application/json"}
                if tag == "script" and not is_data:
                    assert not attributes["src"].startswith(("http", "//")), name


def test_only_pages_with_widths_load_the_style_sheet(example_html: Build) -> None:
    loading = {name for name in PAGES if "widths.css" in example_html.read(f"{FOLDER}/{name}.html")}
    assert loading == {"pictures", "tables"}
    assert "widths.css" not in example_html.read("index.html")
    assert all("others.css" not in example_html.read(f"{FOLDER}/{name}.html") for name in PAGES)


FRAGMENTS = {
    (
        "tables",
        '<col class="ts-width-20" />\n<col class="ts-width-60" />\n<col class="ts-width-20" />',
    ),
    ("tables", '<table class="ts-width-50 docutils align-center"'),
    ("tables", '<table class="ts-width-rem-18 docutils align-right"'),
    ("pictures", '<figure class="ts-width-40 align-right"'),
    ("pictures", '<figure class="ts-width-rem-15 align-left"'),
    ("pictures", 'alt="12 characters wide" class="align-center"'),
    ("pictures", 'src="../../_images/disk.svg" width="20" height="20" '),
    ("admonitions", '<details class="admonition note">'),
    ("lists", '<ol class="upperalpha simple">'),
    ("formulas", '<span class="eqno">(1)'),
    ("docutils", '<dl class="option-list">'),
    ("api", '<li><em class="sig-param"><span class="n"><span class="pre">host</span></span>'),
    ("code", '<span class="linenos"> 98</span>'),
    ("code", '<div class="code-block-caption">'),
}


@pytest.mark.parametrize(("name", "fragment"), sorted(FRAGMENTS))
def test_markup_is_on_the_page(example_html: Build, name: str, fragment: str) -> None:
    assert fragment in example_html.read(f"{FOLDER}/{name}.html")


# -- in a browser


@pytest.mark.browser
def test_no_page_violates_the_policy_or_scrolls_sideways(tab: Page, sink_url: str) -> None:
    tab.goto("about:blank")
    messages = record_messages(tab)
    for name in PAGES:
        for width in WIDTHS:
            _show(tab, sink_url, name, width)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
        assert messages == [], name


@pytest.mark.browser
def test_elements_have_the_widths_that_authors_set(tab: Page, sink_url: str) -> None:
    _show(tab, sink_url, "pictures")
    text = _box(tab, "article > section")["width"]
    assert _box(tab, "figure.align-right")["width"] == pytest.approx(text * 0.4, abs=1)
    assert _box(tab, "figure.align-left")["width"] == 240
    assert _box(tab, 'img[alt="The same chart, smaller"]')["width"] == pytest.approx(
        text / 2, abs=1
    )
    assert _box(tab, 'img[alt="12 characters wide"]')["width"] == 192
    assert _box(tab, 'img[alt="72 pixels high"]')["height"] == pytest.approx(72, abs=1)
    assert _box(tab, 'img[alt="a disk"]')["width"] == 20
    _show(tab, sink_url, "tables")
    assert _box(tab, "table.align-center")["width"] == pytest.approx(text / 2, abs=1)
    assert _box(tab, "table.align-right")["width"] == 288
    columns = _boxes(tab, "table:has(col) th")
    whole = sum(column["width"] for column in columns)
    assert [round(column["width"] / whole, 1) for column in columns] == [0.2, 0.6, 0.2]


@pytest.mark.browser
def test_floating_elements_float_only_if_there_is_room(tab: Page, sink_url: str) -> None:
    _show(tab, sink_url, "pictures")
    text, figure = _box(tab, "article > section"), _box(tab, "figure.align-right")
    beside = _box(tab, "figure.align-right + p")
    assert figure["right"] == pytest.approx(text["right"], abs=1)
    assert beside["top"] == figure["top"]
    assert _box(tab, "#left > h3")["top"] >= figure["bottom"] + LINE
    centred = _box(tab, 'img[alt="12 characters wide"]')
    middle = (text["left"] + text["right"]) / 2
    assert (centred["left"] + centred["right"]) / 2 == pytest.approx(middle, abs=1)
    _show(tab, sink_url, "pictures", 320)
    figure = _box(tab, "figure.align-right")
    assert figure["width"] == pytest.approx(_box(tab, "article > section")["width"], abs=1)
    assert _box(tab, "figure.align-right + p")["top"] == figure["bottom"] + LINE
    for width, is_beside in [(1280, True), (320, False)]:
        _show(tab, sink_url, "admonitions", width)
        side = _box(tab, ".sidebar")
        assert (_box(tab, ".sidebar + p")["top"] == side["top"]) is is_beside


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["admonitions", "api", "code", "docutils", "headings", "lists"])
def test_lines_are_on_a_grid(tab: Page, sink_url: str, name: str, width: int) -> None:
    _show(tab, sink_url, name, width)
    # Headings are larger than lines, so only the text below them is checked.
    blocks = "p, li, dt, dd, pre, td, blockquote, .admonition, .sig"
    first = _box(tab, "main")["top"]
    for box in _boxes(tab, f"article :is({blocks}):not(.ts-prompt)"):
        if box["height"]:
            off = (box["top"] - first) % (LINE / 2)
            assert min(off, LINE / 2 - off) < 0.6, (box, off)


@pytest.mark.browser
def test_each_parameter_is_on_its_own_line(tab: Page, sink_url: str) -> None:
    _show(tab, sink_url, "api")
    name, *_ = _boxes(tab, "#connect > .sig-name")
    parameters = _boxes(tab, "#connect li")
    assert [round((box["top"] - name["top"]) / LINE) for box in parameters] == list(range(1, 8))
    assert {round(box["left"] - name["left"]) for box in parameters} == {
        round(3 * name["width"] / len("connect"))
    }


@pytest.mark.browser
def test_fields_and_table_cells_are_wide_enough_on_a_phone(tab: Page, sink_url: str) -> None:
    _show(tab, sink_url, "lists", 320)
    assert min(box["width"] for box in _boxes(tab, ".field-list > dd")) > 250
    _show(tab, sink_url, "tables", 320)
    wide = _boxes(tab, ".ts-table-scroll:has(th:nth-child(11)) td:last-child")
    assert max(box["height"] for box in wide) <= 3 * LINE


def test_style_sheet_has_all_widths(example_html: Build) -> None:
    sheet = Path(example_html.outdir, "_static", "widths.css").read_text("utf-8")
    known: dict[str, Any] = dict(re.findall(r"\.(ts-width-[\w-]+)\{width:([\w%]+)", sheet))
    assert len(known) == 160
    assert known["ts-width-1"] == "1%"
    assert known["ts-width-100"] == "100%"
    assert known["ts-width-rem-60"] == "60rem"
