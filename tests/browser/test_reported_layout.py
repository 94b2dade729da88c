"""Bugs in the layout of pages that were reported for other themes, as a browser shows them here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FloatRect, Page

pytestmark = pytest.mark.browser

WORDS = "A text that is much longer than what it belongs to is wide, and takes many lines."
LONG = "a_very_long_name_" * 6
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

.. toctree::

   {LONG} <self>

.. c:struct:: kept

Short ``code``
--------------

.. code-block:: python
   :class: align-right

   def right():
       pass

.. code-block:: python
   :class: align-center

   def centred():
       pass

.. raw:: html

   <h1>A <code id="large">code</code></h1>
   <p>A <code>code</code>, a <samp>sample</samp> and a <tt>typewriter</tt>.</p>
"""
TASKS = """\
# Tasks

- [ ] A task

  A paragraph

  - A list

  1. First

  - [x] Nested
- [ ] Another
"""
CONF = """
extensions = ["sphinx_transcript", "sphinx.ext.linkcode"]
myst_enable_extensions = ["tasklist"]
def linkcode_resolve(domain, info):
    return "https://example.org/source"
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"/>'


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the page of SOURCE."""
    site = Site(tmp_path_factory.mktemp("layout"))
    site.write("picture.svg", PICTURE)
    site.write("layout.rst", f":orphan:\n\n{SOURCE}")
    site.write("tasks.md", f"---\norphan: true\n---\n\n{TASKS}")
    site.conf(CONF)
    with (
        served(site.build().outdir) as address,
        browser.new_page(viewport={"width": 1280, "height": 900}) as tab,
    ):
        tab.goto(f"{address}/layout.html")
        yield tab


def _box(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box


def _width(page: Page, selector: str) -> float:
    return _box(page, selector)["width"]


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


def test_lines_of_aligned_code_keep_their_indentation(page: Page) -> None:
    aligned = page.evaluate("""[...document.querySelectorAll("[class*='align-'] pre")]
      .map(each => getComputedStyle(each).textAlign)""")
    assert aligned == ["start", "start"]


def test_samples_are_as_large_as_code(page: Page) -> None:
    sizes = page.evaluate("""[...document.querySelectorAll("article p > :is(code, samp, tt)")]
      .map(each => getComputedStyle(each).fontSize)""")
    assert len(sizes) == 3
    assert len(set(sizes)) == 1


def test_code_is_as_large_as_the_heading_around_it(page: Page) -> None:
    sizes = page.evaluate("""[...document.querySelectorAll("#large, h1:has(#large)")]
      .map(each => getComputedStyle(each).fontSize)""")
    assert sizes == ["24px", "24px"]


def test_marker_stands_beside_the_first_line_of_a_long_link(page: Page) -> None:
    link = page.locator(".toctree-wrapper li > a")
    assert _box(page, ".toctree-wrapper li > a")["height"] > 40
    assert link.evaluate("link => getComputedStyle(link).verticalAlign") == "top"


def test_link_to_the_source_stands_in_the_line_of_a_signature_in_c(page: Page) -> None:
    name, link = (
        _box(page, f".c.struct > dt {selector}") for selector in (".descname", ".viewcode-link")
    )
    assert link["y"] == pytest.approx(name["y"], abs=4)


def test_what_is_in_a_task_begins_where_its_text_does(page: Page) -> None:
    page.goto(page.url.replace("layout", "tasks"))
    lefts = page.evaluate("""() => {
      const left = node => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getClientRects()[0].left;
      };
      const texts = [...document.querySelectorAll("article li p, article li label")]
        .flatMap(each => [...each.childNodes]).filter(node => node.nodeType === 3)
        .filter(node => node.data.trim());
      return Object.fromEntries(texts.map(text => [text.data.trim(), left(text)]));
    }""")
    task, ch = lefts["A task"], 9.6
    assert lefts["A paragraph"] == pytest.approx(task, abs=1)
    assert lefts["Another"] == pytest.approx(task, abs=1)
    assert lefts["A list"] == pytest.approx(task + 2 * ch, abs=1)
    assert lefts["Nested"] == pytest.approx(task + 2 * ch, abs=1)
    assert lefts["First"] > task + 2 * ch


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
