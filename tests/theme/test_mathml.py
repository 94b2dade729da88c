"""Formulas are MathML, unless the project has another renderer."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Site


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
def test_formula_that_crashes_docutils_gives_a_warning(site: Site, formula: str) -> None:
    site.write("index.md", f"# Home\n\n{{math}}`{formula}`\n")
    build = site.build()
    assert "can't turn the formula into MathML" in build.warnings
    assert f"<code>{escape(formula)}</code>" in build.read("index.html")


def test_invalid_formula_is_shown_as_code(site: Site) -> None:
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
def test_math_renderer_of_the_project_is_used(
    site: Site, conf: dict[str, Any], expected: str
) -> None:
    site.write("index.rst", "Home\n====\n\n:math:`a^2`\n")
    (site.srcdir / "index.md").unlink()
    page = site.build(**conf).read("index.html")
    assert ("mathjax" in page) == (expected == "mathjax")
    assert ("<math" in page) == (expected == "mathml")
