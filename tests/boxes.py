"""Where things are on the pages of the example site, and in which colours.

tests/data/boxes.json has it as it is meant to be. `python3 develop.py boxes` says what is otherwise
now, and writes that there.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.theme.schemes import Colours
from tests.browser import installed, launched, served
from tests.conftest import SEED_PAGE
from tests.pictures import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
DATA = HERE / "data" / "boxes.json"

PAGES = {
    "home": "index.html",
    "post": f"{SEED_PAGE}.html",
    "posts": "post/index.html",
    "documentation": "manual/blog-index.html",
}
"""The pages, by the names that complaints have for them."""

WIDTHS = (320, 1280)

ELEMENTS = {
    "page": "html",
    "body": "body",
    "header prompt": "header .prompt",
    "navigation": "header nav ul",
    "name": "header nav a:not([aria-current])",
    "prompt": "main .prompt",
    "prompt's sign": "main .prompt-symbol",
    "prompt's command": "main .prompt kbd",
    "h1": "main h1",
    "h2": "main h2",
    "paragraph": "main section > p:not(.prompt)",
    "link": "main section > p:not(.prompt) a",
    "pre": "main pre",
    "table": "main .table-scroll",
    "listing": "main .post-rows",
    "row's time": "main .post-rows time",
    "row's minutes": "main .post-rows .minutes",
    "row's title": "main .post-rows a",
    "facts": ".post-facts > p:not(.prompt)",
    "tag": ".post-facts .tag a",
    "neighbours": ".post-neighbours",
    "footer": "body > footer",
    "cursor": "body > footer .cursor",
}
"""What is looked at, the first of each on a page."""

_FLOWING = {
    "page", "body", "paragraph", "link", "pre", "table", "listing", "tag", "neighbours", "footer",
}  # fmt: skip
"""How high these are, or where in a line, follows from what they say: that is not looked at."""

USUAL = {
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
"""What the file does not say, because most elements have it."""

# Each character has a cell of 0.6 em in this font, so that lines break alike on all machines.
# It was made with fontTools: a character map of format 13 leads from all to one empty glyph.
_CELLS = base64.b64encode((HERE / "data" / "cells.ttf").read_bytes()).decode()
_STYLE = f"""
@font-face {{
  font-family: Cells;
  font-weight: 100 900;
  src: url(data:font/ttf;base64,{_CELLS});
}}
:root {{ --mono: Cells; --prose: Cells; }}
"""

Boxes = dict[str, dict[str, dict[str, str]]]
"""The properties of each element, by the page and its width or scheme."""


def look(browser: Browser, address: str, pages: Mapping[str, str] = PAGES, css: str = "") -> Boxes:
    """Return what *pages* of the example site at *address* look like, with *css* besides."""
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
        name: {"selector": selector, "fixed": name not in _FLOWING}
        for name, selector in ELEMENTS.items()
    }
    given = {"selectors": selectors, "tokens": Colours._fields}
    found = page.evaluate((HERE / "boxes.js").read_text("utf-8"), given)
    return {
        kind: {name: _unusual(each) for name, each in elements.items()}
        for kind, elements in found.items()
    }


def _unusual(properties: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in properties.items() if USUAL.get(key) != value}


def changes(old: Boxes, new: Boxes) -> list[str]:
    """Return a line for each difference of *new* from *old*."""
    return [
        f"{place}: {said}"
        for place in (old | new)
        for said in _changes_of_place(old.get(place, {}), new.get(place, {}))
    ]


def _changes_of_place(
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
                was, now = (each.get(key, USUAL.get(key, "none")) for each in (before, after))
                if was != now:
                    yield f"{element} {key}: {now}, was {was}"


def read() -> Boxes:
    """Return what pages are meant to look like."""
    boxes: Boxes = json.loads(DATA.read_text("utf-8")) if DATA.is_file() else {}
    return boxes


def write(boxes: Boxes) -> None:
    """Have pages meant to look like *boxes* from now on."""
    places = []
    for place, elements in boxes.items():
        # One line an element, so that a diff can be read.
        lines = [f"    {json.dumps(name)}: {json.dumps(each)}" for name, each in elements.items()]
        places.append(f"  {json.dumps(place)}: {{\n" + ",\n".join(lines) + "\n  }")
    DATA.write_text("{\n" + ",\n".join(places) + "\n}\n", "utf-8")


def main() -> int:
    """Look at all pages, say what is otherwise than it was, and keep it."""
    path = installed()
    if not path:
        print("There is no Chromium (TRANSCRIPT_BROWSER may name one)", file=sys.stderr)
        return 1
    with (
        TemporaryDirectory() as folder,
        launched(path) as browser,
        served(build(Path(folder))) as address,
    ):
        found = look(browser, address)
    said = changes(read(), found)
    write(found)
    print("\n".join([*said, f"{len(said)} changes, which tests/data/{DATA.name} now has"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
