"""Tables keep readable columns on phones, and scroll in a box of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "A sentence that is rather long and says what nobody wanted to know about it, twice."
VERY_LONG = " ".join([LONG] * 6)


def _table(*rows: list[str]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


TABLES = {
    "two": _table(["option", "meaning"], ["`transcript_posts`", LONG]),
    "three": _table(["a", "b", "c"], [LONG, LONG, LONG]),
    "four": _table(["key", "type", "default", "what"], ["name", "list of str", "none", LONG]),
    "five": _table([*"abcde"], ["1", "two words here", "x", LONG, VERY_LONG]),
    "seven": _table([*"abcdefg"], [LONG] * 7),
    "twelve": _table([*"abcdefghijkl"], ["12:30 to 13:30"] * 12),
    "widths": f":::{{list-table}}\n:widths: 5 10 85\n* - {LONG}\n  - {LONG}\n  - {LONG}\n:::",
    "width": f":::{{list-table}}\n:width: 50%\n* - {LONG}\n  - {LONG}\n:::",
    "csv": f':::{{csv-table}}\ndb1, 02:00 to 04:00, "{LONG}"\n:::',
    "nested": f"::::{{list-table}}\n* - x\n  - :::{{list-table}}\n    * - {LONG}\n      - {LONG}\n"
    "    :::\n::::",
    "listed": f"- item\n\n  | a | b |\n  |---|---|\n  | {LONG} | {LONG} |",
}
# The least width of a column with a long text, in characters, per table; of nested tables, too.
COLUMNS = """() => {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.cssText = "position: absolute; width: 100ch";
  const ch = probe.getBoundingClientRect().width / 100;
  probe.remove();
  const sections = [...document.querySelectorAll("article section > section")];
  return Object.fromEntries(sections.map((each) => [each.id,
    [...each.querySelectorAll("td")].filter((cell) => cell.innerText.length > 12
      && !cell.querySelector("table")).map((cell) =>
        Math.round(cell.getBoundingClientRect().width / ch))]));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a page with the tables."""
    site = Site(tmp_path_factory.mktemp("tables"))
    sections = [f"## {name}\n\n{source}\n" for name, source in TABLES.items()]
    site.write("index.md", "# Tables\n\n" + "\n".join(sections))
    site.conf('myst_enable_extensions = ["colon_fence"]\n')
    with served(site.build().outdir) as url:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.goto(f"{url}/index.html")
        yield page
        page.close()


@pytest.mark.parametrize("width", [320, 390])
def test_columns_are_readable_and_the_page_does_not_scroll(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    columns = page.evaluate(COLUMNS)
    assert columns.keys() == TABLES.keys()
    narrow = {name: widths for name, widths in columns.items() if min(widths) < 14}
    assert narrow == {}
    assert min(columns["three"]) >= 20
    assert max(columns["five"]) >= 28
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_columns_share_the_room_that_a_wide_page_has(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    boxes = page.evaluate(
        """[...document.querySelectorAll(".ts-table-scroll")].map((each) =>
             [each.closest("section").id, each.scrollWidth - each.clientWidth])"""
    )
    assert {name for name, excess in boxes if excess > 0} == {"seven", "twelve"}
