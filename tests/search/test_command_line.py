"""Lines of the prompt are read as bash reads them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.search.prompt_shell import PromptShell


@pytest.mark.parametrize(
    ("line", "stages"),
    [
        ("ls", [["ls"]]),
        ("  ls   -t  post ", [["ls", "-t", "post"]]),
        ("ls post|head -n 3", [["ls", "post"], ["head", "-n", "3"]]),
        ("cat 'a b.md'", [["cat", "a b.md"]]),
        ('cat "a \\"b\\".md"', [["cat", 'a "b".md']]),
        ("cat a\\ b.md", [["cat", "a b.md"]]),
        ("cat 'it'\\''s.md'", [["cat", "it's.md"]]),
        ("grep ''", [["grep", ""]]),
        ("grep 'a|b'", [["grep", "a|b"]]),
        # A quoted wildcard is marked, so that it stands for itself.
        ("ls '*'.md \\?", [["ls", "\\*.md", "\\?"]]),
        # What isn't closed is text: people search for it.
        ("what's new", [["what's", "new"]]),
        ("", [[]]),
        ("ls |", [["ls"], []]),
        ("مرحبا עולם 検索", [["مرحبا", "עולם", "検索"]]),
    ],
)
def test_words_and_stages(prompt_shell: PromptShell, line: str, stages: list[list[str]]) -> None:
    assert prompt_shell.call("parse", line)["stages"] == stages


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (
            "ls -t post/**/*.md | head -n 5  # newest posts, 5 of 12",
            "ls -t post/**/*.md | head -n 5",
        ),
        ("ls #", "ls"),
        ("  ls  ", "ls"),
        ("# a comment", ""),
        # A tag is no comment, and neither is what is quoted.
        ("grep helm #kubernetes", "grep helm #kubernetes"),
        ("C# and F# code", "C# and F# code"),
        ("grep ' # '", "grep ' # '"),
    ],
)
def test_the_comment_at_the_end_is_left_out(
    prompt_shell: PromptShell, line: str, typed: str
) -> None:
    assert prompt_shell.call("parse", line)["typed"] == typed


@pytest.mark.parametrize(
    ("line", "start"),
    [("", 0), ("ls", 0), ("ls ", 3), ("ls po", 3), ("ls|he", 3), ("cat 'a b", 7), ("cat a\\ b", 4)],
)
def test_the_beginning_of_the_last_word(prompt_shell: PromptShell, line: str, start: int) -> None:
    assert prompt_shell.call("parse", line)["start"] == start


@settings(max_examples=300, deadline=None)
@given(st.text("ab '\"\\", max_size=12))
def test_words_are_those_of_bash(prompt_shell: PromptShell, text: str) -> None:
    printed = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' x {text}"], capture_output=True, text=True, check=False
    )
    words = prompt_shell.call("parse", f"x {text}")["stages"][0]
    if not printed.stderr and not text.endswith("\\"):
        assert [word.replace("\\\\", "\\") for word in words] == printed.stdout.splitlines()
    assert words[0] == "x"
