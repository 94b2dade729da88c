"""What a page has in its head, and formulas."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Site

SHOUT = """
def add(app, pagename, templatename, context, doctree):
    app.add_js_file("shout.js")

def setup(app):
    app.connect("html-page-context", add)
"""


def test_formulas_are_mathml(site: Site) -> None:
    site.conf('myst_enable_extensions = ["dollarmath"]\n')
    site.write(
        "index.md", "# Home\n\n$a^2 < b$ and\n\n$$\\frac{1}{2}$$ (half)\n\nSee {eq}`half`.\n"
    )
    page = site.build(math_number_all=True).read("index.html")
    assert "<math" in page
    assert page.count("<math") == 2
    squeezed = "".join(page.split())
    assert "<msup><mi>a</mi><mn>2</mn></msup><mo>&lt;</mo><mi>b</mi>" in squeezed
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in squeezed
    assert "begin{" not in page
    assert '<span class="eqno">(1)' in page
    assert re.findall(r"<script[^>]*/(\w+\.js)", page) == ["transcript.js"]


@pytest.mark.parametrize("formula", ["a & b", r"]\limits", r"\mod\right)", r"x \end{cases}"])
def test_formula_that_docutils_stumbles_over_ends_no_build(site: Site, formula: str) -> None:
    site.write("index.md", f"# Home\n\n{{math}}`{formula}`\n")
    build = site.build()
    assert "can't turn the formula into MathML" in build.warnings
    assert f"<code>{escape(formula)}</code>" in build.read("index.html")


def test_formula_that_is_none_is_shown_as_code(site: Site) -> None:
    site.write("index.rst", "Home\n====\n\n:math:`\\nosuchcommand{<}`\n")
    (site.srcdir / "index.md").unlink()
    build = site.build()
    page = build.read("index.html")
    assert "index.rst:4: WARNING: can't turn the formula into MathML" in build.warnings
    assert "<code>\\nosuchcommand{&lt;}</code>" in page


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ({"html_math_renderer": "mathjax"}, "mathjax"),
        ({"extensions": ["sphinx_transcript", "sphinx.ext.mathjax"]}, "mathml"),
    ],
)
def test_renderer_of_the_project_is_used(site: Site, conf: dict[str, Any], expected: str) -> None:
    site.write("index.rst", "Home\n====\n\n:math:`a^2`\n")
    (site.srcdir / "index.md").unlink()
    page = site.build(**conf).read("index.html")
    assert ("mathjax" in page) == (expected == "mathjax")
    assert ("<math" in page) == (expected == "mathml")


def test_script_that_an_extension_adds_to_a_page_is_loaded(site: Site) -> None:
    site.write("_static/shout.js", "// loud\n")
    site.conf(f'html_static_path = ["_static"]\n{SHOUT}')
    page = site.build().read("index.html")
    assert 'src="_static/shout.js?v=' in page
    assert 'src="_static/doctools.js?v=' in page


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
def test_description_of_a_post_is_in_its_head(site: Site, theme: str) -> None:
    site.post("a", title="A", date="2016-01-01", description='What "it" <is>')
    site.post("b", title="B", date="2016-01-02", body="Its *first*\nparagraph.\n\nMore.\n")
    build = site.build(html_theme=theme)
    expected = '<meta name="description" content="What &quot;it&quot; &lt;is&gt;">'
    assert build.read("post/a.html").count(expected) == 1
    from_text = '<meta name="description" content="Its first paragraph.">'
    assert build.read("post/b.html").count(from_text) == 1


@pytest.mark.parametrize(
    ("conf", "name"),
    [
        ({}, "a site"),
        ({"html_title": "Great documentation"}, "Great documentation"),
        ({"language": "de"}, "a site"),
    ],
)
def test_site_has_its_name_in_the_title(site: Site, conf: dict[str, Any], name: str) -> None:
    site.write("about.md", "# About\n")
    build = site.build(**conf)
    assert f"<title>About · {name}</title>" in build.read("about.html")
    assert f"<title>{name}</title>" in build.read("index.html")
