"""Sizes that authors give, as attributes and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme.widths import without_style
from tests.traces import complaints

if TYPE_CHECKING:
    from tests.conftest import Site

PAGE = """\
Home
====

.. image:: https://example.org/a.png
   :width: 30%

.. list-table::
   :widths: 1 2

   * - a
     - b

.. rst-class:: field-indent-20em

:field: text

:math:`a \\thicksim b`
"""
OTHERS = """
from docutils import nodes

def visit(self, node):
    self.body.append('<img class="theirs" style="width: 30%" src="x">')

def setup(app):
    app.add_node(nodes.image, override=True, html=(visit, None))
    app.setup_extension("sphinx_transcript")
"""


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<p>", "<p>"),
        ('<img style="width: 50%;" />', '<img class="width-50" />'),
        ('<img class="a b" style="width: 50%" />', '<img class="width-50 a b" />'),
        ('<img style="width: 2in; height: 10pt;" />', '<img width="192" height="13" />'),
        ('<img style="height: 40%" />', "<img />"),
        ('<img style="width: 250%" />', '<img class="width-100" />'),
        ('<img style="width: 0.2%" />', '<img class="width-1" />'),
        ('<figure style="width: 241px">', '<figure class="width-rem-16">'),
        ('<figure style="width: 240px">', '<figure class="width-rem-15">'),
        ('<table style="width: 9000px">', '<table class="width-rem-60">'),
        ('<table style="width: 50vw">', '<table class="width-50">'),
        ('<col style="width: 33.3%" />', '<col class="width-33" />'),
        ('<dl style="--field-indent: 20em;">', "<dl>"),
        ('<svg style="fill: red; width: 2em">', '<svg width="32" style="fill: red">'),
    ],
)
def test_sizes_of_a_tag(tag: str, expected: str) -> None:
    assert without_style(tag) == expected


@pytest.fixture
def page(site: Site) -> Site:
    """Return a site of one page."""
    (site.srcdir / "index.md").unlink()
    site.write("index.rst", PAGE)
    return site


def test_page_has_no_style(page: Site) -> None:
    build = page.build()
    assert complaints(build) == []
    html = build.read("index.html")
    assert "style=" not in html
    assert '<img class="width-30"' in html
    assert '<col class="width-33" />\n<col class="width-67" />' in html
    assert '<mo class="thick">' in html
    assert html.count("_static/widths.css?v=") == 1


def test_other_themes_have_what_sphinx_writes(page: Site) -> None:
    html = page.build(html_theme="alabaster").read("index.html")
    assert 'style="width: 30%;"' in html
    assert "widths.css" not in html


def test_picture_of_an_extension_is_its_own(page: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page.write("their_pictures.py", OTHERS)
    monkeypatch.syspath_prepend(page.srcdir)
    html = page.build(extensions=["their_pictures"]).read("index.html")
    assert '<img class="width-30 theirs" src="x">' in html


def test_sheet_comes_and_goes_with_the_width(page: Site) -> None:
    page.write("other.rst", "Other\n=====\n")
    assert "widths.css" in page.build().read("index.html")
    page.write("index.rst", "Home\n====\n\n.. toctree::\n\n   other\n")
    build = page.build()
    assert "widths.css" not in build.read("index.html")
    assert build.files() == page.clean_build().files()
