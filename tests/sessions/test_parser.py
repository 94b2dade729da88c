"""Blocks as people write them, and what is typed in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.escapes import escape_line
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.prompt_families import FAMILIES
from sphinx_transcript.sessions.session import Kind

_WRITTEN = [
    "$ ls", "$ echo 'a", "$ cat <<E", "E", "> b'", "> x", ">>> f(", "... )", ">>> if x:",
    "# a", "# apt install x", "% b", "PS C:\\> {", ">> }", "C:\\>dir ^", "db=> select",
    "db-> 1;", "In [1]: x = [", "   ...: 1]", "", "  ", "\t", "\\", "\\$ x", "...",
    "$ a \\", "$ `(", "\x00", "\x0c", "a\rb", "irb> x", "Switch#conf t", "(gdb) x",
    "$ sudo su", "# ls", "> ]",
    "ada@host:~$ x", "❯", "julia> f(", "|",
]  # fmt: skip
_LINES = st.lists(st.sampled_from(_WRITTEN), max_size=12)

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


@given(
    st.one_of(st.text(), _LINES.map("\n".join), _LINES.map("\r\n".join)),
    st.sampled_from([*FAMILIES, "bash", "nonsense"]),
    st.sampled_from([None, "$", ">>>", "ship>", "", "[x] %", "C:\\>"]),
    st.booleans(),
)
def test_any_text_is_a_session(
    text: str, language: str, prompt: str | None, is_escaped: bool
) -> None:
    session = parse_session(text, language, prompt=prompt, is_escaped=is_escaped)
    assert "".join(part.text for part in session.parts) == text
    kinds = {part.kind for part in session.parts}
    assert is_escaped or Kind.ESCAPE not in kinds
    assert bool(session.entries) == bool(kinds & {Kind.PROMPT, Kind.TYPED})
    lines = text.split("\n")
    for entry in session.entries:
        assert entry.output_line == entry.line + entry.typed.count("\n") + 1
        assert entry.typed.split("\n")[0].rstrip("\r") in lines[entry.line]
        following = lines[entry.output_line :][: len(entry.output)]
        assert tuple(line.removesuffix("\r") for line in following) == entry.output


@given(
    st.sampled_from(["ls", "echo 'a", "for x in a", "cat <<E", "a \\", "f() {"]),
    st.lists(st.one_of(st.text(st.characters(exclude_characters="\n")), _LINES.map(" ".join))),
)
def test_escaped_output_is_never_typed(command: str, printed: list[str]) -> None:
    text = "".join(f"{line}\n" for line in (f"$ {command}", *map(escape_line, printed), "$ pwd"))
    session = parse_session(text, is_escaped=True)
    assert [entry.typed for entry in session.entries] == [command, "pwd"]
    assert len(session.entries[0].output) == len(printed)


@pytest.mark.parametrize(
    ("prompt", "text", "typed"),
    [
        ("ship>", "ship> a 'b\n> c'\n$ no\n", ["a 'b\nc'"]),
        (">>>", ">>> f(\n... 1)\n>>> x\n", ["f(\n1)", "x"]),
        ("mysql>", "mysql> select\n    -> 1;\nship> x\n", ["select\n1;"]),
        ("# ", "# Install it\n$ no\n", ["Install it"]),
        ("~ %", "~ % ls\n~/x % ls\n", ["ls"]),
        ("[x]", "[x] ls\nx ls\n", ["ls"]),
    ],
)
def test_prompt_that_the_block_names(prompt: str, text: str, typed: list[str]) -> None:
    session = parse_session(text, prompt=prompt)
    assert [entry.typed for entry in session.entries] == typed
