"""Colour schemes: their contrast, their rules in the style sheet, and the options for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.colour_schemes import SCHEMES, Colours, rules
from tests.helpers.build_output import build_warnings
from tests.theme.contrast import contrast, luminance

if TYPE_CHECKING:
    from tests.conftest import Site

BACKGROUNDS = ("page", "code", "mark")
LINES = ("rule",)
STYLES = tuple(
    f"_static/{name}.css"
    for name in ("transcript", "content", "documentation", "listing", "lookup", "others")
)


def style_sheet(site: Site, **options: Any) -> str:
    """Return the theme's style sheet, built with *options* of the theme."""
    return site.build(html_theme_options=options).read("_static/transcript.css")


def tokens(css: str) -> dict[str, str]:
    """Return the colours of the first scheme in *css*."""
    scheme = css[css.index("color-scheme:") :]
    return dict(re.findall(r"--ts-(\w+):(#\w{6})", scheme[: scheme.index("}")]))


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_colour_has_7_to_1_on_every_background(site: Site, name: str) -> None:
    css = style_sheet(site, light_scheme=name, dark_scheme=name, reader_schemes=[])
    found = tokens(css)
    assert found.keys() == set(Colours._fields)
    low = {
        (colour, background): round(contrast(found[colour], found[background]), 2)
        for colour in found.keys() - {*BACKGROUNDS, *LINES}
        for background in BACKGROUNDS
        if contrast(found[colour], found[background]) < 7
    }
    assert low == {}
    assert contrast(found["rule"], found["page"]) >= 3
    is_dark = luminance(found["page"]) < luminance(found["text"])
    assert f"color-scheme:{'dark' if is_dark else 'light'};" in css
    assert "prefers-color-scheme" not in css


@pytest.mark.parametrize("name", SCHEMES)
def test_links_differ_from_text(name: str) -> None:
    colours = SCHEMES[name].colours
    assert contrast(colours.blue, colours.text) >= 1.4


def test_rules_have_no_colours_but_custom_properties(site: Site) -> None:
    build = site.build(html_theme_options={"reader_schemes": []})
    for name in STYLES:
        css = re.sub(r"@media print\{.*?\}\}", "", build.read(name), flags=re.DOTALL)
        rest = re.sub(r"--ts-\w+:#\w{6}", "", css)
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(", rest), name


def test_light_and_dark_follow_the_system(site: Site) -> None:
    css = style_sheet(site, light_scheme="gruvbox-hc-light", dark_scheme="amber")
    assert tokens(css)["page"] == SCHEMES["gruvbox-hc-light"].colours.page
    dark = css[css.index("prefers-color-scheme:dark") :]
    assert tokens(dark) == SCHEMES["amber"].colours._asdict()


def test_rules_of_choices_are_after_those_of_the_system() -> None:
    found = rules("tty-light", "tty-dark", ["system", "dark", "light", "amber"])
    assert [(rule.choice, rule.only_dark, rule.is_dark) for rule in found] == [
        ("", False, False),
        ("", True, True),
        ("dark", False, True),
        ("light", False, False),
        ("amber", False, True),
    ]
    assert len(rules("amber", "amber", [])) == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"dark_scheme": "ambre"}, "dark_scheme = 'ambre' is not one of tty-dark"),
    ({"reader_schemes": 3}, "is not a list of some of system, light, dark"),
    ({"measure": 59}, "measure = 59 is not a whole number from 60 to 90"),
    ({"measure": "wide"}, "is not a whole number"),
    ({"measure": True}, "is not a whole number"),
    ({"prose_face": "comic"}, "is not one of mono, sans, serif"),
    ({"code_font": "x; } body { display: none"}, "is not a list of font names as CSS has it"),
    ({"code_font": '"Iosevka'}, "is not a list of font names as CSS has it"),
]


@pytest.mark.parametrize(("options", "message"), WRONG, ids=lambda value: str(value)[:40])
def test_invalid_value_gives_a_warning_and_is_not_used(
    site: Site, options: dict[str, Any], message: str
) -> None:
    build = site.build(html_theme_options=options)
    (found,) = build_warnings(build)
    assert message in found
    assert found.endswith("[transcript.theme_option]")
    assert build.read("_static/transcript.css") == style_sheet(site)


def test_invalid_entry_gives_a_warning_and_the_others_are_used(site: Site) -> None:
    build = site.build(html_theme_options={"reader_schemes": ["system", "drak"]})
    (found,) = build_warnings(build)
    assert "did you mean 'dark'" in found
    assert build.read("_static/transcript.css") == style_sheet(site, reader_schemes=["system"])


def test_fonts_and_measure_are_in_the_style_sheet(site: Site) -> None:
    css = style_sheet(site, measure="66", prose_face="serif", code_font='"Fira Code", Hack')
    assert "--ts-measure:66ch;" in css
    assert '--ts-mono:"Fira Code",Hack,ui-monospace,' in css
    assert "--ts-prose:ui-serif," in css


def test_no_script_without_a_choice(site: Site) -> None:
    for offered in ([], ["system"], ""):
        options = {"reader_schemes": offered, "copy_button": False, "search": "sphinx"}
        page = site.build(html_theme_options=options).read("index.html")
        assert "<script" not in page.partition("</head>")[0].replace("ld+json", "")


def test_choices_can_be_text_from_the_command_line(site: Site) -> None:
    overrides: dict[str, Any] = {"html_theme_options.reader_schemes": "system, amber"}
    build = site.build(**overrides)
    assert build_warnings(build) == []
    assert "[[&quot;system&quot;, &quot;system&quot;], [&quot;amber&quot;" in build.read(
        "index.html"
    )
