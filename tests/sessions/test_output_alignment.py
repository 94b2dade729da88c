"""Which written lines of an output stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.output_alignment import aligned_lines
from tests.sessions.line_matcher import Wildcards


def texts(written: str, printed: str) -> str:
    """Return the new lines for the words *written* and *printed*, each of which is a line."""
    lines = aligned_lines(written.split(), printed.split(), Wildcards())
    return " ".join(line.written for line in lines)


@pytest.mark.parametrize(
    ("written", "printed", "expected"),
    [
        ("a b c", "a x c", "a x c"),
        ("a b c", "", ""),
        ("", "a b", "a b"),
        ("v<number> a", "v12 b", "v<number> b"),
        ("v<number> a", "vx a", "vx a"),
        ("v<number> a", "new v12 a", "new v<number> a"),
        ("v<number> a", "a", "a"),
        ("v<number>x a", "v12y a", "v<number>y a"),
        ("v<number>x a", "new v12y a", "new v<number>y a"),
        ("v<number>x a", "vy a", "vy a"),
        ("a ... z", "a b c z new", "a ... z new"),
        ("a ... z", "a b y", "a ... y"),
        ("a ... z", "z", "... z"),
        ("a ... z", "b", "b ..."),
        ("... z", "1 2 3 y", "... y"),
        ("a ...", "b 1 2", "b ..."),
        ("a ... m ... z", "a 1 2 m z y", "a ... m ... z y"),
        ("a... b", "axyz c", "a... c"),
        ("v<number> v<number>", "v1 new v2", "v<number> new v<number>"),
        (r"\a \$ v<number>", "a $ v1 x", r"\a \$ v<number> x"),
        (r"\a b", "a c", r"\a c"),
    ],
)
def test_lines_that_stay(written: str, printed: str, expected: str) -> None:
    assert texts(written, printed) == expected


WORDS = st.sampled_from(["a", "b", "1", "2", "<number>", "...", "a..."])


@given(st.lists(WORDS, max_size=6), st.lists(st.sampled_from(["a", "b", "1", "2"]), max_size=6))
def test_new_lines_match_what_was_printed(written: list[str], printed: list[str]) -> None:
    lines = aligned_lines(written, printed, Wildcards())
    assert aligned_lines([line.text for line in lines], printed, Wildcards()) == [
        line._replace(is_kept=True) for line in lines
    ] or not any(Wildcards().has_wildcards(line.text) for line in lines)
    assert _matches([line.text for line in lines], printed)


def _matches(written: list[str], printed: list[str]) -> bool:
    if not written:
        return not printed
    if written[0] == "...":
        return _matches(written[1:], printed) or (bool(printed) and _matches(written, printed[1:]))
    is_first = bool(printed) and Wildcards().matches(written[0], printed[0])
    return is_first and _matches(written[1:], printed[1:])


def test_long_outputs_are_not_compared_line_by_line() -> None:
    start = time.process_time()
    lines = [f"{number}" for number in range(20_000)]
    result = aligned_lines(["<number>"] * 20_000, lines, Wildcards())
    assert [line.text for line in result] == lines
    assert time.process_time() - start < 5
