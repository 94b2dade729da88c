"""Truncation of text, in graphemes and at words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.support.truncated_text import truncate


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("one - two", 7, "one…"),
        ("one two", 2, "on…"),
        ("", 5, ""),
    ],
)
def test_text_is_truncated_between_words(text: str, longest: int, expected: str) -> None:
    assert truncate(text, longest) == expected


@settings(deadline=None)
@given(st.lists(st.text("ab.,é", min_size=1, max_size=6), max_size=8), st.integers(1, 30))
def test_truncated_text_is_a_prefix_of_the_text(parts: list[str], longest: int) -> None:
    text = " ".join(parts)
    short = truncate(text, longest)
    assert (short == text) == (len(text) <= longest)
    assert len(short) <= longest + 1
    assert text.startswith(short.removesuffix("…"))
