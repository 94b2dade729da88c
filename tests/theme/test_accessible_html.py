"""The HTML of headings, header cells and boxes that may scroll, as screen readers need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Build, Site

TABLES = """
.. list-table:: Two stubs
   :header-rows: 1
   :stub-columns: 1

   * -
     - One
   * - Two
     - 2
   * -
     - 4

+---+-------+
|   | *a*   |
+===+=======+
| x | |pic| |
+---+-------+

.. |pic| image:: x.png
   :alt: x

.. raw:: html

   <table><tr style="color: red"><th ></th><th class="b">
   </th><th><b>a</b></th></tr></table>
"""


@pytest.fixture
def page(site: Site) -> str:
    """Return the HTML of a page with tables whose header has empty cells."""
    site.write("page.rst", f":orphan:\n\nPage\n====\n{TABLES}")
    return site.build(suppress_warnings=["image.not_readable"]).read("page.html")


def cells(html: str) -> list[tuple[str, str]]:
    """Return the name of each cell of the tables in *html*, and its text."""
    found = re.findall(r"<(t[hd])\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return [(name, re.sub(r"<[^>]*>", "", text).strip()) for name, text in found]


def test_empty_header_cells_are_data_cells(page: str) -> None:
    assert cells(page) == [
        ("td", ""), ("th", "One"), ("th", "Two"), ("td", "2"), ("td", ""), ("td", "4"),
        ("td", ""), ("th", "a"), ("td", "x"), ("td", ""),
        ("td", ""), ("td", ""), ("th", "a"),
    ]  # fmt: skip
    assert '<td class="b">' in page


def test_scripts_of_an_author_stay_as_they_are(site: Site) -> None:
    script = "<script>const cell = '<th></th>';</script>"
    site.write("index.md", f"# Home\n\n<table><tr><th></th></tr></table>\n{script}\n")
    page = site.build().read("index.html")
    assert script in page
    assert "<table><tr><td></td></tr></table>" in page


def test_empty_header_cells_of_markdown_are_data_cells(site: Site) -> None:
    site.write("page.md", "# Page\n\n|   | a |\n|---|---|\n| x | 1 |\n")
    assert cells(site.build().read("page.html")) == [
        ("td", ""), ("th", "a"), ("td", "x"), ("td", "1"),
    ]  # fmt: skip


def build_headings(site: Site, **conf: Any) -> Build:
    """Build a page with headings that are links to a list of contents, and one with a toctree."""
    site.write(
        "page.rst",
        "Page\n====\n\n.. contents::\n\nOne *two*\n---------\n\nThree\n~~~~~\n\n"
        ".. toctree::\n   :caption: More\n\n   other\n",
    )
    site.write("other.rst", "Other\n=====\n")
    return site.build(**conf)


def test_permalinks_are_behind_headings(site: Site) -> None:
    html = build_headings(site).read("page.html")
    headings = re.findall(r"<h[2-6].*?</h[2-6]>", html)
    assert len(headings) == 2
    assert not any("headerlink" in heading for heading in headings)
    link = r'<a class="headerlink" href="#{}" title="Link to this heading"></a>'
    assert re.search(r"<em>two</em></a></h2>" + link.format("one-two"), html)
    assert re.search(r"Three</a></h3>" + link.format("three"), html)


def test_permalinks_of_the_project_are_kept(site: Site) -> None:
    html = build_headings(site, html_permalinks_icon="<b>§</b>").read("page.html")
    assert re.search(r'</a></h2><a class="headerlink"[^>]*><b>§</b></a>', html)
    html = build_headings(site, html_permalinks=False).read("page.html")
    assert "headerlink" not in html


def test_caption_of_a_toctree_has_a_level(site: Site) -> None:
    html = build_headings(site).read("page.html")
    assert '<p class="caption" role="heading" aria-level="4">' in html


@pytest.mark.parametrize(
    ("table", "is_focusable"),
    [
        ("| a | b |\n|---|---|\n| c | d |", False),
        ("| a | b |\n|---|---|\n| word word word | word word |", True),
        ("| a | b |\n|---|---|\n| c | ![](x.png) |", True),
        ("| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n|---|---|---|---|---|---|---|\n| a | b | c | d |", True),
    ],
)
def test_only_tables_that_may_scroll_are_focusable(
    site: Site, table: str, is_focusable: bool
) -> None:
    site.write("page.md", f"# Page\n\n{table}\n")
    html = site.build(suppress_warnings=["image.not_readable"]).read("page.html")
    (box,) = re.findall(r'<div class="ts-table-scroll"[^>]*>', html)
    expected = ' role="group" aria-label="table" tabindex="0"' if is_focusable else ""
    assert box == f'<div class="ts-table-scroll"{expected}>'
