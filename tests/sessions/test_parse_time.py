"""Parsing takes linear time, whatever the text."""

from __future__ import annotations

import time

import pytest

from sphinx_transcript.sessions.parser import parse_session

_PIECES = {  # What is repeated, before it, and the language.
    "output": ("output line\n", "$ ls\n", "console"),
    "entries": ("$ ls -l | cat\n", "", "console"),
    "open quotes": ("$ echo 'a\n", "", "console"),
    "open here-documents": ("$ cat <<E\n", "", "console"),
    "here-documents with one end": ("$ x=$(cat <<E\n", "", "console"),
    "one line": ("a 'b' $(c) ", "$ ", "console"),
    "one line of brackets": ("(", "$ ", "console"),
    "backquotes and brackets": ("`(", "$ ", "console"),
    "lists in quotes": ('"$(', "$ ", "console"),
    "no prompt": ("x: y$ z\n", "", "console"),
    "blanks": (" ", "", "console"),
    "names in brackets": ("(a)", "", "console"),
    "words": ("ab@cd:", "", "console"),
    "comments": ("# a b\n", "", "console"),
    "continuation prompts": ("> x\n", "$ cat <<E\n", "console"),
    "bodies that never end": ("  b\n", "$ for x in a\n", "console"),
    "backslashes": ("b \\\n", "$ a \\\n", "console"),
    "quoted prompts": ("$ echo 'a\n$ b'\n", "", "console"),
    "open brackets of Python": (">>> x = (\n", "", "pycon"),
    "bodies of Python": ("    a\n", ">>> for x in y:\n", "pycon"),
    "statements of SQL": ("a=> select\n", "", "psql"),
    "shells of superusers": ("$ su\n# ls\n", "", "console"),
    "one shell of a superuser": ("# for x in a\n", "$ sudo -i\n", "console"),
    "words of su": (" -", "$ su", "console"),
    "clocks and brackets": ("[10:00] (a)", "", "console"),
    "PowerShell": ("PS C:\\> foreach {\n", "", "ps1con"),
}


def _seconds(text: str, language: str) -> float:
    started = time.process_time()
    parse_session(text, language)
    return time.process_time() - started


@pytest.mark.parametrize("name", _PIECES)
def test_time_is_linear(name: str) -> None:
    piece, before, language = _PIECES[name]
    count = 30_000 // len(piece)
    short = min(_seconds(before + piece * count, language) for _ in range(2))
    long = min(_seconds(before + piece * count * 8, language) for _ in range(2))
    # Quadratic time would be 64 times as long.
    assert long < 0.1 + 24 * short, f"{short:.3f} s, {long:.3f} s"
