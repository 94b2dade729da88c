"""Sizes that authors set become attributes and classes, not style attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme.content_widths import without_style
from tests.helpers.build_output import build_warnings

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
EXTENSION = """
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
        ('<img style="width: 50%;" />', '<img class="ts-width-50" />'),
        ('<img class="a b" style="width: 50%" />', '<img class="ts-width-50 a b" />'),
        ('<img style="width: 2in; height: 10pt;" />', '<img width="192" height="13" />'),
        ('<img style="height: 40%" />', "<img />"),
        ('<img style="width: 250%" />', '<img class="ts-width-100" />'),
        ('<img style="width: 0.2%" />', '<img class="ts-width-1" />'),
        ('<figure style="width: 241px">', '<figure class="ts-width-rem-16">'),
        ('<figure style="width: 240px">', '<figure class="ts-width-rem-15">'),
        ('<table style="width: 9000px">', '<table class="ts-width-rem-60">'),
        ('<table style="width: 50vw">', '<table class="ts-width-50">'),
        ('<col style="width: 33.3%" />', '<col class="ts-width-33" />'),
        ('<dl style="--field-indent: 20em;">', "<dl>"),
        ('<svg style="fill: red; width: 2em">', '<svg width="32" style="fill: red">'),
    ],
)
def test_style_becomes_classes_and_attributes(tag: str, expected: str) -> None:
    assert without_style(tag) == expected


@pytest.fixture
def sized_site(site: Site) -> Site:
    """Return a site with one page, on which elements have sizes."""
    (site.srcdir / "index.md").unlink()
    site.write("index.rst", PAGE)
    return site


def test_page_has_no_style_attributes(sized_site: Site) -> None:
    build = sized_site.build()
    assert build_warnings(build) == []
    html = build.read("index.html")
    assert "style=" not in html
    assert '<img class="ts-width-30"' in html
    assert '<col class="ts-width-33" />\n<col class="ts-width-67" />' in html
    assert '<mo class="ts-thick">' in html
    assert html.count("_static/widths.css?v=") == 1


def test_other_themes_keep_style_attributes(sized_site: Site) -> None:
    html = sized_site.build(html_theme="alabaster").read("index.html")
    assert 'style="width: 30%;"' in html
    assert "widths.css" not in html


def test_visitor_of_an_extension_is_used(sized_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    sized_site.write("their_pictures.py", EXTENSION)
    monkeypatch.syspath_prepend(sized_site.srcdir)
    html = sized_site.build(extensions=["their_pictures"]).read("index.html")
    assert '<img class="ts-width-30 theirs" src="x" decoding="async">' in html


def test_only_pages_with_widths_load_the_style_sheet(sized_site: Site) -> None:
    sized_site.write("other.rst", "Other\n=====\n")
    assert "widths.css" in sized_site.build().read("index.html")
    sized_site.write("index.rst", "Home\n====\n\n.. toctree::\n\n   other\n")
    build = sized_site.build()
    assert "widths.css" not in build.read("index.html")
    assert build.files() == sized_site.clean_build().files()
