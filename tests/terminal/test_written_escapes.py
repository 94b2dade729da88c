"""Escape sequences as authors write them."""

from __future__ import annotations

import pytest

from sphinx_transcript.terminal.written_escapes import with_escapes

RED = "\x1b[31mred\x1b[0m"


@pytest.mark.parametrize(
    "written",
    [
        r"\e[31mred\e[0m",
        r"\E[31mred\E[0m",
        r"\x1b[31mred\x1B[0m",
        r"\x{1b}[31mred\x{1b}[0m",
        r"\033[31mred\33[0m",
        r"\u001b[31mred\u001B[0m",
        r"\u{1b}[31mred\u{001B}[0m",
        r"\U0000001b[31mred\U0000001B[0m",
        "^[[31mred^[[0m",
        "␛[31mred␛[0m",
    ],
)
def test_notations_of_shells_and_languages(written: str) -> None:
    assert with_escapes(written) == RED


@pytest.mark.parametrize(
    "text",
    [
        r"\e alone, \x1b and \033, with \a and \x07",
        r"C:\etc\33 ^[ ^G ␛",
        r"sed -e 's/\e/x/'",
        r"\\ \n \t \x41",
        r"grep '\]' ^\[",
        "",
    ],
)
def test_text_without_sequences_stays(text: str) -> None:
    assert with_escapes(text) == text


@pytest.mark.parametrize(
    "written",
    [
        r"\e]8;;https://e.org\e\\x\e]8;;\e\\",
        r"\e]8;;https://e.org\e\x\e]8;;\e\ ".rstrip(),
        r"\033]8;;https://e.org\033\\x\033]8;;\033\\",
        "^[]8;;https://e.org^[\\x^[]8;;^[\\",
    ],
)
def test_strings_end_with_written_terminators(written: str) -> None:
    assert with_escapes(written) == "\x1b]8;;https://e.org\x1b\\x\x1b]8;;\x1b\\"


@pytest.mark.parametrize("bell", [r"\a", r"\x07", r"\007", r"\07", r"\u0007", "^G", "␇"])
def test_strings_end_with_a_written_bell(bell: str) -> None:
    written = rf"\e]8;;https://e.org{bell}x\e]8;;{bell}{bell}"
    assert with_escapes(written) == f"\x1b]8;;https://e.org\x07x\x1b]8;;\x07{bell}"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        # The second backslash begins the next sequence, or ends this one.
        (r"\e]8;;u\e\\e[1mx", "\x1b]8;;u\x1b\\\x1b[1mx"),
        (r"\e]8;;u\e\\\e[1mx", "\x1b]8;;u\x1b\\\x1b[1mx"),
        (r"\e]8;;u\e\\\033[1mx", "\x1b]8;;u\x1b\\\x1b[1mx"),
        # A string ends with its line at the latest.
        ("\\e]0;title\n\\a", "\x1b]0;title\n\\a"),
    ],
)
def test_ends_of_strings(written: str, text: str) -> None:
    assert with_escapes(written) == text
