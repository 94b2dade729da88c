"""A site with popular extensions of other projects, each on a page of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.conftest import Build
from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Site

SOURCES = Path(__file__).parent.parent / "extensions_site"
HELPERS = Path(__file__).parent.parent / "helpers"
# The colours of the scheme tty-dark.
TEXT, DIM = "rgb(215, 220, 226)", "rgb(169, 177, 187)"
OTHER_HOSTS = re.compile(r"^(?!http://127\.0\.0\.1)")
INLINE_TABS = """\
# Tabs without a script

```{tab} Before
Fourteen init scripts, five with the same bug.
```

```{tab} After
Fourteen units.
```
"""
GRAPHS = """\
# Graphs

```{graphviz}
digraph { a -> b }
```

```{inheritance-diagram} argparse.Action
```
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of the site, made in a subprocess.

    MyST-NB changes a default of Sphinx for the whole process.
    """
    folder = tmp_path_factory.mktemp("extensions")
    arguments = ["-q", "-b", "html", "-d", str(folder / "doctrees"), str(SOURCES)]
    command = [sys.executable, "-m", "sphinx", *arguments, str(folder / "html")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Build(folder / "html", done.stdout, done.stderr)


@pytest.fixture(scope="module")
def site_url(build: Build) -> Iterator[str]:
    """Return the URL of the site on a local server."""
    with served(build.outdir) as url:
        yield url


def _open(
    browser: Browser, url: str, width: int, scheme: Literal["dark", "light"] = "dark"
) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    # Don't wait for other hosts.
    page.route(OTHER_HOSTS, lambda route: route.abort())
    page.goto(url)
    return page


FRAGMENTS = {
    ("design", '<div class="sd-card-title sd-font-weight-bold docutils">\nNightly</div>'),
    ("design", '<details class="sd-sphinx-override sd-dropdown sd-card'),
    ("design", 'class="sd-tab-label" for="sd-tab-item-0">'),
    ("copy", "_static/copybutton.js"),
    ("tabs", 'class="sphinx-tabs-tab"'),
    ("notebook", '<div class="cell_input docutils container">'),
    ("notebook", '<div class="output stream highlight-myst-ansi notranslate"'),
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


def test_site_builds_without_warnings(build: Build) -> None:
    assert build_warnings(build) == []


@pytest.mark.parametrize(("page", "fragment"), sorted(FRAGMENTS))
def test_markup_of_each_extension_is_on_its_page(build: Build, page: str, fragment: str) -> None:
    html = build.read(f"{page}.html")
    assert fragment in html
    assert html.count("<h1") == 1
    assert html.count("<main ") == 1


def test_style_sheet_for_extensions_is_after_theirs(build: Build) -> None:
    sheets = re.findall(
        r'<link rel="stylesheet"[^>]* href="_static/([\w-]+)', build.read("tabs.html")
    )
    assert sheets.index("others") > sheets.index("tabs") > sheets.index("transcript")


@pytest.mark.browser
def test_no_page_scrolls_sideways(build: Build, browser: Browser, site_url: str) -> None:
    names = [name for name in build.files() if name.endswith(".html")]
    assert len(names) >= 12
    page = _open(browser, site_url, 320)
    wide = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name in names:
            page.goto(f"{site_url}/{name}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))
    assert wide == []
    page.close()


@pytest.mark.browser
def test_tabs_have_no_background_of_their_own(browser: Browser, site_url: str) -> None:
    page = _open(browser, f"{site_url}/tabs.html", 1280)
    panel = page.locator(".sphinx-tabs-panel").first
    assert panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.locator("text=After").click()
    assert page.locator(".sphinx-tabs-panel:not([hidden])").first.inner_text() == (
        "Restart=on-failure, and a limit."
    )
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["copy", "design", "diagrams", "notebook", "source", "tabs", "todo"]
)
def test_all_texts_are_readable(
    browser: Browser, site_url: str, name: str, scheme: Literal["dark", "light"]
) -> None:
    page = _open(browser, f"{site_url}/{name}.html", 1280, scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert page.evaluate((HELPERS / "contrast.js").read_text("utf-8"), 6.9) == []
    page.close()


@pytest.mark.browser
def test_outlines_are_seen_in_the_dark(browser: Browser, site_url: str) -> None:
    page = _open(browser, f"{site_url}/design.html", 1280)
    colours = page.evaluate(
        """["dark", "light", "black", "white"].map((name) =>
             getComputedStyle(document.querySelector(`div.sd-outline-${name}`)).borderTopColor)"""
    )
    assert colours == [TEXT, DIM, TEXT, DIM]
    page.close()


@pytest.mark.browser
def test_sphinx_copybutton_adds_its_buttons(browser: Browser, site_url: str) -> None:
    page = _open(browser, f"{site_url}/copy.html", 320)
    assert page.locator("pre + button.copybtn").count() == 2
    page.close()


@pytest.mark.browser
def test_sphinx_inline_tabs_work_without_scripts(site: Site, browser: Browser) -> None:
    """A site of its own: its directive has the same name as that of sphinx-tabs."""
    site.write("index.md", INLINE_TABS)
    build = site.build(extensions=["sphinx_transcript", "sphinx_inline_tabs"])
    assert build_warnings(build) == []
    with served(build.outdir) as url:
        page = _open(browser, f"{url}/index.html", 320)
        contents = page.locator(".tab-content")
        assert [contents.nth(each).is_visible() for each in range(2)] == [True, False]
        page.locator(".tab-label >> text=After").click()
        assert [contents.nth(each).is_visible() for each in range(2)] == [False, True]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["png", "svg"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_graphs_have_a_light_ground_in_the_dark(
    site: Site, browser: Browser, kind: str, scheme: Literal["dark", "light"]
) -> None:
    site.write("index.md", GRAPHS)
    build = site.build(
        extensions=[
            "sphinx_transcript",
            "sphinx.ext.graphviz",
            "sphinx.ext.inheritance_diagram",
        ],
        graphviz_dot=sys.executable,
        graphviz_dot_args=[str(HELPERS / "drawn_graph.py")],
        graphviz_output_format=kind,
    )
    assert build_warnings(build) == []
    with served(build.outdir) as url:
        page = _open(browser, f"{url}/index.html", 1280, scheme)
        grounds = page.evaluate(
            """[...document.querySelectorAll(".graphviz:is(img, object)")].map((each) =>
                 getComputedStyle(each).backgroundColor)"""
        )
        page.close()
    assert grounds == [{"dark": "rgb(250, 250, 247)", "light": "rgba(0, 0, 0, 0)"}[scheme]] * 2
