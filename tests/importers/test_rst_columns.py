"""Tables and titles in reStructuredText keep their columns when a link in them gets longer."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_transcript.importers.markup.rst_text import rewrite_links

GRID = """\
+----------------+-----+
| `a <b>`_       | `x  |
+================+=====+
| `c <b>`__, two | 2   |
+----------------+-----+
"""
SIMPLE = """\
========  =====
`a <b>`_  two
========  =====
`c <b>`_  three
========  =====
"""


def rewritten(text: str) -> str:
    return rewrite_links(text, lambda kind, words, link, line: f":doc:`{words} </post/{link * 9}>`")


@pytest.mark.parametrize("table", [GRID, SIMPLE])
def test_columns_of_tables(table: str) -> None:
    new = rewritten(f"Above.\n\n{table}\nBelow.\n")
    lines = new.split("\n")[2 : 2 + table.count("\n")]
    assert [len(line.rstrip()) for line in lines] == [len(line) for line in table.splitlines()]
    assert ".. |l1| replace:: :doc:`a </post/bbbbbbbbb>`" in new
    document = publish_doctree(
        new.replace(":doc:", ":literal:"), settings_overrides={"report_level": 5}
    )
    entries = [entry.astext() for entry in document.findall(nodes.entry)]
    assert entries[0] == "a </post/bbbbbbbbb>"
    assert len(entries) == 4
    assert entries[2].startswith("c </post/bbbbbbbbb>")


@pytest.mark.parametrize("over", ["", "----------------------\n"])
def test_lines_below_titles(over: str) -> None:
    new = rewritten(f"{over}On `a <b>`_ and more it\n----------------------\n\nText.\n")
    title = "On :doc:`a </post/bbbbbbbbb>` and more it"
    line = "-" * len(title)
    assert new.startswith(f"{line}\n{title}\n{line}\n" if over else f"{title}\n{line}\n")


def test_text_without_longer_links_is_not_changed() -> None:
    text = f"{SIMPLE}\n{GRID}\nA\n-\n"
    assert rewrite_links(text, lambda kind, words, link, line: link) == text
