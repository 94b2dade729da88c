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


JAPANESE = "Sphinx は日本語の文章を書くツールです。" * 20
FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        (JAPANESE, 20, "Sphinx は日本語の文章を書くツール…"),
        (JAPANESE, 18, "Sphinx は日本語の文章を書く…"),
        (JAPANESE, 25, "Sphinx は日本語の文章を書くツールです…"),
        ("这是一个很长的段落，" * 9, 10, "这是一个很长的段落…"),
        ("ภาษาไทยไม่มีช่องว่าง", 8, "ภาษาไทย…"),
        ("한국어 문장입니다 여기", 7, "한국어…"),
        (FAMILY * 5, 5, FAMILY * 5),
        (FAMILY * 5, 2, f"{FAMILY * 2}…"),
        ("🇩🇪🇯🇵🇫🇷", 2, "🇩🇪🇯🇵…"),
        ("e\u0301o\u0308u\u0308" * 3, 2, "e\u0301o\u0308…"),
        ("Füße und Häuser", 10, "Füße und…"),
        ("שלום עולם טוב", 10, "שלום עולם…"),
        ("\u2067مرحبا بالعالم الكبير\u2069", 14, "\u2067مرحبا بالعالم\u2069…"),
        ("नमस्ते दुनिया में", 8, "नमस्ते दुनिया…"),
        ("été «il dit", 6, "été…"),
        ("é https://example.org/" + "a" * 99, 60, "é https://example.org/" + "a" * 38 + "…"),
        ("see https://example.org/" + "a" * 99, 84, "see https://example.org/" + "a" * 60 + "…"),
        ("well-known", 7, "well-kn…"),
    ],
)
def test_text_of_any_script_is_truncated(text: str, longest: int, expected: str) -> None:
    assert truncate(text, longest) == expected


@settings(deadline=None)
@given(st.lists(st.text("ab.,é", min_size=1, max_size=6), max_size=8), st.integers(1, 30))
def test_truncated_text_is_a_prefix_of_the_text(parts: list[str], longest: int) -> None:
    text = " ".join(parts)
    short = truncate(text, longest)
    assert (short == text) == (len(text) <= longest)
    assert len(short) <= longest + 1
    assert text.startswith(short.removesuffix("…"))
