"""The colours of code where conf.py or a child theme names a Pygments style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pygments.styles import get_all_styles, get_style_by_name

from sphinx_transcript.theme.code_grounds import style_sheet
from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.theme.contrast import GROUND, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Build, Site

CODE = """# Home

```{code-block} python
:linenos:
:emphasize-lines: 2

x = "text"  # why
y = 1
```
"""
NOTE = "made for another background: code keeps the theme's colours"
COLOURS = (
    f"element => {{ {GROUND}"
    + """
    return [...element.querySelectorAll("pre, span, button")].map((node) => [
        parse(getComputedStyle(node).color).slice(0, 3), ground(node), node.className,
    ]);
}"""
)


def code_colours(tab: Page) -> list[tuple[str, str, str]]:
    """Return the text colour, the background and the class of each element in a block of code."""
    pairs: Any = tab.locator("div.highlight").evaluate(COLOURS)
    return [
        (*("#" + "".join(f"{int(part):02x}" for part in each) for each in (text, ground)), name)
        for text, ground, name in pairs
    ]


@pytest.mark.parametrize("style", ["sphinx", "monokai", "default", "friendly"])
def test_style_of_conf_is_not_used_and_said_once(site: Site, style: str) -> None:
    site.write("index.md", CODE)
    plain = site.build(into="plain")
    build = site.build(pygments_style=style)
    assert build_warnings(build) == []
    assert build.status.count(NOTE) == 1
    assert f"'{style}'" in next(line for line in build.status.splitlines() if NOTE in line)
    names = [name for name in plain.files() if name.endswith(".css")]
    assert {n: build.read(n) for n in names} == {n: plain.read(n) for n in names}


def test_dark_style_of_conf_is_not_used_either(site: Site) -> None:
    site.conf("pygments_dark_style = 'monokai'\n")
    build = site.build()
    assert build_warnings(build) == []
    assert build.status.count(f"pygments_dark_style = 'monokai' is {NOTE}") == 1


@pytest.mark.parametrize("option", ["theme", "project"])
@pytest.mark.parametrize("name", ["nope", "no.such.Style", "os.nope", 5])
def test_unknown_dark_style_gives_a_warning(site: Site, option: str, name: object) -> None:
    site.conf(f"pygments_dark_style = {name!r}\n")
    build = site.build(html_theme_options={"code_style": option})
    (found,) = build_warnings(build)
    assert f"pygments_dark_style: no style {name!r}; left out" in found


def test_own_style_of_the_theme_may_be_named(site: Site) -> None:
    name = "sphinx_transcript.theme.pygments_style.TranscriptStyle"
    assert NOTE not in site.build(pygments_style=name).status


def build_with_styles(site: Site, **conf: Any) -> Build:
    site.write("index.md", CODE)
    text = "".join(f"{name} = {value!r}\n" for name, value in conf.items())
    site.conf(f"html_theme_options = {{'code_style': 'project'}}\n{text}")
    build = site.build()
    assert build_warnings(build) == []
    assert NOTE not in build.status
    return build


@pytest.mark.parametrize("style", ["monokai", "sphinx", "friendly"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_style_of_the_project_can_be_read(
    browser: Browser, site: Site, style: str, system: Any
) -> None:
    build = build_with_styles(site, pygments_style=style)
    with served(build.outdir) as address, browser.new_page(color_scheme=system) as tab:
        tab.goto(address)
        assert tab.locator(".highlight button").count() == 1
        found = code_colours(tab)
    expected = {"monokai": "#272822", "sphinx": "#eeffcc", "friendly": "#f0f0f0"}[style]
    assert {ground for _, ground, name in found if "hll" not in name} >= {expected}
    for text, ground, name in found:
        # Comments of the styles themselves have less than 4.5.
        if name in {"", "n", "hll", "linenos", "special"} or "copy" in name:
            assert contrast(text, ground) >= 4.5, (name, text, ground)


def test_dark_style_follows_system_and_reader(browser: Browser, site: Site) -> None:
    build = build_with_styles(site, pygments_style="default", pygments_dark_style="monokai")
    light, dark = "#f8f8f8", "#272822"
    for system, choices, expected in (
        ("light", [], light),
        ("dark", [], dark),
        ("dark", ["light"], light),
        ("light", ["dark"], dark),
    ):
        with served(build.outdir) as address, browser.new_page(color_scheme=system) as tab:  # type: ignore[arg-type]
            tab.goto(address)
            for choice in choices:
                tab.click(f".ts-schemes button[value={choice}]")
            assert code_colours(tab)[0][1] == expected, (system, choices)


def test_paper_has_the_colours_of_the_theme(browser: Browser, site: Site) -> None:
    build = build_with_styles(site, pygments_style="monokai")
    with served(build.outdir) as address, browser.new_page() as tab:
        tab.emulate_media(media="print")
        tab.goto(address)
        assert {(text, ground) for text, ground, name in code_colours(tab) if name == "n"} == {
            ("#000000", "#ffffff")
        }


CHILD = (
    '[theme]\ninherit = "transcript"\npygments_style = { default = "default", dark = "monokai" }\n'
)


def test_style_of_a_child_theme_is_used_on_its_ground(browser: Browser, site: Site) -> None:
    site.write("themes/child/theme.toml", CHILD)
    site.write("index.md", CODE)
    site.conf("html_theme_path = ['themes']\nhtml_theme = 'child'\n")
    build = site.build()
    assert build_warnings(build) == []
    assert "pygments_dark.css" not in build.read("index.html")
    for system, expected in (("light", "#f8f8f8"), ("dark", "#272822")):
        with served(build.outdir) as address, browser.new_page(color_scheme=system) as tab:  # type: ignore[arg-type]
            tab.goto(address)
            assert code_colours(tab)[0][1] == expected


@pytest.mark.parametrize("name", sorted(get_all_styles()))
def test_text_of_each_style_has_contrast_on_its_ground_and_marks(name: str) -> None:
    style = get_style_by_name(name)
    css = style_sheet(style, style, [])
    value = dict(
        part.strip().removeprefix("--ts-").split(": ")
        for part in css.rsplit("{", 2)[1].split("}")[0].split(";")
        if part.strip()
    )
    assert contrast(value["text"], value["code"]) >= 4.5
    assert contrast(value["text"], value["mark"]) >= 4.5
