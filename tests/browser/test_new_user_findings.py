"""What a new user found on pages of their own: emphasised code, spanning cells, hidden parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Site

pytestmark = pytest.mark.browser

RULED = """(row) => getComputedStyle(row).backgroundImage !== "none"
  || [...row.cells].some((cell) => getComputedStyle(cell).boxShadow !== "none")"""


@pytest.mark.parametrize("width", [390, 1280])
def test_code_with_emphasised_lines_does_not_scroll(tab: Page, site: Site, width: int) -> None:
    site.write("index.md", "# Home\n\n```{code-block} python\n:emphasize-lines: 1\na = 1\nb\n```\n")
    tab.set_viewport_size({"width": width, "height": 700})
    with served(site.build().outdir) as url:
        tab.goto(f"{url}/index.html")
        pre = tab.locator("article pre")
        assert pre.evaluate("pre => pre.scrollWidth - pre.clientWidth") == 0
        mark, box = pre.locator(".hll").bounding_box(), pre.bounding_box()
    assert mark is not None
    assert box is not None
    assert mark["x"] + mark["width"] == pytest.approx(box["x"] + box["width"], abs=1)


def test_rules_do_not_cross_a_cell_that_spans_rows(tab: Page, site: Site) -> None:
    (site.srcdir / "index.md").unlink()
    site.write(
        "index.rst",
        "Home\n====\n\n+-----+-----+\n| a   | b   |\n+-----+ c   |\n| d   | e   |\n+-----+-----+\n"
        "| f   | g   |\n+-----+-----+\n",
    )
    with served(site.build().outdir) as url:
        tab.goto(f"{url}/index.html")
        rows = tab.locator("article tbody tr").all()
        grounds = [row.evaluate("row => getComputedStyle(row).backgroundImage") for row in rows]
        assert [row.evaluate(RULED) for row in rows] == [False, True, True]
    assert set(grounds) == {"none"}


@pytest.mark.parametrize(
    ("hidden", "above", "below"),
    [("source", "main > .ts-post-head", "h1"), ("cursor", "footer > p:nth-last-child(2)", "")],
)
def test_nothing_sticks_or_gapes_where_a_part_is_hidden(
    tab: Page, site: Site, hidden: str, above: str, below: str
) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.conf(f'html_theme_options = {{"hidden_blocks": ["{hidden}"]}}\nshow_authors = True\n')
    with served(site.build().outdir) as url:
        tab.goto(f"{url}/post/a.html")
        first = tab.locator(above).bounding_box()
        second = tab.locator(below or "footer > p:last-child").bounding_box()
    assert first is not None
    assert second is not None
    gap = second["y"] - first["y"] - first["height"]
    assert gap == pytest.approx(24 if below else 0, abs=1)


def test_formulas_have_a_font_of_mathematics(tab: Page, site: Site) -> None:
    site.write("index.md", "# Home\n\n```{math}\na = c\n```\n")
    with served(site.build().outdir) as url:
        tab.goto(f"{url}/index.html")
        face = tab.locator("math").evaluate("math => getComputedStyle(math).fontFamily")
    assert "STIX Two Math" in face
