"""Layout and colours of elements on pages of the example site.

tests/data/boxes.json records the expected values. `python3 develop.py boxes` prints what differs
and records the present values.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.theme.colour_schemes import Colours
from tests.conftest import SEED_PAGE
from tests.helpers.browser import installed, launched, served
from tests.helpers.pictures import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
TESTS_DATA = HERE.parent / "data"
DATA = TESTS_DATA / "boxes.json"

PAGES = {
    "home": "index.html",
    "post": f"{SEED_PAGE}.html",
    "posts": "post/index.html",
    "documentation": "manual/blog-index.html",
}
"""The measured pages, by their names in reports."""

WIDTHS = (320, 1280)

ELEMENTS = {
    "page": "html",
    "body": "body",
    "header prompt": "header .ts-prompt",
    "navigation": "header nav ul",
    "name": "header nav a:not([aria-current])",
    "prompt": "main .ts-prompt",
    "prompt's sign": "main .ts-prompt-symbol",
    "prompt's command": "main .ts-prompt kbd",
    "h1": "main h1",
    "h2": "main h2",
    "paragraph": "main section > p:not(.ts-prompt)",
    "link": "main section > p:not(.ts-prompt) a",
    "pre": "main pre",
    "table": "main .ts-table-scroll",
    "listing": "main .ts-post-rows",
    "row's time": "main .ts-post-rows time",
    "row's minutes": "main .ts-post-rows .ts-minutes",
    "row's title": "main .ts-post-rows a",
    "facts": ".ts-post-facts > p:not(.ts-prompt)",
    "tag": ".ts-post-facts .ts-tag a",
    "neighbours": ".ts-post-neighbours",
    "footer": "body > footer",
    "cursor": "body > footer .ts-cursor",
}
"""The selector of each measured element; the first match on a page is measured."""

_CONTENT_DEPENDENT = {
    "page", "body", "paragraph", "link", "pre", "table", "listing", "tag", "neighbours", "footer",
}  # fmt: skip
"""Elements whose height, or position in a line, depends on their text: neither is measured."""

DEFAULTS = {
    "display": "block",
    "font size": "1rem",
    "weight": "400",
    "line height": "1 line",
    "left": "0ch",
    "padding": "0 lines, 0ch, 0 lines, 0ch",
    "colour": "text",
    "ground": "none",
    "border": "none",
}
"""Values that most elements have; the file omits them."""

# Every character of this font is 0.6 em wide, so that lines break alike on all machines.
# It was made with fontTools: a character map of format 13 maps all characters to one empty glyph.
_CELLS = base64.b64encode((TESTS_DATA / "cells.ttf").read_bytes()).decode()
_STYLE = f"""
@font-face {{
  font-family: Cells;
  font-weight: 100 900;
  src: url(data:font/ttf;base64,{_CELLS});
}}
:root {{ --ts-mono: Cells; --ts-prose: Cells; }}
"""

Boxes = dict[str, dict[str, dict[str, str]]]
"""The properties of each element, by view: a page at a width, or in a colour scheme."""


def measure_pages(
    browser: Browser, address: str, pages: Mapping[str, str] = PAGES, css: str = ""
) -> Boxes:
    """Measure *pages* of the example site at *address*, with *css* added to the theme's styles."""
    found: Boxes = {}
    for name, file in pages.items():
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
            page.goto(f"{address}/{quote(file)}")
            page.add_style_tag(content=_STYLE + css)
            page.evaluate("document.fonts.load('1em Cells')")
            found[f"{name} at {width}"] = _measure(page)["boxes"]
            if width == WIDTHS[-1]:
                page.emulate_media(color_scheme="light")
                found[f"{name}, light"] = _measure(page)["colours"]
                page.emulate_media(color_scheme="dark")
                found[f"{name}, dark"] = _measure(page)["colours"]
            page.close()
    return found


def _measure(page: Page) -> Boxes:
    """Return the boxes and the colours of the elements of *page*."""
    selectors = {
        name: {"selector": selector, "fixed": name not in _CONTENT_DEPENDENT}
        for name, selector in ELEMENTS.items()
    }
    arguments = {"selectors": selectors, "tokens": Colours._fields}
    found = page.evaluate((HERE / "boxes.js").read_text("utf-8"), arguments)
    return {
        kind: {name: _without_defaults(values) for name, values in elements.items()}
        for kind, elements in found.items()
    }


def _without_defaults(properties: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in properties.items() if DEFAULTS.get(key) != value}


def differences(old: Boxes, new: Boxes) -> list[str]:
    """Return a line for each difference of *new* from *old*."""
    return [
        f"{view}: {difference}"
        for view in (old | new)
        for difference in _differences_in_view(old.get(view, {}), new.get(view, {}))
    ]


def _differences_in_view(
    old: Mapping[str, dict[str, str]], new: Mapping[str, dict[str, str]]
) -> Iterator[str]:
    for element in {**old, **new}:
        if element not in new:
            yield f"{element} is gone"
        elif element not in old:
            yield f"{element} is new"
        else:
            before, after = old[element], new[element]
            for key in before | after:
                default = DEFAULTS.get(key, "none")
                was, now = before.get(key, default), after.get(key, default)
                if was != now:
                    yield f"{element} {key}: {now}, was {was}"


def read_expected() -> Boxes:
    """Return the recorded values."""
    boxes: Boxes = json.loads(DATA.read_text("utf-8")) if DATA.is_file() else {}
    return boxes


def write_expected(boxes: Boxes) -> None:
    """Record *boxes* as the expected values."""
    views = []
    for view, elements in boxes.items():
        # One line per element keeps diffs readable.
        lines = [
            f"    {json.dumps(name)}: {json.dumps(values)}" for name, values in elements.items()
        ]
        views.append(f"  {json.dumps(view)}: {{\n" + ",\n".join(lines) + "\n  }")
    DATA.write_text("{\n" + ",\n".join(views) + "\n}\n", "utf-8")


def main() -> int:
    """Measure all pages, print what differs from the record, and update the record."""
    path = installed()
    if not path:
        print("no Chromium was found; TRANSCRIPT_BROWSER can name its path", file=sys.stderr)
        return 1
    with (
        TemporaryDirectory() as folder,
        launched(path) as browser,
        served(build(Path(folder))) as address,
    ):
        found = measure_pages(browser, address)
    lines = differences(read_expected(), found)
    write_expected(found)
    print("\n".join([*lines, f"{len(lines)} changes recorded in tests/data/{DATA.name}"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
