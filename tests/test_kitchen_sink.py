"""All that Sphinx, docutils and MyST can put on a page: its HTML, and what a browser makes of it.

In a browser, under a policy that forbids what is inline and what comes from elsewhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import served
from tests.conftest import EXAMPLE_SITE
from tests.site_reader import Tags
from tests.traces import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

    from tests.conftest import Build

FOLDER = "manual/kitchen-sink"
PAGES = sorted(path.stem for path in (EXAMPLE_SITE / FOLDER).glob("*.[mr][ds]*"))
POLICY = "default-src 'self'"
LINE = 24
WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="module")
def address(example_html: Build) -> Iterator[str]:
    """Return where the pages are served under the policy."""
    with served(example_html.outdir, POLICY) as url:
        yield f"{url}/{FOLDER}"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """Return a page that all tests show what they look at in."""
    return browser.new_page()


def _show(page: Page, address: str, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    if page.url != f"{address}/{name}.html":
        page.goto(f"{address}/{name}.html")


def _heard(page: Page) -> list[str]:
    """Return a list that is to have what *page* will write to the console."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A browser asks for it where no page names an icon.
        if not message.location["url"].endswith("/favicon.ico"):
            said.append(message.text)

    page.on("console", hear)
    return said


def _boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Return where each element that *selector* finds is, and how large."""
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


def test_pages_are_these(example_html: Build) -> None:
    assert len(PAGES) == 12
    assert complaints(example_html) == []


def test_no_page_has_an_inline_style_or_script(example_html: Build) -> None:
    for name in example_html.files():
        if name.endswith(".html"):
            tags = Tags(example_html.read(name)).all
            assert [tag for tag, _ in tags if tag == "style"] == [], name
            for tag, attributes in tags:
                assert "style" not in attributes, (name, tag)
                assert not [key for key in attributes if key.startswith("on")], (name, tag)
                if tag == "script" and attributes.get("type") != "application/ld+json":
                    assert not attributes["src"].startswith(("http", "//")), name


def test_only_pages_with_widths_load_their_sheet(example_html: Build) -> None:
    loading = {name for name in PAGES if "widths.css" in example_html.read(f"{FOLDER}/{name}.html")}
    assert loading == {"pictures", "tables"}
    assert "widths.css" not in example_html.read("index.html")
    assert all("others.css" not in example_html.read(f"{FOLDER}/{name}.html") for name in PAGES)


FRAGMENTS = {
    ("tables", '<col class="width-20" />\n<col class="width-60" />\n<col class="width-20" />'),
    ("tables", '<table class="width-50 docutils align-center"'),
    ("tables", '<table class="width-rem-18 docutils align-right"'),
    ("pictures", '<figure class="width-40 align-right"'),
    ("pictures", '<figure class="width-rem-15 align-left"'),
    ("pictures", 'alt="12 characters wide" class="align-center"'),
    ("pictures", 'src="../../_images/disk.svg" width="20" />'),
    ("admonitions", '<details class="admonition note">'),
    ("lists", '<ol class="upperalpha simple">'),
    ("formulas", '<span class="eqno">(1)'),
    ("docutils", '<dl class="option-list">'),
    ("api", '<li><em class="sig-param"><span class="n"><span class="pre">host</span></span>'),
    ("code", '<span class="linenos"> 98</span>'),
    ("code", '<div class="code-block-caption">'),
}


@pytest.mark.parametrize(("name", "fragment"), sorted(FRAGMENTS))
def test_fragments(example_html: Build, name: str, fragment: str) -> None:
    assert fragment in example_html.read(f"{FOLDER}/{name}.html")


# -- in a browser


@pytest.mark.browser
def test_nothing_is_forbidden_or_scrolls_the_page(page: Page, address: str) -> None:
    page.goto("about:blank")
    said = _heard(page)
    for name in PAGES:
        for width in WIDTHS:
            _show(page, address, name, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert said == [], name


@pytest.mark.browser
def test_widths_are_those_that_were_given(page: Page, address: str) -> None:
    _show(page, address, "pictures")
    text = _box(page, "article > section")["width"]
    assert _box(page, "figure.align-right")["width"] == pytest.approx(text * 0.4, abs=1)
    assert _box(page, "figure.align-left")["width"] == 240
    assert _box(page, 'img[alt="The same chart, smaller"]')["width"] == pytest.approx(
        text / 2, abs=1
    )
    assert _box(page, 'img[alt="12 characters wide"]')["width"] == 192
    assert _box(page, 'img[alt="72 pixels high"]')["height"] == 72
    assert _box(page, 'img[alt="a disk"]')["width"] == 20
    _show(page, address, "tables")
    assert _box(page, "table.align-center")["width"] == pytest.approx(text / 2, abs=1)
    assert _box(page, "table.align-right")["width"] == 288
    columns = _boxes(page, "table:has(col) th")
    whole = sum(column["width"] for column in columns)
    assert [round(column["width"] / whole, 1) for column in columns] == [0.2, 0.6, 0.2]


@pytest.mark.browser
def test_what_stands_at_a_side_does_so_where_there_is_room(page: Page, address: str) -> None:
    _show(page, address, "pictures")
    text, figure = _box(page, "article > section"), _box(page, "figure.align-right")
    beside = _box(page, "figure.align-right + p")
    assert figure["right"] == pytest.approx(text["right"], abs=1)
    assert beside["top"] == figure["top"]
    assert _box(page, "#left > h3")["top"] >= figure["bottom"] + LINE
    centred = _box(page, 'img[alt="12 characters wide"]')
    middle = (text["left"] + text["right"]) / 2
    assert (centred["left"] + centred["right"]) / 2 == pytest.approx(middle, abs=1)
    _show(page, address, "pictures", 320)
    figure = _box(page, "figure.align-right")
    assert figure["width"] == pytest.approx(_box(page, "article > section")["width"], abs=1)
    assert _box(page, "figure.align-right + p")["top"] == figure["bottom"] + LINE
    for width, is_beside in [(1280, True), (320, False)]:
        _show(page, address, "admonitions", width)
        side = _box(page, ".sidebar")
        assert (_box(page, ".sidebar + p")["top"] == side["top"]) is is_beside


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["admonitions", "api", "code", "docutils", "headings", "lists"])
def test_lines_stand_on_a_grid(page: Page, address: str, name: str, width: int) -> None:
    _show(page, address, name, width)
    # Titles are large: what matters is the text below them.
    blocks = "p, li, dt, dd, pre, td, blockquote, .admonition, .sig"
    first = _box(page, "main")["top"]
    for box in _boxes(page, f"article :is({blocks}):not(.prompt)"):
        if box["height"]:
            off = (box["top"] - first) % (LINE / 2)
            assert min(off, LINE / 2 - off) < 0.6, (box, off)


@pytest.mark.browser
def test_parameters_stand_one_a_line(page: Page, address: str) -> None:
    _show(page, address, "api")
    name, *_ = _boxes(page, "#connect > .sig-name")
    parameters = _boxes(page, "#connect li")
    assert [round((box["top"] - name["top"]) / LINE) for box in parameters] == list(range(1, 8))
    assert {round(box["left"] - name["left"]) for box in parameters} == {
        round(3 * name["width"] / len("connect"))
    }


@pytest.mark.browser
def test_fields_and_tables_can_be_read_on_a_phone(page: Page, address: str) -> None:
    _show(page, address, "lists", 320)
    assert min(box["width"] for box in _boxes(page, ".field-list > dd")) > 250
    _show(page, address, "tables", 320)
    wide = _boxes(page, ".table-scroll:has(th:nth-child(11)) td:last-child")
    assert max(box["height"] for box in wide) <= 3 * LINE


def test_sheet_has_every_width_that_a_page_may_ask_for(example_html: Build) -> None:
    sheet = Path(example_html.outdir, "_static", "widths.css").read_text("utf-8")
    known: dict[str, Any] = dict(re.findall(r"\.(width-[\w-]+) \{ width: ([\w%]+);", sheet))
    assert len(known) == 160
    assert known["width-1"] == "1%"
    assert known["width-100"] == "100%"
    assert known["width-rem-60"] == "60rem"
