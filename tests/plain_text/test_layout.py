"""The lines of a transcript: blank lines and wrapping."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docutils.utils import column_width
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.plain_text import layout
from sphinx_transcript.plain_text.layout import BREAK, Mark, MarkedLine, spaced, wrap_text
from tests.helpers.regex_steps import RegexSteps
from tests.helpers.step_counts import LINEAR, growth


def heading(text: str) -> MarkedLine:
    return MarkedLine(text, Mark.HEADING)


def prompt(text: str) -> MarkedLine:
    return MarkedLine(text, Mark.PROMPT)


# -- blank lines


def test_page_has_the_spacing_of_a_transcript() -> None:
    lines = [prompt("$ cat a.md"), heading("Title"), "One.", "", "Two.", "", heading("Part"), "x"]
    assert spaced(lines) == [
        "$ cat a.md",
        "",
        "Title",
        "",
        "",
        "One.",
        "",
        "Two.",
        "",
        "",
        "Part",
        "",
        "",
        "x",
    ]


@pytest.mark.parametrize(
    ("above", "below", "blanks"),
    [
        ("text", heading("H"), 2),
        ("text", prompt("$"), 2),
        (heading("H"), "text", 2),
        (prompt("$"), "text", 1),
        (heading("H"), heading("H"), 2),
        (heading("H"), prompt("$"), 2),
        (prompt("$"), heading("H"), 1),
        (prompt("$"), prompt("$"), 2),
    ],
)
@pytest.mark.parametrize("between", [[], [""], ["", "  ", "", ""]])
def test_number_of_blank_lines_at_a_mark(
    above: str, below: str, blanks: int, between: list[str]
) -> None:
    assert spaced([above, *between, below]) == [str(above), *[""] * blanks, str(below)]


def test_other_blank_lines_are_kept_except_at_the_ends() -> None:
    assert spaced(["", " ", "a", "b", "", "", "", "c", "", "\t"]) == ["a", "b", "", "", "", "c"]


def test_indentation_is_kept() -> None:
    assert spaced(["  a", heading("   B"), "    c"]) == ["  a", "", "", "   B", "", "", "    c"]


@pytest.mark.parametrize("lines", [[], [""], ["", " ", "\n"]])
def test_blank_text_has_no_lines(lines: list[str]) -> None:
    assert spaced(lines) == []


def test_result_has_plain_strings() -> None:
    assert [type(line) for line in spaced([heading("a"), "b"])] == [str, str, str, str]


marks = st.sampled_from([None, None, *Mark])


@settings(deadline=None)
@given(st.lists(st.tuples(marks, st.integers(0, 4)), min_size=1))
def test_blank_lines_between_any_two_lines_follow_their_marks(
    parts: list[tuple[Mark | None, int]],
) -> None:
    lines: list[str] = []
    for index, (mark, blanks) in enumerate(parts):
        lines += [""] * blanks
        lines.append(MarkedLine(f"line {index}", mark) if mark else f"line {index}")
    result = spaced([*lines, ""])
    positions = [result.index(f"line {index}") for index in range(len(parts))]
    assert positions[0] == 0
    assert positions[-1] == len(result) - 1
    for index in range(1, len(parts)):
        above, below = parts[index - 1][0], parts[index][0]
        found = positions[index] - positions[index - 1] - 1
        if above is None and below is None:
            assert found == parts[index][1]
        elif (above, below) == (Mark.PROMPT, Mark.HEADING):
            assert found == 1
        else:
            assert found == max(above.after if above else 0, below.before if below else 0)


# -- width

WORDS = st.text(alphabet="ab-/.é漢ｗ字e\u0301", min_size=1, max_size=12)
TEXTS = st.lists(WORDS | st.sampled_from([" ", "  ", "\n", " \r\n  ", BREAK]), max_size=20)


@settings(deadline=None)
@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_the_width(parts: list[str], width: int) -> None:
    assert max(map(column_width, wrap_text("".join(parts), width)), default=0) <= width


@settings(deadline=None)
@given(TEXTS, st.integers(0, 30))
def test_wrapping_keeps_all_text_in_order(parts: list[str], width: int) -> None:
    text = "".join(parts)
    assert "".join("".join(wrap_text(text, width)).split()) == "".join(text.split())


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab-é", min_size=1, max_size=9), min_size=1), st.integers(9, 30))
def test_words_that_fit_are_not_broken_and_lines_are_filled(words: list[str], width: int) -> None:
    lines = wrap_text(" ".join(words), width)
    assert " ".join(lines).split(" ") == words
    for line, following in pairwise(lines):
        assert column_width(f"{line} {following.split(' ')[0]}") > width


@settings(deadline=None)
@given(TEXTS)
def test_without_a_width_lines_end_only_at_breaks(parts: list[str]) -> None:
    text = "".join(parts)
    asked = [" ".join(part.split()) for part in text.split(BREAK) if part.strip()]
    assert [" ".join(line.split()) for line in wrap_text(text, 0)] == asked
    assert not any("\n" in line or "\r" in line for line in wrap_text(text, 0))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a b c", 3, ["a b", "c"]),
        ("one\n   two\r\nthree", 0, ["one two three"]),
        ("one\n   two\r\nthree", 7, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("well-known words", 10, ["well-known", "words"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("漢字", 1, ["漢", "字"]),
        (f"one{BREAK}two", 0, ["one", "two"]),
        (f"one{BREAK}\ntwo", 20, ["one", "two"]),
        (f"one{BREAK}{BREAK}two", 0, ["one", "two"]),
        ("trailing  ", 0, ["trailing"]),
        (" \n ", 0, []),
        ("", 0, []),
        ("", 10, []),
    ],
)
def test_text_is_wrapped(text: str, width: int, lines: list[str]) -> None:
    assert wrap_text(text, width) == lines


# -- much text


@pytest.mark.parametrize(
    "text",
    ["a", "\u00a0", "漢", "漢a", "a\u0301", "a ", "a\n", f"a{BREAK}", " \n", "\u00a0\n "],
)
@pytest.mark.parametrize("width", [0, 20])
def test_wrapping_is_linear_in_the_text(text: str, width: int) -> None:
    assert growth(lambda size: wrap_text(text * size, width), 400) < LINEAR


@pytest.mark.parametrize("text", ["a\nb{} c", "a\n{}b", "a{}\nb"])
def test_blanks_are_searched_once(text: str) -> None:
    pattern = RegexSteps(layout._SOURCE_BREAK)
    pattern.find_all(text.format(" \t" * 200))
    once, pattern.steps = pattern.steps, 0
    pattern.find_all(text.format(" \t" * 400))
    assert pattern.steps / once < LINEAR


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two\u00a0\u00a0\u00a0\u00a0 six", ["one", "two\u00a0", " six"]),
        ("\u00a0" * 9 + "one", ["\u00a0one"]),
        ("abcdefg\u00a0\u00a0h", ["abcd", "efg\u00a0", "\u00a0h"]),
    ],
)
def test_spaces_that_do_not_break_are_broken_if_they_are_wider_than_a_line(
    text: str, lines: list[str]
) -> None:
    assert wrap_text(text, 4) == lines
