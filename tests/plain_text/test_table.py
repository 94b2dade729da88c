"""Tables in a transcript."""

from __future__ import annotations

from textwrap import dedent

import pytest
from docutils.utils import column_width
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.writers.text import Cell

from sphinx_transcript.plain_text.table import FittedTable


def draw(width: int, rows: list[list[str | Cell]], head: int = 0) -> str:
    table = FittedTable(width)
    for index, row in enumerate(rows):
        if index:
            table.add_row()
        if head and index == head:
            table.set_separator()
        for cell in row:
            table.add_cell(cell if isinstance(cell, Cell) else Cell(cell))
    return str(table)


def expected_drawing(text: str) -> str:
    return dedent(text).strip("\n")


def test_columns_are_as_wide_as_their_text() -> None:
    assert draw(0, [["name", "what it is"], ["a", "b"]], head=1) == expected_drawing("""
        +------+------------+
        | name | what it is |
        |======|============|
        | a    | b          |
        +------+------------+
    """)


def test_widest_column_is_narrowed_until_the_table_fits() -> None:
    assert draw(24, [["key", "some words that are many"]]) == expected_drawing("""
        +-----+----------------+
        | key | some words     |
        |     | that are many  |
        +-----+----------------+
    """)


def test_without_a_width_nothing_is_wrapped() -> None:
    words = "word " * 60
    assert draw(0, [[words.strip(), "x"]]).splitlines()[1] == f"| {words}| x |"


def test_wide_characters_take_two_columns() -> None:
    assert draw(40, [["漢字", "x"], ["abc", "y"]]) == expected_drawing("""
        +------+---+
        | 漢字 | x |
        +------+---+
        | abc  | y |
        +------+---+
    """)


def test_cell_spanning_two_columns_widens_them_evenly() -> None:
    assert draw(0, [[Cell("much wider than both", colspan=2)], ["a", "b"]]) == expected_drawing("""
        +-----------+----------+
        | much wider than both |
        +-----------+----------+
        | a         | b        |
        +-----------+----------+
    """)


def test_cell_spanning_two_wide_columns_does_not_widen_them() -> None:
    assert draw(0, [[Cell("not so long", colspan=2)], ["longest", "x"]]) == expected_drawing("""
        +---------+---+
        | not so long |
        +---------+---+
        | longest | x |
        +---------+---+
    """)


def test_cell_spanning_two_rows_is_drawn_across_both() -> None:
    assert draw(0, [[Cell("tall", rowspan=2), "a"], ["b"]]) == expected_drawing("""
        +------+---+
        | tall | a |
        |      +---+
        |      | b |
        +------+---+
    """)


def test_paragraphs_of_a_cell_keep_the_blank_line_between_them() -> None:
    assert draw(0, [["a\n\nb", "c"]]) == expected_drawing("""
        +---+---+
        | a | c |
        |   |   |
        | b |   |
        +---+---+
    """)


def test_empty_cells_have_a_minimum_width() -> None:
    assert draw(0, [["", "a"], ["", ""]]) == expected_drawing("""
        +---+---+
        |   | a |
        +---+---+
        |   |   |
        +---+---+
    """)


def test_columns_have_a_minimum_width() -> None:
    drawing = draw(10, [["abcdefgh", "abcdefgh"]])
    assert drawing.splitlines()[1:3] == ["| abcdef | abcdef |", "| gh     | gh     |"]


@pytest.mark.parametrize("width", [1, 5, 20])
def test_short_columns_are_never_narrowed(width: int) -> None:
    assert draw(width, [["a", "b", "c"]]).splitlines()[1] == "| a | b | c |"


texts = st.lists(st.text(alphabet="abé漢", min_size=1, max_size=14), max_size=6).map(" ".join)
tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(texts, min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


@settings(deadline=None)
@given(tables, st.sampled_from([0, 40, 60]))
def test_table_is_a_rectangle_that_fits_and_keeps_its_text(
    rows: list[list[str]], width: int
) -> None:
    lines = draw(width, [list(row) for row in rows]).splitlines()
    widths = set(map(column_width, lines))
    assert len(widths) == 1
    assert not width or widths.pop() <= width
    # Each column, read from top to bottom, has the text of all its cells.
    inner = [line.strip("|").split("|") for line in lines if not line.startswith("+")]
    for column in range(len(rows[0])):
        drawn = "".join("".join(part[column].split()) for part in inner)
        assert drawn == "".join("".join(row[column].split()) for row in rows)


@settings(deadline=None)
@given(tables, st.integers(1, 3), st.sampled_from([0, 40]))
def test_table_with_a_spanning_cell_is_a_rectangle(
    rows: list[list[str]], span: int, width: int
) -> None:
    span = min(span, len(rows[0]))
    top: list[str | Cell] = [Cell("spanning words", colspan=span), *rows[0][span:]]
    lines = draw(width, [top, *map(list[str | Cell], rows)]).splitlines()
    widths = set(map(column_width, lines))
    assert len(widths) == 1
    assert not width or widths.pop() <= width


def test_table_without_cells_is_nothing() -> None:
    assert draw(40, []) == ""
    assert draw(40, [[], []]) == ""
