"""What the content of pages needs of the styles of Sphinx and docutils, as a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SOURCE = """\
Markup
======

.. role:: python(code)
   :language: python
   :class: highlight

.. role:: strike

level : int
   A level.

name : str : optional
   With two classifiers.

:guilabel:`&File`, :menuselection:`&File --> Save &As`, :kbd:`Ctrl+C`, :strike:`no`,
:python:`import os`, ``--host``, ``--a-very-long-name-of-an-option``, |bad|, and notes [#a]_ [#a]_.

.. epigraph::

   A quotation.

   -- Somebody

.. container:: visually-hidden

   Only heard.

| A line
|    and a part.
| Another.

.. table:: Below
   :class: captionbelow

   = =
   a b
   = =

Inline :cpp:expr:`a + b`.

.. [#a] A note.
"""
STYLES = """([selector, name, pseudo]) =>
  getComputedStyle(document.querySelector(selector), pseudo)[name]"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the page of SOURCE."""
    site = Site(tmp_path_factory.mktemp("markup"))
    (site.srcdir / "index.md").unlink()
    site.write("index.rst", SOURCE)
    with served(site.build().outdir) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{url}/index.html")
        yield page
        page.close()


@pytest.mark.parametrize(
    ("selector", "name", "value"),
    [
        (".accelerator", "textDecorationLine", "underline"),
        (".guilabel", "fontWeight", "700"),
        (".strike", "textDecorationLine", "line-through"),
        (".visually-hidden", "width", "1px"),
        (".visually-hidden", "position", "absolute"),
        (".classifier", "fontWeight", "400"),
        (".captionbelow", "captionSide", "bottom"),
        (".line-block .line-block", "marginTop", "0px"),
        (".sig-inline", "paddingLeft", "0px"),
    ],
)
def test_markup_has_its_style(page: Page, selector: str, name: str, value: str) -> None:
    assert page.evaluate(STYLES, [selector, name, None]) == value


def test_classifiers_are_separated_from_their_terms_in_the_text(page: Page) -> None:
    assert page.locator("dt").all_inner_texts() == ["level : int", "name : str : optional"]


def test_classifier_has_no_second_colon_from_a_style_of_an_extension(page: Page) -> None:
    page.add_style_tag(content='dt .classifier:before { content: ":" }')
    assert page.evaluate(STYLES, [".classifier", "content", "::before"]) == "none"


def test_inline_code_in_colours_has_the_ground_of_code(page: Page) -> None:
    ground = page.evaluate(STYLES, ["code:not(.highlight)", "backgroundColor", None])
    assert page.evaluate(STYLES, ["code.highlight", "backgroundColor", None]) == ground
    keyword = page.evaluate(STYLES, ["code.highlight .kn", "color", None])
    assert keyword != page.evaluate(STYLES, ["code.highlight", "color", None])


def test_short_words_of_code_are_not_broken_at_their_hyphens(page: Page) -> None:
    wraps = page.evaluate(
        """[...document.querySelectorAll("code .pre")].map((each) =>
             [each.textContent, getComputedStyle(each).whiteSpace])"""
    )
    assert ["--host", "nowrap"] in wraps
    assert ["--a-very-long-name-of-an-option", "normal"] in wraps


@pytest.mark.parametrize("width", [320, 1280])
def test_links_back_are_large_enough_to_be_touched_and_show_their_focus(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    links = page.locator("a[role=doc-backlink]")
    assert links.count() == 2
    for link in links.all():
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        link.focus()
        assert link.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
        assert link.is_visible()
    links.nth(1).press("Enter")
    assert (
        page.evaluate("location.hash")
        == f"#{page.locator('[role=doc-noteref]').nth(1).get_attribute('id')}"
    )
