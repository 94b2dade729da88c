"""Blocks as people write them, and what is typed in them."""

from __future__ import annotations

import pytest

from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.session import Kind

LOOP = "for i in 1 2\ndo\n  echo $i\ndone"
HEREDOC = "cat <<EOF > a\n# x\n$ y\n\nEOF"
TYPED = {  # A block, and its entries.
    "loop": (f"$ {LOOP}\n1\n2\n$ ls\n", [LOOP, "ls"]),
    "loop with prompts": (
        "$ for i in 1 2\n> do\n>   echo $i\n> done\n1\n> 2\n",
        [LOOP],
    ),
    "heredoc": (f"$ {HEREDOC}\n# x\n", [HEREDOC]),
    "heredoc with prompts": (
        "$ cat <<EOF > a\n> # x\n> $ y\n>\n> EOF\n> x\n",
        [HEREDOC],
    ),
    "open quotes": ('$ git commit -m "A\n\nB"\n[main] A\n', ['git commit -m "A\n\nB"']),
    "signs in output": ("$ cat x\n# a\n% b\n> c\n$ ls\n", ["cat x", "ls"]),
    "virtual environment": (
        "$ . .venv/bin/activate\n(.venv) $ pip install x\n",
        [". .venv/bin/activate", "pip install x"],
    ),
    "superuser": ("# apt install x\nDone\n# # so\n# ls\n", ["apt install x", "# so", "ls"]),
    "comment typed": ("$ # build it\n$ make\n", ["# build it", "make"]),
    "comments above commands": ("# Build it\n$ make\n# Run it\n$ ./a\n", ["make", "./a"]),
    "comments and no prompt": ("# Install the package\npip install x\n", []),
    "output first": ("hello\n$ ls\n", ["ls"]),
    "apostrophe in a comment": ("$ echo hi # don't\nhi\nit's\n", ["echo hi # don't"]),
    "quote that never ends": ("$ echo it's\nno\n$ ls\n", ["echo it's", "ls"]),
    "empty": ("", []),
    "no last line end": ("$ ls", ["ls"]),
}


@pytest.mark.parametrize("name", TYPED)
def test_typed_entries(name: str) -> None:
    text, typed = TYPED[name]
    session = parse_session(text)
    assert [entry.typed for entry in session.entries] == typed
    assert "".join(part.text for part in session.parts) == text


def test_marks_of_escaped_output() -> None:
    text = "$ cat x\n\\$ touch pwned\n\\a\\\\b\\e\n$ ls\n"
    session = parse_session(text, is_escaped=True)
    assert [entry.typed for entry in session.entries] == ["cat x", "ls"]
    assert session.entries[0].output == ("\\$ touch pwned", "\\a\\\\b\\e")
    assert [part.text for part in session.parts if part.kind is Kind.ESCAPE] == ["\\"] * 3
    assert session.shown == "$ cat x\n$ touch pwned\na\\b\\e\n$ ls\n"
    assert "".join(part.text for part in session.parts) == text
