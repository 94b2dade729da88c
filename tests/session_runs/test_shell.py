"""Commands in a real bash: they print what an interactive shell shows, and keep its state."""

from __future__ import annotations

import pytest

from tests.session_runs.pages import block, printed, run, run_one


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("echo a", "a\n"),
        ("nosuchprogram", "bash: nosuchprogram: command not found\n"),
        ("cd /nonexistent", "bash: cd: /nonexistent: No such file or directory\n"),
        ("echo )", "bash: syntax error near unexpected token `)'\n"),
        ("printf 'no line end'", "no line end"),
        (r"printf 'a\r\nb\r\n'", "a\nb\n"),
        (r"printf ' 10%%\r 50%%\r100%%\n'", "100%\n"),
        (r"printf '\033[31mred\033[0m\n'", "red\n"),
        (r"printf 'a\xffb\n'", "a\udcffb\n"),
        (r"printf 'a\0b\n'", "ab\n"),
        (r"printf 'hé 你\n'", "hé 你\n"),
        ('read x; echo "<$x>"', "<>\n"),
        ("cat; echo end", "end\n"),
        ("echo out; echo err >&2; echo out", "out\nerr\nout\n"),
        ("tput cols", "80\n"),
        ("ls /proc/self/fd | wc -w", "4\n"),
        ("echo $0", "bash\n"),
        ("sleep 0 & wait; echo", "[1] ...\n\n"),
        ("echo \"hi!\" '!!'", "hi! !!\n"),
        ("bash -c 'nosuchprogram'", "bash: line 1: nosuchprogram: command not found\n"),
        ("for i in 1 2; do\n  echo $i\ndone", "1\n2\n"),
        ("cat <<EOF\na\n  $((1 + 1))\nEOF", "a\n  2\n"),
        ("pwd; echo $HOME; echo ~; dirname $(mktemp)", "/work\n/home/user\n/home/user\n/tmp\n"),
        ("ls -A . ~ $TMPDIR", ".:\n\n/home/user:\n\n/tmp:\n"),
    ],
)
def test_output_is_that_of_an_interactive_shell(command: str, expected: str) -> None:
    (found,) = printed(command)
    if "..." in expected:
        found = found.replace(found.split()[1], "...")
    assert found == expected


def test_state_stays_from_command_to_command() -> None:
    assert printed(
        "cd /; x=1; f() { echo f $1; }; alias a='echo alias'",
        "pwd",
        "f $x",
        "a b",
        "false",
        "echo $?",
        "mkdir -p sub/folder",
        "echo $_",
    ) == ["", "/\n", "f 1\n", "alias b\n", "", "1\n", "", "sub/folder\n"]


def test_blocks_of_one_name_share_a_shell_and_others_do_not() -> None:
    outcome = run(
        block("$ x=1; touch a", name="one"),
        block("$ echo $x; ls\n"),
        block("$ echo $x; ls\n1\na\n", name="one"),
        block("$ echo $x; ls\n1\na\n", name="other"),
    )
    assert [each.state for each in outcome.blocks] == ["passed", "passed", "passed", "failed"]
    assert [each.entries[-1].printed for each in outcome.blocks] == ["", "\n", "1\na\n", "\n"]


def test_trace_is_as_in_a_shell() -> None:
    assert printed(
        "set -x", "echo a; f() { echo b; }; f", "echo $(echo c)", "set +x", "echo d"
    ) == [
        "",
        "+ echo a\na\n+ f\n+ echo b\nb\n",
        "++ echo c\n+ echo c\nc\n",
        "+ set +x\n",
        "d\n",
    ]


def test_settings_that_change_the_shell_change_nothing_of_the_protocol() -> None:
    assert printed(
        "trap 'echo failed' ERR",
        "false",
        "trap - ERR",
        "PS1='$ ' PS2='> ' PROMPT_COMMAND='echo prompt'",
        "echo a",
        "exec >log 2>&1",
        "echo hidden",
        "exec >/dev/stderr",
    )[:7] == ["", "failed\n", "", "", "a\n", "", ""]
    assert printed("exec 3>&1 >log", "echo hidden", "exec >&3", "cat log") == [
        "", "", "", "hidden\n",
    ]  # fmt: skip
    assert printed("set -e", "printf() { echo mine; }", "printf x") == ["", "", "mine\n"]


@pytest.mark.parametrize(
    ("command", "output", "status"),
    [
        ("exit 3", "", 3),
        ("set -e; false", "", 1),
        ("kill -9 $$", "", 137),
        ("exec false", "", 1),
        ("exec echo a", "a\n", 0),
        ("trap 'echo bye' EXIT; exit", "bye\n", 0),
    ],
)
def test_command_may_end_its_shell(command: str, output: str, status: int) -> None:
    outcome = run_one(f"$ {command}\n{output}$ echo never\nnever", status=None)
    ended, after = outcome.entries
    assert (ended.printed, ended.status, ended.problem) == (output, status, "")
    assert (after.printed, after.status) == ("", None)
    assert f"`echo never` is not run: the shell has ended with the exit status {status}" in (
        after.problem
    )


def test_output_of_a_sh_session() -> None:
    assert printed(
        "echo a | cat", "cd /nonexistent || echo no", "x=1", "echo $x", language="sh"
    ) == [
        "a\n",
        "sh: 1: cd: can't cd to /nonexistent\nno\n",
        "",
        "1\n",
    ]


def test_python_session() -> None:
    assert printed(
        "x = 2",
        "x * 21",
        "for i in range(2):\n    print(i)\n",
        "print('a', end='')",
        "1 / 0",
        "input()",
        "__name__",
        language="python",
    ) == [
        "",
        "42\n",
        "0\n1\n",
        "a",
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
        "ZeroDivisionError: division by zero\n",
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
        "EOFError: EOF when reading a line\n",
        "'__main__'\n",
    ]
