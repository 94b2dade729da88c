"""What a page tells the browser: its icon and colours, and what is not to be translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.theme.colour_schemes import SCHEMES

if TYPE_CHECKING:
    from tests.conftest import Site


def test_prompt_is_the_icon_of_a_site_without_one(site: Site) -> None:
    site.write("a/page.md", "# Page\n")
    build = site.build()
    assert '<link rel="icon" href="../_static/prompt.svg">' in build.read("a/page.html")
    assert build.read("_static/prompt.svg").startswith("<svg ")


def test_icon_of_the_project_is_kept(site: Site) -> None:
    site.write("own.svg", "<svg/>")
    page = site.build(html_favicon="own.svg").read("index.html")
    assert re.findall(r'<link rel="(?:shortcut )?icon" href="([^"?]*)', page) == ["_static/own.svg"]


def colours(page: str) -> list[tuple[str, str]]:
    """Return the condition and the colour of each ``theme-color`` of *page*."""
    return re.findall(r'<meta name="theme-color"(?: media="([^"]*)")? content="(.*?)">', page)


def test_browser_has_the_colour_of_the_page(site: Site) -> None:
    dark, light = SCHEMES["tty-dark"].colours.page, SCHEMES["tty-light"].colours.page
    # The first that applies is taken.
    assert colours(site.build().read("index.html")) == [
        ("(prefers-color-scheme: dark)", dark),
        ("", light),
    ]
    amber = {"light_scheme": "amber", "dark_scheme": "amber"}
    page = site.build(html_theme_options=amber).read("index.html")
    assert colours(page) == [("", SCHEMES["amber"].colours.page)]


def test_prompts_and_code_are_not_translated(site: Site) -> None:
    site.write("page.md", "# Page\n\n`make it`\n\n```sh\nmake it\n```\n")
    page = site.build().read("page.html")
    assert '<p class="ts-prompt" translate="no"><span' in page
    assert '<code class="docutils literal notranslate" translate="no">' in page
    assert '<div class="highlight-sh notranslate" translate="no">' in page


def test_script_is_minified(site: Site) -> None:
    script = site.build().read("_static/transcript.js")
    assert "/*" not in script
    assert "`# ${label}: `" in script
    assert "  " not in script
