"""New lines of output keep the names of values."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.sessions.named_values import NAMED_VALUES
from sphinx_transcript.sessions.new_output import SourceForm, new_text
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.renewed_line import renewed_line
from sphinx_transcript.sessions.wildcards import Wildcards

if TYPE_CHECKING:
    from sphinx_transcript.sessions.session import Session

PATTERNS = {**NAMED_VALUES, "empty": "x*", "slow": "(a+)+b", "id": "[a-z]-[0-9]+"}


@pytest.mark.parametrize(
    ("written", "printed", "expected"),
    [
        ("[main <hash>] Fix a", "[main 3fa91c2] Fix b", "[main <hash>] Fix b"),
        ("[main <hash>] Fix a", "[main (root-commit) 3fa91c2] a", "[main (root-commit) <hash>] a"),
        ("commit <hash>", "commit 3fa91c2 (HEAD)", ""),
        ("<hash> a", "3fa91c2 b", "<hash> b"),
        ("<hash> a", "b 3fa91c2 b", ""),
        ("a <hash>", "b 3fa91c2", "b <hash>"),
        ("[main <hash>] Fix a", "nothing to commit", ""),
        ("<number> of <number> in <time>", "3 of 4 seen 2.5", ""),
        (
            "<number> of <number> in <time>",
            "3 of 4 after 2.5 s",
            "<number> of <number> after <time>",
        ),
        ("<number><id> a", "3x-4 b", "<number><id> b"),
        ("took <number>.", "used 12.", "used <number>."),
        ("<hash> ...", "3fa91c2 b", ""),
        ("<hash> a", "3fa91c2 b...", ""),
        ("<hash> a", "3fa91c2 <path>", ""),
        ("<hash> a", "3fa91c2 <other>", "<hash> <other>"),
        ("<other> a", "b", ""),
        ("a <empty>", "b ", ""),
        ("\\<hash> a", "3fa91c2 b", ""),
        ("<hash>a", "\\3fa91c2", ""),
    ],
)
def test_names_stay_where_their_values_stand(written: str, printed: str, expected: str) -> None:
    assert renewed_line(written, printed, PATTERNS) == expected


def test_slow_pattern_ends() -> None:
    start = time.monotonic()
    assert renewed_line("x <slow> y", "x " + "a" * 40 + " z", PATTERNS) == ""
    assert time.monotonic() - start < 10


def parse(text: str) -> Session:
    return parse_session(text, "console", is_escaped=True)


def updated(text: str, printed: str) -> str:
    wildcards = Wildcards(PATTERNS, is_python=False)
    return new_text(text, {0: printed}, parse, wildcards, SourceForm()).text


def test_block_keeps_them() -> None:
    block = "$ git commit\n[main <hash>] Fix a\n 1 file changed\n<time>"
    assert updated(block, "[main 3fa91c2] Fix b\n 2 files changed\n12:30\n") == (
        "$ git commit\n[main <hash>] Fix b\n 2 files changed\n<time>"
    )


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("a 7 \x1b[1m", "\\a 7 \\e[1m"),
        ("```7 b", "\\```7 b"),
        ("$ 7 b", "\\$ 7 b"),
    ],
)
def test_line_that_needs_escapes_has_its_value(printed: str, written: str) -> None:
    old = printed.replace("7", "<number>").split(" ")
    block = "$ a\n" + " ".join(old[:-1]) + " old"
    assert updated("$ a\nx <number> y\n" if old[0] == "$" else block, printed).startswith(
        f"$ a\n{written}"
    )
