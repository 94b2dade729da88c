"""What is printed is compared with what a page shows: wildcards, named values, escapes."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.escapes import escape_line
from sphinx_transcript.sessions.line_patterns import line_patterns
from sphinx_transcript.sessions.matching import find_difference
from sphinx_transcript.sessions.named_values import NAMED_VALUES
from sphinx_transcript.sessions.output_difference import difference_lines


def difference(
    expected: str, printed: str, *, is_python: bool = False, **patterns: str
) -> tuple[int, int] | None:
    """Return the indices of the first line that differs, of both sides."""
    found = find_difference(
        expected.split("\n") if expected else [],
        printed,
        {**NAMED_VALUES, **patterns},
        is_python=is_python,
    )
    return None if found is None else (found.expected_index, found.printed_index)


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("", ""),
        ("", "\n\n"),
        ("a\nb", "a\nb\n"),
        ("a", "a  \n\n"),
        ("a  ", "a"),
        ("a\n\nb", "a\n\nb\n"),
        ("a\tb", "a       b\n"),
        ("...", ""),
        ("...", "a\nb\n"),
        ("a\n...\nz", "a\nz\n"),
        ("a\n...\nz", "a\nb\nc\nz\n"),
        ("...\nb\n...", "a\nb\nb\nc\n"),
        ("  ...\nz", "a\nz"),
        ("a...", "a"),
        ("a...c", "abbc"),
        ("...c...", "abcd"),
        ("a...a", "aa"),
        ("...ab...b", "aabbb"),
        ("commit <hash>", "commit 0123abc\n"),
        ("commit <hash> (<path>) in <time>", "commit 0123abcdef (../x/y.c) in 1.25 s"),
        ("<time> <time> <time>", "2026-11-29T10:00:00Z 12:30 3 ms"),
        ("<number> files", "1,024 files"),
        # A program prints the name itself.
        ("usage: git log <path> <nosuch>", "usage: git log <path> <nosuch>"),
        (r"\...", "...\n"),
        (r"\<hash>", "<hash>\n"),
        (r"\$ touch x", "$ touch x\n"),
        (r"\\\a", "\\a\n"),
        (r"\a\xffb", "a\udcffb\n"),
        (r"\\e[31mred\e[0m", "red\n"),
    ],
)
def test_output_matches(expected: str, printed: str) -> None:
    assert difference(expected, printed) is None


@pytest.mark.parametrize(
    ("expected", "printed", "place"),
    [
        ("", "a", (0, 0)),
        ("a", "", (0, 0)),
        ("a\nb\nc", "a\nB\nc", (1, 1)),
        ("a\nb", "a\nb\nc", (2, 2)),
        ("a\nb\nc", "a\nb", (2, 2)),
        (" a", "a", (0, 0)),
        ("a\n...\nb\nc", "a\nx\nb\nd", (3, 3)),
        ("...\nb\n...\nd 1", "a\nb\nc\nd 2", (3, 2)),
        ("...\nb", "a\nb\nc", (2, 2)),
        ("a\n...\na", "a", (2, 1)),
        ("a...a", "a", (0, 0)),
        ("ab...bc", "abc", (0, 0)),
        ("a...b...a...z", "abz", (0, 0)),
        ("<hash>", "xyz", (0, 0)),
        (r"\...", "a", (0, 0)),
        (r"\<hash>", "0123abc", (0, 0)),
    ],
)
def test_difference_is_found_at_its_line(
    expected: str, printed: str, place: tuple[int, int]
) -> None:
    assert difference(expected, printed) == place


def test_names_of_the_site_are_added() -> None:
    assert difference("id <id>", "id abc-1", id="[a-z]{3}-[0-9]") is None
    assert difference("id <id>", "id abc-x", id="[a-z]{3}-[0-9]") == (0, 0)


def test_frames_of_tracebacks_do_not_count() -> None:
    printed = (
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
        "ZeroDivisionError: division by zero\n"
    )
    shown = "Traceback (most recent call last):\n    ...\nZeroDivisionError: division by zero"
    assert difference(shown, printed, is_python=True) is None
    assert difference(shown.replace("by zero", "by one"), printed, is_python=True) == (1, 1)
    assert difference("a\n<BLANKLINE>\nb", "a\n\nb\n", is_python=True) is None


@given(st.lists(st.text("ab\n\\.<>$ é\udcff\x1b\x00", max_size=6), max_size=4))
def test_escaped_lines_match_what_was_printed(lines: list[str]) -> None:
    shown = [line.replace("\n", "") for line in lines]
    printed = [re.sub("[\x00-\x1f]", "", line) for line in shown]
    expected = [escape_line(line) for line in printed]
    assert find_difference(expected, "\n".join(printed), NAMED_VALUES) is None


@given(
    st.lists(st.sampled_from(["a", "b", "ab", "...", "a...b", "a...", "...b..."]), max_size=5),
    st.lists(st.text("ab", max_size=4), max_size=6),
)
def test_wildcards_are_those_of_a_regular_expression(
    expected: list[str], printed: list[str]
) -> None:
    pattern = ""
    for line in expected:
        if line == "...":
            pattern += r"(?:[^\n]*\n)*"
        else:
            pattern += re.escape(line).replace(r"\.\.\.", r"[^\n]*") + r"\n"
    text = "".join(f"{line}\n" for line in printed)
    # Blank lines at the end don't count.
    stripped = text.rstrip("\n") + "\n" if text.strip() else ""
    is_equal = any(re.fullmatch(pattern, stripped + "\n" * count) for count in range(2))
    if is_equal and re.fullmatch(pattern, stripped):
        assert find_difference(expected, text, {}) is None
    if not is_equal:
        assert find_difference(expected, text, {}) is not None


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("...a" * 200 + "b", "a" * 10_000_000),
        ("a...\n" * 200 + "b", "a\n" * 1_000_000),
        ("...\na\n" * 200 + "b", "a\n" * 1_000_000),
        ("...<hash>" * 50 + "!", "0123abc " * 100_000),
    ],
)
def test_time_is_linear(expected: str, printed: str) -> None:
    start = time.monotonic()
    assert difference(expected, printed) is not None
    assert time.monotonic() - start < 20


def test_pattern_that_takes_for_ever_is_given_up() -> None:
    start = time.monotonic()
    assert difference("<bad>!", "a" * 40, bad="(a+)+") is not None
    assert time.monotonic() - start < 5


def test_diff_is_short() -> None:
    found = find_difference(["a", "b", "c" * 500], "a\nB\n" + "x\n" * 1000, {})
    assert found is not None
    lines = difference_lines(found)
    assert lines[:2] == [" a", "-b"]
    assert "+B" in lines
    assert lines[-1] == "+… 989 more lines"
    assert len(lines) < 20
    assert max(map(len, lines)) <= 161


def test_name_is_literal_where_no_pattern_has_it() -> None:
    (pattern,) = line_patterns(["<a>...<b>"], {"a": "x"})
    assert pattern.matches("x, <b>")
    assert not pattern.matches("x, y")
