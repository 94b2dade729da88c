"""One cell of each column of a table asks for the room that the column's texts need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Site

LONG = "A sentence of more than twenty characters."
# The cell on the left reaches into two rows, that below spans two columns.
GRID = f"""\
+-------+-{"-" * 42}-+-----+
| spans | {LONG} | c d |
|       +-{"-" * 42}-+-----+
|       | {"Both of them, and more than enough.":<42}       |
+-------+-{"-" * 42}-------+
"""
TABLE = f"""\
Tables
======

.. list-table::
   :header-rows: 1

   * - A heading of more than twenty characters
     - B
     - C
     - D
   * - 1
     - two words
     - word
     - {LONG}
   * - 2
     - x
     - word
     - {LONG} {LONG} {LONG} {LONG}

{GRID}

.. list-table::

   * - .. list-table::

          * - {LONG}
            - ::

                code that is much longer than twenty characters

     - x
"""
CELL = re.compile(r"<t[dh]\b([^>]*)>\s*(?:<p>)?([^<]*)")


def test_columns_are_marked_by_the_length_of_their_longest_text(site: Site) -> None:
    site.write("index.rst", TABLE)
    (site.srcdir / "index.md").unlink()
    html = site.build().read("index.html")
    marked = [
        (re.search(r"ts-w\w+", attributes)[0], text)  # type: ignore[index]
        for attributes, text in CELL.findall(html)
        if "ts-w" in attributes
    ]
    assert marked == [
        ("ts-whole", "two words"),
        ("ts-widest", " ".join([LONG] * 4)),
        ("ts-wide", LONG),
        ("ts-whole", "c d"),
        ("ts-wide", LONG),
    ]


def test_other_themes_get_no_class(site: Site) -> None:
    site.write("index.rst", TABLE)
    (site.srcdir / "index.md").unlink()
    assert "ts-wide" not in site.build(html_theme="alabaster").read("index.html")
