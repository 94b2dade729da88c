"""Whatever is copied from a generated session types the same entries in bash."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.shell_continuation import ShellReader
from tests.sessions.shell_commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

_PROMPTS = ["$ ", "ada@host:~/x$ ", "[ada@host x]$ ", "❯ ", "bash-5.1$ ", "(venv) $ ", "/ # "]
_OUTPUTS = st.lists(
    st.sampled_from(
        ["", "ok", "# x", "% x", "> x", ">", ">>> x", "... x", "PS C:\\> dir", "C:\\> dir", "it's",
         "In [1]: x", "\t", "a$ b", "EOF", "done", "'", '"', "`", ")", "}", "#", "x=> 1"]
    ),
    max_size=3,
)  # fmt: skip
_Entry = tuple[int, str, tuple[str, ...]]


@st.composite
def sessions(draw: st.DrawFn) -> tuple[str, list[_Entry]]:
    """Return the text of a session, and its entries: line, what is typed, output."""
    prompt = draw(st.sampled_from(_PROMPTS))
    lines: list[str] = []
    entries = []
    for _ in range(draw(st.integers(1, 4))):
        command = draw(COMMANDS)
        first, *further = command.split("\n")
        # Only a continuation prompt tells a line that begins like one from one that does not.
        is_like_prompt = further and re.match(r"[>.]", further[0])
        has_prompts = draw(st.booleans()) or is_like_prompt
        output = draw(_OUTPUTS)
        entries.append((len(lines), command, tuple(output)))
        lines.append(prompt + first)
        lines += [f"> {line}" if has_prompts else line for line in further]
        lines += output
    # A last line that is blank has a line end, or is none.
    return "\n".join(lines) + draw(
        st.sampled_from(["", "\n"]) if lines[-1] else st.just("\n")
    ), entries


@given(sessions())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_entries_are_found(session: tuple[str, list[_Entry]]) -> None:
    text, entries = session
    parsed = parse_session(text)
    assert [(entry.line, entry.typed, entry.output) for entry in parsed.entries] == entries
    for entry in parsed.entries:
        following = text.split("\n")[entry.output_line :]
        assert tuple(following[: len(entry.output)]) == entry.output
    assert "".join(part.text for part in parsed.parts) == text


@given(st.lists(COMMANDS, min_size=1, max_size=5), st.booleans())
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_bash_reads_what_is_copied_as_the_same_entries(
    tmp_path: Path, commands: list[str], has_prompts: bool
) -> None:
    continuation = "\n> " if has_prompts else "\n"
    text = "".join(f"$ {command.replace(chr(10), continuation)}\nout\n" for command in commands)
    assert _history(parse_session(text).typed, tmp_path) == [_joined(each) for each in commands]


def _history(typed: str, folder: Path) -> list[str]:
    """Return the entries of bash's history after *typed* was given to it."""
    written = folder / "history"
    script = (
        "HISTFILE= HISTTIMEFORMAT=x HISTSIZE=1000 HISTCONTROL=\nshopt -s cmdhist lithist\n"
        f"set -o history\n{typed}\nhistory -w '{written}'\n"
    )
    subprocess.run(
        ["bash", "--norc", "--noprofile"],
        input=script,
        text=True,
        cwd=folder,
        capture_output=True,
        timeout=30,
        check=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
    entries = re.split(r"^#\d{9,}\n", written.read_text("utf-8"), flags=re.MULTILINE)
    return [_joined(entry) for entry in entries[1:-1]]


def _joined(command: str) -> str:
    """Return *command* as bash remembers it: lines that a backslash joins are one.

    Blank lines are left out: bash adds some after here-documents.
    """
    return "\n".join(filter(None, command.replace("\\\n", "").split("\n")))


@pytest.mark.parametrize(
    "lines",
    [
        ["echo a # don't"],
        ["echo 'a", "b'"],
        ["cat <<A <<-'B'", "A", "\tB"],
        ["cat <<\\A", "A"],
        ['cat <<"A B"', "A B"],
        ["cat <<A", " A", "A"],
        ["echo $((1 << 2)) <<< EOF"],
        ["(( 1 << 2 ))"],
        ["for x in a; do", "done"],
        ["case x in", "a) ;;", "(b) ;;", "esac"],
        ["case x in a) echo ;; esac"],
        ["f() {", "}"],
        ["f()", "{ :", "}"],
        ["function f", "{ :", "}"],
        ["echo for x in a; do"],
        ["echo ${x#a} # }"],
        ["echo \"${x:-it's}", "'}\""],
        ["echo a |", "cat"],
        ["true &&", "", "true"],
        ["echo a \\", "b"],
        ["echo 'a\\'"],
        ["x=(a", "b)"],
        ["echo `echo a", "b`"],
        ["if true; then echo a; fi"],
        ["if [[ a ]]", "then :; fi"],
        ["if (true) then", "echo; fi"],
        ["while :; do break; done < /dev/null"],
        ["{ echo a; }"],
        ["echo {"],
        ["echo }"],
        ["echo $'a\\'b", "c'"],
        ['echo "a\\"b', 'c"'],
        ["[[ a =~ (b|c) &&", "d ]]"],
        ["echo a; # while"],
        ["! true"],
        ["time {", "true; }"],
        ["coproc {", "true; }"],
        ["select x in a", "do break; done"],
        ["x=$(cat <<A", "a", "A", ")"],
        ["until true; do :; done"],
    ],
    ids=" / ".join,
)
def test_reader_is_open_until_the_last_line(lines: list[str]) -> None:
    reader = ShellReader()
    states = []
    for line in lines:
        reader.feed(line)
        states.append(reader.is_open)
    assert states == [True] * (len(lines) - 1) + [False]
