"""Formulas are MathML, unless the project has another renderer."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme import tex_to_mathml
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build, Site


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


@pytest.mark.parametrize("formula", [r"]\limits", r"\mod\right)", r"x \end{cases}"])
def test_formula_that_is_no_tex_gives_a_warning(site: Site, formula: str) -> None:
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
        ({"extensions": ["sphinx_transcript", "sphinx.ext.mathjax"]}, "mathjax"),
        ({"mathjax3_config": {"tex": {"macros": {"R": "x"}}}}, "mathjax"),
        ({"mathjax_path": "mathjax.js"}, "mathjax"),
        ({"html_math_renderer": "mathml"}, "mathml"),
        ({}, "mathml"),
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


def formulas(site: Site, body: str, **conf: Any) -> tuple[str, Build]:
    """Return the article of a page with *body*, without white space, and its build."""
    site.conf('myst_enable_extensions = ["amsmath", "dollarmath"]\n')
    site.write("index.md", f"# Home\n\n{body}\n")
    build = site.build(**conf)
    page = build.read("index.html")
    assert " style=" not in page
    return "".join(page.partition("<article")[2].partition("</article")[0].split()), build


ROWS = "<mtr>"
CONVERTED = {
    r"\begin{align*} a &= b \\ c &= d \end{align*}": (2, "<mi>d</mi>"),
    r"\begin{align} a &= b \\ c &= d \notag \end{align}": (2, "<mi>d</mi>"),
    r"\begin{gather} a = b \\ c = d \\ e \end{gather}": (3, "<mi>e</mi>"),
    r"\begin{gather*} a = b \\ c = d \end{gather*}": (2, "<mi>d</mi>"),
    r"\begin{equation} a = b \end{equation}": (0, "<mi>b</mi>"),
    r"\begin{equation} \begin{split} a &= b \\ &= c \end{split} \end{equation}": (2, "<mi>c</mi>"),
    r"\begin{multline} a + b \\ + c \end{multline}": (2, "<mi>c</mi>"),
    r"\begin{alignat}{2} a &= b &\quad c &= d \\ e \end{alignat}": (2, "<mi>e</mi>"),
    r"\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}": (2, "<mi>d</mi>"),
    r"\begin{align} a &= b \\[3pt] c &= d \\ \end{align}": (2, "<mi>d</mi>"),
}


@pytest.mark.parametrize("source", CONVERTED)
@pytest.mark.parametrize("form", ["{}", "$$\n{}\n$$", "```{{math}}\n:nowrap:\n\n{}\n```"])
def test_environments_of_amsmath_are_mathml(site: Site, source: str, form: str) -> None:
    rows, last = CONVERTED[source]
    article, build = formulas(site, form.format(source))
    assert build.warnings == ""
    assert article.count("<math") == 1
    assert article.count(ROWS) == rows
    assert last in article
    assert "\\" not in article
    assert "<mo>[</mo>" not in article


def test_paragraphs_of_the_directive_are_rows(site: Site) -> None:
    article, build = formulas(site, "```{math}\na &= b \\\\\n&= c\n\nd = e\n```")
    assert build.warnings == ""
    assert article.count(ROWS) == 4
    assert article.index("<mi>c</mi>") < article.index("<mi>d</mi>")


@pytest.mark.parametrize(
    ("definition", "use", "expected"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"x \in \R^2", "<msup><mi>ℝ</mi><mn>2</mn></msup>"),
        (r"\def\half#1{\frac{#1}{2}}", r"\half x", "<mfrac><mi>x</mi><mn>2</mn></mfrac>"),
        (r"\newcommand\p[2][k]{#1_#2}", r"\p{b}", "<msub><mi>k</mi><mi>b</mi></msub>"),
        (r"\newcommand\p[2][k]{#1_#2}", r"\p[a]{b}", "<msub><mi>a</mi><mi>b</mi></msub>"),
        (r"\let\eps\varepsilon", r"\eps", "<mi>ε</mi>"),
        (r"\DeclareMathOperator*{\argmin}{argmin}", r"\argmin_x f", "<mi>argmin</mi>"),
        (r"\def\be{\begin{equation*}}\def\ee{\end{equation*}}", r"\be q \ee", "<mi>q</mi>"),
        (r"\renewcommand{\R}{r}", r"\R", "<mi>r</mi>"),
    ],
)
def test_macros_of_a_formula_hold_for_later_ones(
    site: Site, definition: str, use: str, expected: str
) -> None:
    article, build = formulas(site, f"$${definition}$$\n\nText ${use}$.")
    assert build.warnings == ""
    assert article.count("<math") == 1
    assert expected in article


def test_macros_in_the_configuration_of_mathjax_hold(site: Site) -> None:
    macros = {"R": "\\mathbb{R}", "pair": ["(#1,#2)", 2], "power": ["#2^{#1}", 2, "3"]}
    article, build = formulas(
        site,
        r"$\R \pair a b \power{x}$",
        mathjax3_config={"tex": {"macros": macros}},
        html_math_renderer="mathml",
    )
    assert build.warnings == ""
    assert "<mi>ℝ</mi>" in article
    assert "<msup><mi>x</mi><mn>3</mn></msup>" in article


def test_labels_number_equations_and_references_lead_to_them(site: Site) -> None:
    article, build = formulas(
        site,
        r"See $\eqref{two}$, $\eqref{tagged}$ and $\ref{sphinx}$." "\n\n"
        r"$$\begin{align*} a &= 1 \label{one} \\ b &= 2 \label{two} \end{align*}$$" "\n\n"
        r"$$ c = 3 \label{tagged} \tag{*} $$" "\n\n"
        "$$\nd = 4\n$$ (sphinx)",
    )  # fmt: skip
    assert build.warnings == ""
    for address, number in (("two", "(2)"), ("tagged", "(*)"), ("sphinx", "1")):
        assert f'<ahref="#equation-{address}">{number}</a>' in article
        assert article.count(f'id="equation-{address}"') == 1
    assert '<spanid="equation-two"><span>(2)</span></span>' in article


def test_labels_of_a_formula_that_sphinx_numbers_have_its_number(site: Site) -> None:
    article, build = formulas(
        site, r"\begin{equation} a \label{x} \end{equation}" "\n\n" r"$\eqref{x}$"
    )
    assert build.warnings == ""
    assert article.count("(1)") == 2
    anchor = re.findall(r'<ahref="#([^"]*)">\(1\)</a>', article)
    assert article.count(f'id="{anchor[0]}"') == 1


def test_labels_are_those_of_their_document_in_singlehtml(site: Site) -> None:
    site.conf('myst_enable_extensions = ["dollarmath", "amsmath"]\n')
    site.write("index.md", "# Home\n\n```{toctree}\na\nb\n```\n")
    rows = r"$$\begin{align*} x \label{row} \end{align*}$$"
    for name in "ab":
        whole = rf"\begin{{equation}} {name} \label{{whole}} \end{{equation}}"
        site.write(
            f"{name}.md", f"# {name}\n\n{whole}\n\n{rows}\n\n$\\ref{{whole}} \\ref{{row}}$\n"
        )
    build = site.build("singlehtml")
    assert build.warnings == ""
    page = build.read("index.html")
    links = re.findall(r'<mtext><a href="#([^"]*)">(\d)</a></mtext>', page)
    assert [number for _, number in links] == ["1"] * 4
    assert len({anchor for anchor, _ in links}) == 4
    assert all(page.count(f'id="{anchor}"') == 1 for anchor, _ in links)


def test_unknown_label_gives_a_warning(site: Site) -> None:
    _, build = formulas(site, r"$$a \label{euler}$$" "\n\n" r"See $\eqref{eular}$.")
    (found,) = build_warnings(build)
    assert "index.md:5: WARNING: no equation has the label 'eular'; did you mean 'euler'?" in found
    assert found.endswith("[transcript.math]")


def test_formula_that_no_converter_knows_keeps_its_lines(site: Site) -> None:
    tex = "\\begin{tikzpicture}\n  \\draw (0,0) -- (1,1);\n\\end{tikzpicture}"
    _, build = formulas(site, f"$$\n{tex}\n$$")
    page = build.read("index.html")
    (found,) = build_warnings(build)
    assert "index.md:3: WARNING: can't turn the formula into MathML: Unknown environment" in found
    assert f'<pre tabindex="0">{escape(tex)}</pre>' in page
    assert tex.splitlines()[1] in build.read("index.txt")


@pytest.mark.parametrize(
    "source",
    ["{" * 15000 + "}" * 15000, r"\left(" * 3000, "x^{" * 3000 + "}" * 3000, r"\def\a{\a\a}\a",
     r"\def\a{{\a}}\a", r"\text{" * 2000, r"\begin{matrix}" * 1000, r"\newcommand", r"\def\a#1",
     r"\color{red\"onclick=x}y", r"\href{javascript:alert(1)}{x}", "\\tag{<b>} \\label{<i>\"}",
     "(" * 40, "[0,1[" * 40, r"{\{}" * 40, r"\lparen2" * 40, r"\begin{matrix}" + "(" * 40,
     r"\label", r"\begin{align}", r"\begin{alignat}\end{alignat}", "\U0010f000 \\tag{1}"],
)  # fmt: skip
def test_no_formula_ends_the_build_or_becomes_markup(site: Site, source: str) -> None:
    article, build = formulas(site, f"```{{math}}\n{source}\n```")
    assert "Traceback" not in build.warnings
    assert len(build_warnings(build)) <= 1
    assert "<b>" not in article
    assert "<i>" not in article
    assert article.count("href=") == 1  # The permalink of the heading.
    assert "onclick" not in re.sub(r"<pre.*?</pre>|<code>.*?</code>", "", article)


def test_without_math_core_docutils_converts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tex_to_mathml, "math_core", None)
    article, build = formulas(site, r"$$a^2$$" "\n\n" r"\begin{align} a &= b \end{align}")
    assert build.warnings == ""
    assert "<msup><mi>a</mi><mn>2</mn></msup>" in article


@pytest.mark.parametrize("body", [r"$a^2 \cancel{b}$", "$a^2$"])
def test_style_sheet_of_formulas_is_loaded_where_it_is_needed(site: Site, body: str) -> None:
    _, build = formulas(site, body)
    page = build.read("index.html")
    assert ("_static/math.css" in page) == ("cancel" in body)
    assert "https://" not in page.partition("<footer")[0]
