"""The script of a page's sessions, run in real shells."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.script import (
    ScriptBlock,
    ScriptHeading,
    ScriptWords,
    script_text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.sessions.script import Items

WORDS = ScriptWords(
    purpose="typed in post/x.md",
    setup="not shown",
    unchecked="not checked",
    left_out="left out",
    missing="there is no",
    wrong_status="expected the exit status {status}",
)
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def run(folder: Path, items: Items) -> subprocess.CompletedProcess[str]:
    """Run the script of *items* in an empty folder in *folder*."""
    path = folder / "x.sh"
    path.write_bytes(script_text(items, WORDS).encode())
    subprocess.run(["bash", "-n", str(path)], check=True)
    if shutil.which("shellcheck"):
        subprocess.run(["shellcheck", "-S", "error", str(path)], check=True)
    inner = folder / "empty"
    inner.mkdir(exist_ok=True)
    return subprocess.run(
        ["bash", str(path)], cwd=inner, text=True, capture_output=True, check=False
    )


def test_commands_stand_below_their_headings() -> None:
    items: Items = [
        ScriptHeading(1, "How  to\nrm -rf /"),
        ScriptHeading(2, "What happened\r\rrm"),
        ScriptBlock(("echo a", "", "cat <<EOF\n# x\nEOF"), "a", setup="x=1\n", requires=("git",)),
        ScriptHeading(2, "Nothing"),
        ScriptHeading(2, "In the end"),
        ScriptBlock(("rm x\ny", "", "z"), "a", requires=("kubectl",), is_unchecked=True),
        ScriptHeading(3, "Why"),
        ScriptBlock(("grep x y",), "a", status=1),
    ]
    assert (
        script_text(items, WORDS)
        == """\
#!/usr/bin/env bash
# typed in post/x.md
set -e
command -v git > /dev/null || { echo 'there is no git' >&2; exit 1; }

# How to rm -rf /

## What happened rm

# not shown
x=1
echo a
cat <<EOF
# x
EOF

## In the end

# not checked
# $ rm x
# > y
# $
# $ z

### Why

set +e
grep x y
[ "$?" -eq 1 ] || { echo 'expected the exit status 1' >&2; exit 1; }
set -e
"""
    )


def test_sessions_that_share_no_shell_have_a_subshell_each() -> None:
    items: Items = [
        ScriptHeading(1, "X"),
        ScriptBlock(("echo a",), name="a"),
        ScriptBlock(("echo b",)),
        ScriptBlock(("echo c",), name="a"),
    ]
    assert (
        script_text(items, WORDS)
        == """\
#!/usr/bin/env bash
# typed in post/x.md
set -e

(
mkdir session-1
cd session-1

# X

echo a

echo c
)

(
mkdir session-2
cd session-2

# X

echo b
)
"""
    )


def test_unchecked_session_has_no_subshell() -> None:
    blocks = [ScriptBlock(("make",), is_unchecked=True), ScriptBlock(("echo a",))]
    assert (
        script_text(blocks, WORDS)
        == """\
#!/usr/bin/env bash
# typed in post/x.md
set -e

# not checked
# $ make

echo a
"""
    )


@needs_bash
def test_script_stops_at_the_first_command_that_fails(tmp_path: Path) -> None:
    result = run(tmp_path, [ScriptBlock(("echo a", "false", "echo b"))])
    assert (result.stdout, result.returncode) == ("a\n", 1)


@needs_bash
@pytest.mark.parametrize(
    ("command", "status", "ends_with"),
    [
        ("false", 1, 0),
        ("false", 2, 1),
        ("(exit 3)", 3, 0),
        ("exit 3", 3, 0),
        ("exit 3", 4, 1),
        ("true", 0, 0),
        ("true", 1, 1),
        ("cat <<EOF | grep y\nx\nEOF", 1, 0),
        ("false && true", 1, 0),
        ("false && true", 0, 1),
        ("false  # a comment", 1, 0),
    ],
)
def test_exit_status(tmp_path: Path, command: str, status: int, ends_with: int) -> None:
    blocks = [
        ScriptBlock(("echo a", command), name="a", status=status),
        ScriptBlock(("echo b",), name="a"),
    ]
    result = run(tmp_path, blocks)
    assert result.returncode == ends_with, result.stderr
    assert result.stdout == ("a\n" if ends_with else "a\nb\n")
    assert (f"expected the exit status {status}\n" == result.stderr) == bool(ends_with)


@needs_bash
def test_set_e_holds_after_a_test_of_a_status(tmp_path: Path) -> None:
    blocks = [ScriptBlock(("false",), "a", status=1), ScriptBlock(("false", "echo b"), "a")]
    assert run(tmp_path, blocks).stdout == ""


@needs_bash
def test_shells_are_those_of_the_names(tmp_path: Path) -> None:
    blocks = [
        ScriptBlock(("x=1", "mkdir a", "cd a"), name="one"),
        ScriptBlock(("x=2", "mkdir a"), name="two"),
        ScriptBlock(('echo "$x ${PWD##*/}"',), name="one"),
        ScriptBlock(('echo "${x-none} ${PWD##*/}"',)),
    ]
    assert run(tmp_path, blocks).stdout == "1 a\nnone session-3\n"


@needs_bash
def test_failure_in_one_shell_ends_the_script(tmp_path: Path) -> None:
    result = run(tmp_path, [ScriptBlock(("false",)), ScriptBlock(("echo b",))])
    assert (result.stdout, result.returncode) == ("", 1)


@needs_bash
def test_missing_programs_and_files_are_said_first(tmp_path: Path) -> None:
    name = "no 'such\nprogram"
    result = run(tmp_path, [ScriptBlock(("echo a",), requires=("bash", name))])
    assert (result.stdout, result.returncode) == ("", 1)
    assert result.stderr == f"there is no {name}\n"
    result = run(tmp_path, [ScriptBlock(("echo a",), files=("data.csv",))])
    assert (result.stdout, result.stderr) == ("", "there is no data.csv\n")
    (tmp_path / "empty/data.csv").touch()
    assert run(tmp_path, [ScriptBlock(("echo a",), files=("data.csv",))]).stdout == "a\n"


@needs_bash
@pytest.mark.parametrize("command", ["echo a\x1b[31m", "echo a\recho b", "echo \u202ea"])
def test_command_with_control_characters_is_left_out(tmp_path: Path, command: str) -> None:
    script = script_text([ScriptBlock((command, "echo c"))], WORDS)
    assert "\x1b" not in script
    assert "\u202e" not in script
    assert run(tmp_path, [ScriptBlock((command, "echo c"))]).stdout == "c\n"


@needs_bash
@pytest.mark.parametrize(
    "command", ["echo 'a", "cat <<EOF\nx", "for x in 1; do", "echo a \\", "echo $(", "a |", "if x"]
)
def test_command_that_is_not_complete_is_left_out(tmp_path: Path, command: str) -> None:
    assert run(tmp_path, [ScriptBlock((command,), "a"), ScriptBlock(("echo c",), "a")]).stdout == (
        "c\n"
    )


@needs_bash
def test_files_get_into_the_folder_of_each_shell(tmp_path: Path) -> None:
    name = "da ta.csv"
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / name).write_text("a\n")
    block = ScriptBlock((f"cat '{name}'; rm '{name}'",), files=(name,))
    assert run(tmp_path, [block, block]).stdout == "a\na\n"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 6))
def test_headings_and_unchecked_commands_run_nothing(text: str, level: int) -> None:
    items: Items = [ScriptHeading(level, text), ScriptBlock((text,), is_unchecked=True)]
    script = script_text(items, WORDS)
    code = [line for line in script.split("\n") if line and not line.startswith("#")]
    assert code == ["set -e"]
    assert "\r" not in script
