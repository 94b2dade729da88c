"""The escaped form of a line of output."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.escapes import (
    escape_line,
    needs_escapes,
    unescape_controls,
    unescape_line,
)


@pytest.mark.parametrize(
    ("printed", "escaped"),
    [
        ("", "\\"),
        ("$ touch pwned", "\\$ touch pwned"),
        ("```", "\\```"),
        ("...", "\\..."),
        ("\\", "\\\\\\"),
        ("C:\\temp", "\\C:\\\\temp"),
        ("\x1b[31mred\x1b[0m", "\\\\e[31mred\\e[0m"),
        ("a\rb", "\\a\\x0db"),
        ("a\tb", "\\a\\x09b"),
        ("\x00\x7f", "\\\\x00\\x7f"),
        ("\x85", "\\\\u0085"),
        ("\u2028", "\\\\u2028"),
        ("\udcff", "\\\\xff"),
        ("\ud800", "\\\\ud800"),
        ("\ufeffa", "\\\\ufeffa"),
        ("a\u202eb", "\\a\\u202eb"),
        ("é ✓ \U0001f600", "\\é ✓ \U0001f600"),
    ],
)
def test_form(printed: str, escaped: str) -> None:
    assert escape_line(printed) == escaped
    assert unescape_line(escaped) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("\\C:\\temp", "C:\\temp"),
        ("\\\\x1b", "\x1b"),
        ("\\\\q\\", "\\q\\"),
        ("\\\\xg0 \\u12 \\U00110000", "\\xg0 \\u12 \\U00110000"),
        ("\\\\u00E9\\x41", "éA"),
        ("\\\\\\e", "\\e"),
    ],
)
def test_what_an_author_writes(written: str, printed: str) -> None:
    assert unescape_line(written) == printed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\\\\e[31mC:\\\\x", "\x1b[31mC:\\x"),
        ("\\\\x1b\\x7f\\u0085", "\x1b\x7f\x85"),
        # However a control character is written, its sequence has no rests in a page.
        ("\\\\u001b[1m\\U0000001b[m", "\x1b[1m\x1b[m"),
        ("\\\\xff\\x41\\u00E9\\u202e\\udcff", "\\xff\\x41\\u00E9\\u202e\\udcff"),
    ],
)
def test_what_a_page_shows(written: str, shown: str) -> None:
    assert unescape_controls(written) == shown


def test_characters_that_the_encoding_of_the_file_lacks() -> None:
    assert escape_line("é ✓ \U0001f600", "latin-1") == "\\é \\u2713 \\U0001f600"
    assert needs_escapes("✓", "latin-1")
    assert not needs_escapes("é\t", "latin-1")


@given(st.text(st.characters(exclude_categories=[])), st.sampled_from(["utf-8", "ascii"]))
def test_any_line_comes_back_and_is_one_line_of_safe_text(printed: str, encoding: str) -> None:
    escaped = escape_line(printed, encoding)
    assert unescape_line(escaped) == printed
    assert escaped.startswith("\\")
    assert escaped.splitlines() == [escaped]
    assert escaped.encode(encoding).decode(encoding) == escaped
    assert "\t" not in escaped
    assert not needs_escapes(escaped, encoding)
