"""Pages on paper: what is open, what is left out, what stays together, and the colours."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served
from tests.helpers.page_kinds import open_kind
from tests.helpers.tools import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.conftest import Build, Site

pytestmark = pytest.mark.browser

CLOSED = """
# Closed

<details><summary>By hand</summary><p id="by-hand">text</p></details>

```{note}
:collapsible: closed

in a note
```

```{dropdown} Dropdown
in a dropdown
```

````{tab-set}
```{tab-item} One
first tab
```
```{tab-item} Two
second tab
```
````

[address](https://example.org/a), <https://example.org/b>, [page](other.md), [part](#closed),
[![picture](x.png)](https://example.org/c), [mail](mailto:a@example.org)
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a tab that shows pages as they are printed."""
    tab = browser.new_page(viewport={"width": 700, "height": 1000}, color_scheme="dark")
    tab.emulate_media(media="print")
    yield tab
    tab.close()


def build_closed(site: Site) -> Build:
    """Build a site with a page of closed blocks."""
    site.conf('extensions += ["sphinx_design"]\nhtml_baseurl = "https://example.org/docs/"\n')
    site.write("page.md", CLOSED)
    site.write("other.md", "# Other\n")
    return site.build(suppress_warnings=["image.not_readable"])


def test_closed_blocks_are_open(site: Site, page: Page) -> None:
    with served(build_closed(site).outdir) as address:
        page.goto(f"{address}/page.html")
        for text in ("text", "in a note", "in a dropdown", "first tab", "second tab"):
            found = page.get_by_text(text, exact=True)
            assert found.evaluate(
                "each => each.checkVisibility({contentVisibilityAuto: true})"
                " && each.getBoundingClientRect().height > 0"
            ), text
        tops = [page.get_by_text(text, exact=True).bounding_box() for text in ("One", "first tab")]
        assert tops[0] is not None
        assert tops[1] is not None
        assert tops[0]["y"] < tops[1]["y"]


def test_addresses_are_printed_where_they_are_of_use(site: Site, page: Page) -> None:
    with served(build_closed(site).outdir) as address:
        page.goto(f"{address}/page.html")
        after = page.locator("article a").evaluate_all(
            "all => all.map(each => [each.getAttribute('href'),"
            " getComputedStyle(each, '::after').content !== 'none'])"
        )
        shown = [href for href, is_shown in after if is_shown]
        assert shown == ["https://example.org/a"]
        canonical = page.locator("link[rel=canonical]")
        assert canonical.evaluate("each => each.getBoundingClientRect().height") > 10
        content = canonical.evaluate("each => getComputedStyle(each, '::after').content")
        assert content in {"attr(href)", '"https://example.org/docs/page.html"'}
        page.emulate_media(media="screen")
        assert canonical.evaluate("each => each.getBoundingClientRect().height") == 0


def test_colours_are_black_on_white_whatever_was_chosen(site: Site, page: Page) -> None:
    site.write("_static/own.css", ':root[data-scheme="dark"] { --ts-page: #123; --ts-text: #456 }')
    site.conf('html_static_path = ["_static"]\nhtml_css_files = ["own.css"]\n')
    with served(site.build().outdir) as address:
        page.goto(f"{address}/index.html")
        page.evaluate("document.documentElement.dataset.scheme = 'dark'")
        style = "name => getComputedStyle(document.documentElement)[name]"
        assert page.evaluate(style, "backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(style, "color") == "rgb(0, 0, 0)"
        assert page.evaluate(style, "colorScheme") == "light"


def test_what_leads_on_is_left_out(page: Page, kinds_url: str) -> None:
    open_kind(page, kinds_url, "post")
    for name in ("neighbours", "related", "referring"):
        assert page.locator(f".ts-post-{name}").count() == 1
        assert not page.locator(f".ts-post-{name}").is_visible()
    assert page.locator(".ts-post-facts").is_visible()
    assert not page.locator(".ts-copy").first.is_visible()


def pages_of(pdf: Path) -> list[list[str]]:
    """Return the lines of text of each page of the file *pdf*."""
    command = [program("pdftotext"), "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


def test_nothing_is_torn_apart(site: Site, page: Page, tmp_path: Path) -> None:
    parts = ["# Page\n"]
    for number in range(60):
        parts.append("A line of text.\n\n" * (1 + number * 7 % 5))
        parts.append(f"## Heading {number}\n\nText {number}.\n")
        code = "\n".join(f"line {line} of block {number}" for line in range(6))
        parts.append(f"```sh\n{code}\n```\n")
        if number % 10 == 0:
            rows = "\n".join(f"| cell {number} {row} | b |" for row in range(70))
            parts.append(f"| The head {number} | B |\n|---|---|\n{rows}\n")
    site.write("page.md", "\n".join(parts))
    with served(site.build().outdir) as address:
        page.goto(f"{address}/page.html")
        page.pdf(path=tmp_path / "page.pdf", format="A4")
    pages = pages_of(tmp_path / "page.pdf")
    assert len(pages) > 10
    for lines in pages:
        assert not re.search(r"Heading \d", lines[-1])
        # Code of a few lines is whole, and a table has its head on each page.
        codes = [line for line in lines if " of block " in line]
        assert len(codes) % 6 == 0
        cells = [line for line in lines if line.startswith("cell ")]
        heads = [line for line in lines if line.startswith("The head ")]
        assert len(heads) == len({cell.split()[1] for cell in cells})
