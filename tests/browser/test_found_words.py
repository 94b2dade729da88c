"""Words that a search has found are marked on the page that it leads to, and on no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.security_policy import POLICY
from tests.helpers.browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Build, Site

pytestmark = pytest.mark.browser

STORED = 'localStorage.getItem("sphinx_highlight_terms")'


def built(site: Site, builder: str = "html") -> Build:
    site.write("index.md", "# Home\n\n```{toctree}\n:hidden:\na\nb\nc\n```\n")
    site.write("a.md", "# Kettle\n\nA kettle for green tea; Tea.\n")
    site.write("b.md", "# Kettles\n\nA kettle for tea, too.\n")
    script = "```{raw} html\n<script src='_static/own.js'></script>\n```\n"
    site.write("c.md", f"# Scripted\n\nA kettle for tea, too.\n\n{script}")
    site.write("_static/own.js", "window.version = DOCUMENTATION_OPTIONS.LANGUAGE;\n")
    return site.build(builder, html_static_path=["_static"])


def marked(tab: Page) -> list[str]:
    """Return the marked words, after the scripts had time to mark some."""
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(150)
    return tab.locator(".highlighted").all_text_contents()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_page_that_the_search_leads_to_is_marked(
    browser: Browser, site: Site, builder: str
) -> None:
    build = built(site, builder)
    suffix = ".html" if builder == "html" else "/"
    with served(build.outdir, POLICY) as address, browser.new_page() as tab:
        problems: list[str] = []
        tab.on("console", lambda line: problems.append(line.text))
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.goto(f"{address}/search{suffix}?q=green+tea")
        tab.get_by_role("option").first.wait_for()
        assert tab.evaluate(STORED) is None
        tab.get_by_role("option").first.click()
        assert marked(tab) == ["green", "tea", "Tea"]
        assert tab.url == f"{address}/a{suffix}"
        assert tab.locator("header .highlighted, nav .highlighted").count() == 0
        tab.keyboard.press("Escape")
        assert marked(tab) == []
        for other in ("b", "c", "a"):
            tab.goto(f"{address}/{other}{suffix}")
            assert marked(tab) == [], other
        # A browser asks for a favicon, and an address of the page's own script is wrong elsewhere.
        assert [line for line in problems if "404" not in line] == []


def test_address_with_words_marks_them_and_keeps_its_place(browser: Browser, site: Site) -> None:
    build = built(site)
    with served(build.outdir) as address, browser.new_page() as tab:
        for page in ("a", "c"):
            tab.goto(f"{address}/{page}.html?highlight=kettle&x=1#part")
            assert [word.lower() for word in marked(tab)][-1:] == ["kettle"]
            assert tab.url == f"{address}/{page}.html?x=1#part"
            tab.goto(f"{address}/b.html")
            assert marked(tab) == []


@pytest.mark.parametrize("words", ["", "%20", "%3Cimg%20src%3Dx%3E", "(*", "..%2F", "x" * 500])
def test_other_words_mark_nothing(browser: Browser, site: Site, words: str) -> None:
    build = built(site)
    with served(build.outdir) as address, browser.new_page() as tab:
        problems: list[str] = []
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.goto(f"{address}/a.html?highlight={words}")
        assert marked(tab) == []
        assert tab.locator("article img").count() == 0
        assert problems == []


def test_words_are_marked_once_beside_scripts_of_others(browser: Browser, site: Site) -> None:
    build = built(site)
    with served(build.outdir) as address, browser.new_page() as tab:
        tab.goto(f"{address}/search.html?q=scripted+kettle")
        tab.get_by_role("option").first.wait_for()
        tab.get_by_role("option").first.click()
        assert marked(tab) == ["Scripted", "kettle"]
        assert tab.evaluate("window.version") == "en"
        assert tab.evaluate("typeof SphinxHighlight") == "object"


def test_page_without_words_loads_no_script_for_them(browser: Browser, site: Site) -> None:
    build = built(site)
    with served(build.outdir) as address, browser.new_page() as tab:
        loaded: list[str] = []
        tab.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
        tab.goto(f"{address}/a.html")
        assert marked(tab) == []
        names = [name.partition("?")[0] for name in loaded]
        assert [name for name in names if name.endswith(".js")] == ["transcript.js"]
