"""A block that is found in its source file, and changed there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.new_output import Change
from sphinx_transcript.sessions.source_block import (
    find_block,
    joined,
    source_lines,
    with_changes,
)

BLOCK = "$ one\nold\n\n$ two\nkept"


def edited(source: str, block: str, line: int, *changes: Change) -> str:
    lines = source_lines(source)
    place = find_block(lines, block, line)
    assert place is not None
    return joined(with_changes(lines, place, changes))


@given(st.text("ab\r\n\x0b\x0c\u2028 "))
def test_lines_join_to_the_source(source: str) -> None:
    assert joined(source_lines(source)) == source


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("prefix", ["", "  ", "\t", "> ", ">  > ", "    "])
def test_prefixes_and_line_ends_stay(prefix: str, end: str) -> None:
    def source(text: str) -> str:
        lines = ["# T \t", "```{session}", *text.split("\n"), "```", "end  "]
        inner = [f"{prefix}{line}" if line else prefix.rstrip() for line in lines[1:-1]]
        return end.join([lines[0], *inner, lines[-1]]) + end

    new = edited(source(BLOCK), BLOCK, 3, Change(1, 2, ("new", "", "lines")), Change(4, 5, ()))
    assert new == source("$ one\nnew\n\nlines\n\n$ two")
    added = edited(source(BLOCK), BLOCK, 3, Change(4, 4, ("more",)))
    assert added == source("$ one\nold\n\n$ two\nmore\nkept")


@pytest.mark.parametrize(
    ("source", "change", "expected"),
    [
        ("::\n\n  $ one", Change(1, 1, ("1", "2")), "::\n\n  $ one\n  1\n  2"),
        ("::\r\n\r\n  $ one", Change(1, 1, ("1",)), "::\r\n\r\n  $ one\r\n  1"),
        ("::\n\n  $ one\n", Change(1, 1, ("1",)), "::\n\n  $ one\n  1\n"),
    ],
)
def test_block_at_the_end_of_a_file(source: str, change: Change, expected: str) -> None:
    assert edited(source, "$ one", 3, change) == expected


def test_output_at_the_end_of_a_file() -> None:
    source = "::\n\n  $ one\n  old"
    assert edited(source, "$ one\nold", 3, Change(1, 2, ("1", "2"))) == "::\n\n  $ one\n  1\n  2"
    assert edited(source, "$ one\nold", 3, Change(1, 2, ())) == "::\n\n  $ one"


def test_lines_that_stay_keep_their_bytes() -> None:
    source = "> $ one\n>   a \t\r\n>b\n> c"
    block = "$ one\n  a\nb\nc"
    assert find_block(source_lines(source), block, 1) is not None
    new = edited(source, block, 1, Change(1, 4, ("new", "  a", "b", "d")))
    assert new == "> $ one\n> new\n>   a \t\r\n>b\n> d"


def test_tabs_that_docutils_makes_spaces_of() -> None:
    source = "::\n\n\t$ one\n\ta\tb\n\tend\n"
    block = "$ one\na       b\nend"
    assert edited(source, block, 3, Change(2, 3, ("new",))) == "::\n\n\t$ one\n\ta\tb\n\tnew\n"


def test_block_that_has_moved_is_found_if_it_is_the_only_one() -> None:
    lines = source_lines(f"# T\n\n{BLOCK}\n")
    place = find_block(lines, BLOCK, 1)
    assert place is not None
    assert place.first == 2
    assert find_block(source_lines(f"{BLOCK}\n\n{BLOCK}\n"), BLOCK, 2) is None
    second = find_block(source_lines(f"{BLOCK}\n\n{BLOCK}\n"), BLOCK, 7)
    assert second is not None
    assert second.first == 6


@pytest.mark.parametrize(
    "source", ["", "$ one", "$ one\nother\n\n$ two\nkept", '"$ one\\n", "old\\n"', "x $ one\nold"]
)
def test_text_that_is_not_in_the_file(source: str) -> None:
    assert find_block(source_lines(source), BLOCK, 1) is None
