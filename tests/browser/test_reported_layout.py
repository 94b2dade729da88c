"""Bugs in the layout of pages that were reported for other themes, as a browser shows them here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WORDS = "A text that is much longer than what it belongs to is wide, and takes many lines."
SOURCE = f"""\
Layout
======

.. list-table:: {WORDS}
   :name: narrow

   * - 1
     - 2

.. list-table:: Short
   :name: short

   * - 1
     - 2

.. list-table:: {WORDS}
   :name: broad

   * - one two three four five six seven
     - one two three four five six seven

.. figure:: picture.svg
   :align: right
   :name: beside

   {WORDS}

Text beside the figure.

.. figure:: picture.svg
   :align: center
   :name: centred

   A caption.

   * One
   * Another, longer one

   = =
   a b
   = =

.. raw:: html

   <p>A <code>code</code>, a <samp>sample</samp> and a <tt>typewriter</tt>.</p>
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"/>'


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the page of SOURCE."""
    site = Site(tmp_path_factory.mktemp("layout"))
    site.write("picture.svg", PICTURE)
    site.write("layout.rst", f":orphan:\n\n{SOURCE}")
    with (
        served(site.build().outdir) as address,
        browser.new_page(viewport={"width": 1280, "height": 900}) as tab,
    ):
        tab.goto(f"{address}/layout.html")
        yield tab


def _width(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["width"]


def test_caption_of_a_narrow_table_is_no_column_of_words(page: Page) -> None:
    ch = 9.6
    assert _width(page, "#narrow caption") >= 23 * ch
    assert _width(page, "#broad caption") == pytest.approx(_width(page, "#broad"))
    assert _width(page, "#short") < 10 * ch


def test_caption_is_not_wider_than_the_figure_beside_the_text(page: Page) -> None:
    assert _width(page, "#beside") <= 260
    assert _width(page, "#beside figcaption") == pytest.approx(_width(page, "#beside"))


def test_list_in_the_legend_of_a_centred_figure_keeps_its_markers(page: Page) -> None:
    assert _width(page, "#centred ul") < 300
    middles = page.evaluate("""[...document.querySelectorAll(
      "#centred ul, #centred table, #centred")].map(each => {
        const { left, right } = each.getBoundingClientRect();
        return (left + right) / 2;
      })""")
    assert middles == pytest.approx([middles[0]] * 3, abs=1)


def test_samples_are_as_large_as_code(page: Page) -> None:
    sizes = page.evaluate("""[...document.querySelectorAll("article :is(code, samp, tt)")]
      .map(each => getComputedStyle(each).fontSize)""")
    assert len(sizes) == 3
    assert len(set(sizes)) == 1


TIPPY = """
addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = ".tippy-box { background-color: #333; color: #fff; }";
  document.head.prepend(style);
  document.body.insertAdjacentHTML("beforeend",
    '<div class="tippy-box"><div class="tippy-content"><a href="#">Term</a></div></div>');
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tips_of_sphinx_tippy_have_the_colours_of_the_page(
    browser: Browser, site: Site, scheme: Literal["light", "dark"]
) -> None:
    site.conf('html_static_path = ["_static"]\nhtml_js_files = ["tippy/tips.js"]\n')
    site.write("_static/tippy/tips.js", TIPPY)
    with (
        served(site.build().outdir) as address,
        browser.new_page(color_scheme=scheme) as tab,
    ):
        tab.goto(f"{address}/index.html")
        box, page = (
            tab.evaluate(
                """selector => {
                  const style = getComputedStyle(document.querySelector(selector));
                  return [style.color, style.backgroundColor];
                }""",
                selector,
            )
            for selector in (".tippy-box", "html")
        )
        assert box == page
