"""Output with colours can be read in each scheme, on paper, and with colours of the system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CONTRAST = (Path(__file__).parent.parent / "helpers" / "contrast.js").read_text("utf-8")
_TEXTS = (39, *range(30, 38), *range(90, 98))
_GROUNDS = (49, *range(40, 48), *range(100, 108))
TABLE = "\n".join(
    "".join(f"\\e[{ground};{text}m {text} \\e[0m" for text in _TEXTS) for ground in _GROUNDS
)
STYLES = "".join(
    f"\\e[{code}mstyle {code}\\e[0m "
    for code in ("1", "2", "3", "4", "9", "4;9", "7", "7;31", "7;44", "7;33;44", "1;2", "2;31")
)
LINK = r"\e]8;;https://example.org/\e\\link\e]8;;\e\\ \e[41m\e]8;;https://example.org/\ared\e]8;;\a"
PAGE = f"""\
# Colours

```{{code-block}} ansi
:emphasize-lines: 1, 4
:linenos:

{TABLE}
{STYLES}
{LINK}
```

```{{code-block}} ansi
:emphasize-lines: 2

$ print all
{TABLE}
{STYLES}
{LINK}
```

```console
$ ls
file
```
"""


@pytest.fixture(scope="module", params=["theme", "project"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Return the address of a page with all colours, under both styles of code."""
    site = Site(tmp_path_factory.mktemp("colours"))
    site.write("index.md", PAGE)
    options = {"reader_schemes": ["system", *SCHEMES], "code_style": request.param}
    build = site.build(html_theme_options=options, pygments_style="monokai")
    with served(build.outdir) as url:
        yield f"{url}/index.html"


@pytest.fixture
def page(each_browser: Browser, address: str) -> Iterator[Page]:
    """Return the page."""
    tab = each_browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(address)
    yield tab
    tab.close()


def test_all_colours_can_be_read_in_each_scheme(page: Page) -> None:
    assert page.locator(".ts-ansi").count() == 2
    low = {}
    for scheme in SCHEMES:
        page.evaluate("(name) => { document.documentElement.dataset.scheme = name; }", scheme)
        assert page.locator(".ts-ansi-on-red").count() > 4
        found = page.evaluate(CONTRAST, 7)
        # A style of the project colours what is in other blocks.
        if found := [each for each in found if "ts-ansi" in each[0]]:
            low[scheme] = found
    assert low == {}


def test_each_class_looks_different(page: Page) -> None:
    """The 16 colours have 12 hues and at least three greys."""
    looks = page.evaluate(
        """() => [...document.querySelectorAll('.ts-ansi')].map((block) =>
             [...block.querySelectorAll('[class*="ts-ansi-"]')]
               .filter((each) => !each.matches('[class*="on-"], [class*="behind-"]'))
               .filter(({ textContent }) => /^ \\d+ $/.test(textContent))
               .map((each) => getComputedStyle(each).color))"""
    )
    for colours in looks:
        assert len(colours) >= 16
        assert len(set(colours)) >= 15


def test_grounds_fill_their_lines(page: Page) -> None:
    heights = page.evaluate(
        """() => [...document.querySelectorAll('[class*="ts-ansi-on-"], .ts-ansi-inverse')]
             .map((each) => each.getBoundingClientRect().height)"""
    )
    assert set(map(round, heights)) == {24}
    lines = page.evaluate(
        """() => document.querySelector('.ts-ansi-on-red').closest('pre')
             .getBoundingClientRect().height / 24"""
    )
    assert round(lines, 2) == TABLE.count("\n") + 1 + 2 + 1


def test_links_are_links_and_stand_out(page: Page) -> None:
    links = page.locator(".ts-ansi a")
    assert links.count() == 4
    for link in links.all():
        assert link.get_attribute("href") == "https://example.org/"
        assert "underline" in link.evaluate("(each) => getComputedStyle(each).textDecorationLine")


def test_paper_has_black_text_without_grounds(browser: Browser, address: str) -> None:
    # Firefox can't be told to show a page as on paper.
    tab = browser.new_page()
    tab.goto(address)
    tab.emulate_media(media="print")
    found = tab.evaluate(
        """() => [...document.querySelectorAll('[class*="ts-ansi-"]')].map((each) => {
             const style = getComputedStyle(each);
             return [style.backgroundColor, style.color];
           })"""
    )
    grounds, colours = zip(*found, strict=True)
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}
    tab.close()


def test_colours_of_the_system_keep_grounds_and_text_apart(browser: Browser, address: str) -> None:
    tab = browser.new_page(forced_colors="active")
    tab.goto(address)
    assert [each for each in tab.evaluate(CONTRAST, 7) if "ts-ansi" in each[0]] == []
    ground = tab.locator(".ts-ansi-on-red").first
    plain = tab.locator(".ts-ansi-red").first
    colour = "(each) => getComputedStyle(each).backgroundColor"
    assert ground.evaluate(colour) != plain.evaluate(colour)
    tab.close()
