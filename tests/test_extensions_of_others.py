"""A site with the extensions that people use, each on a page of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import served
from tests.conftest import Build
from tests.traces import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Site

SOURCES = Path(__file__).parent / "extensions_site"
ELSEWHERE = re.compile(r"^(?!http://127\.0\.0\.1)")
INLINE_TABS = """\
# Tabs without a script

```{tab} Before
Fourteen init scripts, five with the same bug.
```

```{tab} After
Fourteen units.
```
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of the site.

    In a process of its own: MyST-NB changes a default of Sphinx, for whatever comes later, too.
    """
    folder = tmp_path_factory.mktemp("extensions")
    arguments = ["-q", "-b", "html", "-d", str(folder / "doctrees"), str(SOURCES)]
    command = [sys.executable, "-m", "sphinx", *arguments, str(folder / "html")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Build(folder / "html", done.stdout, done.stderr)


@pytest.fixture(scope="module")
def address(build: Build) -> Iterator[str]:
    """Return where the site is served."""
    with served(build.outdir) as url:
        yield url


def _open(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark")
    # What comes from elsewhere must not be waited for.
    page.route(ELSEWHERE, lambda route: route.abort())
    page.goto(url)
    return page


FRAGMENTS = {
    ("design", '<div class="sd-card-title sd-font-weight-bold docutils">\nNightly</div>'),
    ("design", '<details class="sd-sphinx-override sd-dropdown sd-card'),
    ("design", 'class="sd-tab-label" for="sd-tab-item-0">'),
    ("copy", "_static/copybutton.js"),
    ("tabs", 'class="sphinx-tabs-tab"'),
    ("notebook", '<div class="cell_input docutils container">'),
    ("notebook", '<div class="output stream highlight-myst-ansi notranslate">'),
    ("source", 'href="_modules/restore.html#slowest"><span class="viewcode-link">'),
    ("_modules/restore", 'class="viewcode-back"'),
    ("todo", '<div class="admonition-todo admonition" id="id1">'),
    ("todo", "original entry"),
    ("diagrams", 'class="mermaid">'),
    ("numbers", '<table class="highlighttable">'),
    ("numbers", '<span class="caption-number">Table 1 </span>'),
    ("404", "<h1>Page not found</h1>"),
    ("index", '<meta property="og:description" content="Extensions by others'),
}


def test_site_is_built_without_a_warning(build: Build) -> None:
    assert complaints(build) == []


@pytest.mark.parametrize(("page", "fragment"), sorted(FRAGMENTS))
def test_main_thing_of_each_extension_is_there(build: Build, page: str, fragment: str) -> None:
    html = build.read(f"{page}.html")
    assert fragment in html
    assert html.count("<h1") == 1
    assert html.count("<main ") == 1


def test_colours_for_extensions_come_after_their_own(build: Build) -> None:
    sheets = re.findall(
        r'<link rel="stylesheet"[^>]* href="_static/([\w-]+)', build.read("tabs.html")
    )
    assert sheets.index("others") > sheets.index("tabs") > sheets.index("transcript")


@pytest.mark.browser
def test_no_page_scrolls_sideways(build: Build, browser: Browser, address: str) -> None:
    names = [name for name in build.files() if name.endswith(".html")]
    assert len(names) >= 12
    page = _open(browser, address, 320)
    wide = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name in names:
            page.goto(f"{address}/{name}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))
    assert wide == []
    page.close()


@pytest.mark.browser
def test_text_of_tabs_can_be_read_in_the_dark(browser: Browser, address: str) -> None:
    page = _open(browser, f"{address}/tabs.html", 1280)
    panel = page.locator(".sphinx-tabs-panel").first
    assert panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.locator("text=After").click()
    assert page.locator(".sphinx-tabs-panel:not([hidden])").first.inner_text() == (
        "Restart=on-failure, and a limit."
    )
    page.close()


@pytest.mark.browser
def test_button_to_copy_is_there(browser: Browser, address: str) -> None:
    page = _open(browser, f"{address}/copy.html", 320)
    assert page.locator("pre + button.copybtn").count() == 2
    page.close()


@pytest.mark.browser
def test_tabs_without_a_script(site: Site, browser: Browser) -> None:
    """This extension and the other one have directives of one name."""
    site.write("index.md", INLINE_TABS)
    build = site.build(extensions=["sphinx_transcript", "sphinx_inline_tabs"])
    assert complaints(build) == []
    with served(build.outdir) as url:
        page = _open(browser, f"{url}/index.html", 320)
        contents = page.locator(".tab-content")
        assert [contents.nth(each).is_visible() for each in range(2)] == [True, False]
        page.locator(".tab-label >> text=After").click()
        assert [contents.nth(each).is_visible() for each in range(2)] == [False, True]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.close()
