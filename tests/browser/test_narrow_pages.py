"""Nothing in a page scrolls it sideways on a narrow phone, whatever stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG = "a_module_name_of_thirty_four_letters"
BLOCKS = {
    "iframe": '<iframe width="560" height="315" srcdoc="x"></iframe>',
    "embed": '<embed width="700" height="90" type="image/png" src="data:,">',
    "object": '<object width="700" height="90" data="data:,"></object>',
    "canvas": '<canvas width="900" height="50"></canvas>',
    "video": '<video width="900" height="50" controls></video>',
    "table": "<table><tr>" + "<td>one long cell</td>" * 9 + "</tr></table>",
    "box": '<div style="width: 900px; border: 1px solid">a wide box</div>',
    "least": '<p style="width:50em">text of a wide paragraph</p>',
    "picture": '<img width="1200" height="40" alt="" src="data:,">',
    "picture in a table": "<table><tr><td><img width=1200 height=40 alt='' src='data:,'></td></tr>"
    "</table>",
    "input": '<form><input size="90"><select><option>' + "word " * 30 + "</option></select>"
    '<textarea cols="120"></textarea></form>',
    "drawing": '<svg width="900" height="40"><rect width="900" height="40"/></svg>',
    "fieldset": "<fieldset><legend>" + "w" * 60 + "</legend><pre>" + "w" * 90 + "</pre></fieldset>",
    "details": f"<details open><summary>{LONG * 3}</summary><p>{LONG * 3}</p></details>",
    "definition": f"<dl><dt>{LONG * 3}</dt><dd>{LONG * 3}</dd></dl>",
    "nested": "<ul><li>" * 12 + LONG * 3 + "</li></ul>" * 12,
    "figure": f"<figure><pre>{LONG * 4}</pre><figcaption>{LONG * 3}</figcaption></figure>",
}
RST = f"""
{LONG}
{"=" * len(LONG)}

.. py:module:: {LONG}.{LONG}

.. py:function:: {LONG}.{LONG}({LONG}: {LONG} = {LONG}, *, b) -> {LONG}.{LONG}

   :param {LONG}.{LONG} {LONG}: text
   :returns: {LONG}.{LONG}.{LONG}

{LONG}.{LONG}.{LONG} : {LONG}
   text

.. productionlist::
   {LONG}: {LONG} | {LONG}

.. math::

   a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v = w

========  ==========================================  ======
{"a" * 8}  {LONG}      {"b" * 6}
========  ==========================================  ======

--{LONG}={LONG}  the option

| {LONG}.{LONG}.{LONG}
|     {LONG}.{LONG}

:{LONG}: {LONG}.{LONG}

.. figure:: https://example.invalid/{LONG}.{LONG}.{LONG}.png
   :width: 900px

   {LONG}.{LONG}.{LONG}

.. hlist::
   :columns: 4

   * {LONG}
   * {LONG}
   * {LONG}
   * {LONG}

.. sidebar:: {LONG}.{LONG}

   {LONG}.{LONG}.{LONG}

.. centered:: {LONG} {LONG} {LONG}

A note [{LONG}]_ and :kbd:`{LONG}` and :guilabel:`{LONG}` and :file:`/{LONG}/{{{LONG}}}/{LONG}`.

.. [{LONG}] {LONG}.{LONG}.{LONG}
"""
MARKDOWN = {
    "formula": r"Text $" + "+".join(f"a_{{{n}}}^2" for n in range(30)) + "$ more text",
    "code": f"``{LONG * 3}`` and https://example.org/{LONG * 3}",
    "title": f"## {LONG * 3}",
    "grids": "::::::{grid} 2\n:::::{grid-item}\n::::{grid} 2\n:::{grid-item-card} "
    + LONG
    + "\n"
    + LONG
    + "\n:::\n::::\n:::::\n::::::",
    "admonitions": "::::::{note}\n:::::{tip}\n::::{warning}\n```\n"
    + LONG * 4
    + "\n```\n::::\n:::::\n"
    "::::::",
}


WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .filter((each) => {
    for (let box = each.parentElement; box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") { return false; }
    }
    return true;
  })
  .map((each) => each.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def narrow_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("narrow"))
    for name, html in BLOCKS.items():
        site.write(f"{slug(name)}.md", f"# A page\n\ntext\n\n{html}\n\ntext\n")
    for name, text in MARKDOWN.items():
        site.write(f"{slug(name)}.md", f"# A page\n\ntext\n\n{text}\n\ntext\n")
    site.write(f"{LONG}.rst", RST)
    site.write("index.md", "# Home\n\n```{toctree}\n:glob:\n*\n```\n")
    site.conf(
        'extensions += ["sphinx_design"]\n'
        'myst_enable_extensions = ["dollarmath", "colon_fence"]\n'
        "suppress_warnings = ['myst.header']\n"
    )
    with served(site.build().outdir) as url:
        yield url


def slug(name: str) -> str:
    return name.replace(" ", "-")


@pytest.mark.parametrize("name", [*BLOCKS, *MARKDOWN, LONG, "index"])
def test_page_does_not_scroll_sideways(tab: Page, narrow_url: str, name: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    tab.goto(f"{narrow_url}/{slug(name)}.html")
    width = tab.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, tab.evaluate(WIDE)


def test_badges_stand_in_a_row(tab: Page, tmp_path: Path) -> None:
    site = Site(tmp_path)
    badge = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"></svg>'
    for name in ("a", "b", "c"):
        site.write(f"{name}.svg", badge)
    (site.srcdir / "index.md").unlink()
    images = "\n".join(f".. image:: {name}.svg\n   :target: https://e.org/\n" for name in "abc")
    site.write("index.rst", f"Home\n====\n\ntext\n\n{images}\ntext\n")
    with served(site.build().outdir) as url:
        tab.set_viewport_size({"width": 768, "height": 700})
        tab.goto(f"{url}/index.html")
        boxes = [image.bounding_box() for image in tab.locator("article img").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(set(tops)) == 1
    assert len(tops) == 3


@pytest.mark.parametrize("markup", ["raw", "directive"])
def test_both_sizes_that_an_author_gave_hold(tab: Page, tmp_path: Path, markup: str) -> None:
    site = Site(tmp_path)
    Image.new("RGB", (400, 100)).save(site.srcdir / "a.png")
    html = '<img src="../a.png" width="120" height="90">'
    block = "```{image} a.png\n:width: 120px\n:height: 90px\n```"
    site.write("index.md", f"# Home\n\ntext\n\n{html if markup == 'raw' else block}\n")
    site.conf('html_extra_path = ["a.png"]\n')
    with served(site.build().outdir) as url:
        tab.goto(f"{url}/index.html")
        box = tab.locator("article img").bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (120, 90)
