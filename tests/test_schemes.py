"""Colour schemes: their contrast, which of them a site has, and the reader's choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.schemes import SCHEMES, Colours, rules
from tests.browser import launched, served
from tests.traces import complaints

if TYPE_CHECKING:
    from tests.conftest import Build, Site

GROUNDS = ("page", "code", "mark")
LINES = ("rule",)
STYLES = ("_static/transcript.css", "_static/pygments.css")


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shipped(site: Site, **options: Any) -> str:
    return site.build(html_theme_options=options).read("_static/transcript.css")


def tokens(css: str) -> dict[str, str]:
    """Return the colours of the first scheme in *css*."""
    scheme = css[css.index("color-scheme:") :]
    return dict(re.findall(r"--(\w+): (#\w{6});", scheme[: scheme.index("}")]))


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_colour_has_7_to_1_on_every_ground(site: Site, name: str) -> None:
    css = shipped(site, light_scheme=name, dark_scheme=name, reader_schemes=[])
    found = tokens(css)
    assert found.keys() == set(Colours._fields)
    low = {
        (colour, ground): round(contrast(found[colour], found[ground]), 2)
        for colour in found.keys() - {*GROUNDS, *LINES}
        for ground in GROUNDS
        if contrast(found[colour], found[ground]) < 7
    }
    assert low == {}
    assert contrast(found["rule"], found["page"]) >= 3
    is_dark = luminance(found["page"]) < luminance(found["text"])
    assert f"color-scheme: {'dark' if is_dark else 'light'};" in css
    assert "prefers-color-scheme" not in css


def test_no_rule_has_a_colour_of_its_own(site: Site) -> None:
    build = site.build(html_theme_options={"reader_schemes": []})
    for name in STYLES:
        css = re.sub(r"@media print \{.*?\n\}", "", build.read(name), flags=re.DOTALL)
        rest = re.sub(r"--\w+: #\w{6};", "", css)
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(", rest), name


def test_light_and_dark_follow_the_system(site: Site) -> None:
    css = shipped(site, light_scheme="gruvbox-hc-light", dark_scheme="amber")
    assert tokens(css)["page"] == SCHEMES["gruvbox-hc-light"].colours.page
    dark = css[css.index("prefers-color-scheme: dark") :]
    assert tokens(dark) == SCHEMES["amber"].colours._asdict()


def test_choices_stand_after_what_the_system_says() -> None:
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
    ({"reader_schemes": ["system", "drak"]}, "did you mean 'dark'"),
    ({"reader_schemes": 3}, "is not a list of some of system, light, dark"),
    ({"measure": 59}, "measure = 59 is not a whole number from 60 to 90"),
    ({"measure": "wide"}, "is not a whole number"),
    ({"measure": True}, "is not a whole number"),
    ({"prose_face": "comic"}, "is not one of mono, sans, serif"),
    ({"code_font": "x; } body { display: none"}, "is not a list of font names as CSS has it"),
    ({"code_font": '"Iosevka'}, "is not a list of font names as CSS has it"),
]


@pytest.mark.parametrize(("options", "words"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_value_is_told_of_and_not_used(
    site: Site, options: dict[str, Any], words: str
) -> None:
    build = site.build(html_theme_options=options)
    (found,) = complaints(build)
    assert words in found
    assert found.endswith("[transcript.theme_option]")
    assert build.read("_static/transcript.css") == shipped(site)


def test_fonts_and_measure_are_in_the_styles(site: Site) -> None:
    css = shipped(site, measure="66", prose_face="serif", code_font='"Fira Code", Hack')
    assert "--measure: 66ch;" in css
    assert '--mono: "Fira Code", Hack, ui-monospace,' in css
    assert "--prose: ui-serif," in css


def scheme_page(build: Build) -> str:
    return build.read("index.html")


def test_without_a_choice_there_is_no_script(site: Site) -> None:
    for offered in ([], ["system"], ""):
        options = {"reader_schemes": offered, "copy_button": False}
        page = scheme_page(site.build(html_theme_options=options))
        assert "<script" not in page.partition("</head>")[0].replace("ld+json", "")


def test_choices_come_from_the_command_line_too(site: Site) -> None:
    overrides: dict[str, Any] = {"html_theme_options.reader_schemes": "system, amber"}
    build = site.build(**overrides)
    assert complaints(build) == []
    assert "[[&quot;system&quot;, &quot;system&quot;], [&quot;amber&quot;" in scheme_page(build)


@pytest.mark.browser
def test_choice_is_remembered_and_there_before_the_first_frame(site: Site) -> None:
    build = site.build(html_theme_options={"reader_schemes": ["system", "light", "dark", "amber"]})
    first_frame = (
        "requestAnimationFrame(() => { window.firstFrame ="
        " getComputedStyle(document.documentElement).backgroundColor; });"
    )
    amber, light = "rgb(20, 15, 6)", "rgb(250, 250, 247)"
    with launched() as browser, served(build.outdir) as address:
        context = browser.new_context(color_scheme="light")
        context.add_init_script(first_frame)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.goto(f"{address}/index.html")
        assert page.evaluate("firstFrame") == light
        group = page.get_by_role("group", name="Colours")
        pressed = group.locator("[aria-pressed=true]")
        assert pressed.inner_text() == "system"
        box = group.get_by_role("button", name="amber").bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        group.get_by_role("button", name="amber").click()
        assert pressed.inner_text() == "amber"
        for _ in range(3):
            page.goto(f"{address}/search.html")
            page.goto(f"{address}/index.html")
            assert page.evaluate("firstFrame") == amber
        group.get_by_role("button", name="system").click()
        page.reload()
        assert page.evaluate("firstFrame") == light
        page.evaluate("localStorage.setItem('transcript-scheme', 'gone')")
        page.reload()
        assert page.evaluate("firstFrame") == light
        context.close()


@pytest.mark.browser
def test_without_scripts_there_is_no_control(site: Site) -> None:
    build = site.build()
    with launched() as browser, served(build.outdir) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/index.html")
        assert page.locator("button").count() == 0
        context.close()
