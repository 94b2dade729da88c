"""Text that is safe to print on a terminal."""

from __future__ import annotations

import json

import pytest

from sphinx_transcript.support.terminal_text import is_safe, json_text, plain_text, visible_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("\x1b]52;c;cm0gLXJm\x07paste", "paste"),
        ("\x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred \x9d52;c;eA==\x9cend", "red end"),
        ("\x1bP+q544e\x1b\\dcs \x1b(Bcharset \x1bcreset", "dcs charset reset"),
        ("\x1b]0;no end\nnext line", "0;no end\nnext line"),
        ("a\bb\x7fc\x00d\x07e", "abcde"),
        ("10 %\r20 %\r\ndone\x0cpage\x85line", "10 %\n20 %\ndone\npage\nline"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("tab\tand\nline", "tab\tand\nline"),
        # Marks that right-to-left text and emoji need.
        (
            "שלום\u200e! \u061c 👩\u200d💻 می\u200cخواهم",
            "שלום\u200e! \u061c 👩\u200d💻 می\u200cخواهم",
        ),
    ],
)
def test_plain_text_has_nothing_that_a_terminal_acts_on(text: str, plain: str) -> None:
    assert plain_text(text) == plain
    assert plain_text(plain) == plain


def test_messages_show_what_they_contain() -> None:
    assert visible_text("a\x1b[2J\x9b\u202e\udcff é👩\u200d💻\n") == (
        "a\\x1b[2J\\x9b\\u202e\\udcff é👩\u200d💻\n"
    )


def test_json_keeps_its_meaning() -> None:
    value = {"a\u202e": "\x1b \x7f \x9b é"}
    text = json_text(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value
    assert is_safe(text)
