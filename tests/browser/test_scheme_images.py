"""Pictures for light or for dark schemes are shown there alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Build, Site

pytestmark = pytest.mark.browser

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PAGE = """# Home

```{image} a.png
:class: only-light
:alt: l1
```
```{image} a.png
:class: only-dark align-center
:alt: d1
```
```{image} a.png
:class: only-dark
:target: https://example.org
:alt: d2
```
```{figure} a.png
:figclass: only-dark
:alt: d3

A caption.
```
```{figure} a.png
:class: only-dark
:alt: d4

d-caption
```

![d5](a.png#gh-dark-mode-only) ![l5](a.png#gh-light-mode-only)
![d6](a.png#only-dark) ![l6](a.png#only-light)

```{div} only-dark
d7
```

{.only-light}
![l8](a.png)

<picture><img alt="d9" src="_static/a.png#gh-dark-mode-only" width="1"></picture>

![plain](a.png)
"""
VISIBLE = """() => [
    ...[...document.querySelectorAll("article img")]
        .filter((img) => img.checkVisibility()).map((img) => img.alt),
    ...[...document.querySelectorAll("article :is(div, figcaption, figcaption *)")]
        .filter((node) => /^d/.test(node.textContent.trim()) && node.checkVisibility())
        .map((node) => node.textContent.trim()),
    ...[...document.querySelectorAll("article a")]
        .filter((node) => /example/.test(node.href) && node.checkVisibility()).map(() => "d-link"),
]"""
LIGHT = {"l1", "l5", "l6", "l8", "plain"}
DARK = {"d1", "d2", "d3", "d4", "d5", "d6", "d7", "d9", "d-caption", "d-link", "plain"}


def built(site: Site, **options: Any) -> Build:
    site.write("a.png", PNG)
    site.write("_static/a.png", PNG)
    site.write("index.md", PAGE)
    site.conf(
        "myst_enable_extensions = ['attrs_block']\nhtml_static_path = ['_static']\n"
        f"html_theme_options = {options!r}\nextensions.append('sphinx_design')\n"
    )
    build = site.build()
    assert build_warnings(build) == []
    return build


def visible(
    browser: Browser, build: Build, system: Any, choice: str = "", **media: Any
) -> set[str]:
    with served(build.outdir) as address, browser.new_page(color_scheme=system) as tab:
        tab.goto(address)
        if choice:
            tab.click(f".ts-schemes button[value={choice}]")
        if media:
            tab.emulate_media(color_scheme=system, **media)
        found: set[str] = set(tab.evaluate(VISIBLE))
        return found


def test_pictures_follow_system_reader_and_paper(browser: Browser, site: Site) -> None:
    build = built(site, reader_schemes=["system", "light", "dark", "amber"])
    assert visible(browser, build, "light") == LIGHT
    assert visible(browser, build, "dark") == DARK
    assert visible(browser, build, "light", "dark") == DARK
    assert visible(browser, build, "light", "amber") == DARK
    assert visible(browser, build, "dark", "light") == LIGHT
    assert visible(browser, build, "dark", media="print") == LIGHT
    assert visible(browser, build, "light", "amber", media="print") == LIGHT


def test_pictures_follow_a_single_scheme(browser: Browser, site: Site) -> None:
    build = built(site, light_scheme="amber", dark_scheme="amber", reader_schemes=[])
    assert visible(browser, build, "light") == DARK
    assert visible(browser, build, "dark") == DARK


def test_page_without_such_pictures_loads_no_rules(site: Site) -> None:
    site.write("a.png", PNG)
    site.write("index.md", "# Home\n\n![a](a.png) `only-dark`\n")
    assert "schemes.css" not in site.build().read("index.html")
