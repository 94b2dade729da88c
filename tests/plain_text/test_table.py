"""Tables in a transcript."""

from __future__ import annotations

from textwrap import dedent

import pytest
from docutils.utils import column_width
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.writers.text import Cell, Table

from sphinx_transcript.plain_text.table import FittedTable
from tests.helpers.step_counts import LINEAR, growth


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


def test_columns_are_narrowed_in_steps_that_do_not_depend_on_their_width() -> None:
    def narrow(size: int) -> None:
        FittedTable(40)._fit([size, 3, size * 2])

    assert growth(narrow, 400) < LINEAR / 2


def test_many_columns_are_narrowed_together() -> None:
    assert growth(lambda size: FittedTable(40)._fit([*range(size)]), 200) < LINEAR


@given(st.lists(st.integers(1, 30), min_size=1), st.integers(1, 100))
def test_widest_columns_are_narrowed_one_by_one_from_the_first(
    widths: list[int], width: int
) -> None:
    expected = widths[:]
    while sum(expected) + 3 * len(expected) + 1 > width and max(expected) > 6:
        expected[expected.index(max(expected))] -= 1
    assert FittedTable(width)._fit(widths) == expected


@pytest.mark.parametrize("columns", [1, 3])
def test_drawing_is_linear_in_the_number_of_rows(columns: int) -> None:
    assert growth(lambda size: draw(0, [["a"] * columns] * size), 60) < LINEAR


def test_drawing_is_linear_in_the_number_of_columns() -> None:
    assert growth(lambda size: draw(40, [["a b"] * size] * 2), 60) < LINEAR


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=4))
def test_rows_have_the_columns_that_they_have_in_a_table_of_sphinx(rows: list[list[int]]) -> None:
    tables = [FittedTable(0), Table()]
    for table in tables:
        for at, row in enumerate(rows):
            if at:
                table.add_row()
            for colspan in row:
                table.add_cell(Cell("a", colspan=colspan))
    ours, theirs = ([[cell.text for cell in line] for line in table.lines] for table in tables)
    assert ours == theirs
