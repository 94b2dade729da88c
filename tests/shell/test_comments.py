"""Comments at the end of commands are found as bash finds them."""

from __future__ import annotations

import subprocess

import pytest

from sphinx_transcript.shell.comments import split_comment

COMMANDS: list[tuple[str, str, str | None]] = [
    ("ls post", "ls post", None),
    ("ls post  # what I wrote", "ls post", "what I wrote"),
    ("ls post # a # b", "ls post", "a # b"),
    ("ls post #", "ls post", ""),
    ("ls post\t#tabbed", "ls post", "tabbed"),
    ("echo a#b", "echo a#b", None),
    ("echo '# no' # yes", "echo '# no'", "yes"),
    ('echo "a # b" "\\" # c"', 'echo "a # b" "\\" # c"', None),
    (r"echo \# a \ # b", r"echo \# a \ # b", None),
    (r"echo \' # it's", r"echo \'", "it's"),
    (r"echo $'it\'s # x' # y", r"echo $'it\'s # x'", "y"),
    ("echo '\\' # in quotes a backslash is one", "echo '\\'", "in quotes a backslash is one"),
    ("echo ''# joined", "echo ''# joined", None),
    ("echo $# ${#PATH} ${PATH# } # counts", "echo $# ${#PATH} ${PATH# }", "counts"),
    ("echo a;# after a semicolon", "echo a;", "after a semicolon"),
    ("(echo a)# after a parenthesis", "(echo a)", "after a parenthesis"),
    ("echo $(echo a b) # all", "echo $(echo a b)", "all"),
    ("echo `echo a b` # all", "echo `echo a b`", "all"),
    ("echo \ufeff# no space\u00a0# of a shell", "echo \ufeff# no space\u00a0# of a shell", None),
    ("echo $((16#ff)) # a number", "echo $((16#ff))", "a number"),
    ("echo 'open # quote", "echo 'open # quote", None),
    ("echo $(echo a # open", "echo $(echo a # open", None),
    ("# nothing else", "# nothing else", ""),
]


@pytest.mark.parametrize(("text", "command", "comment"), COMMANDS)
def test_comment_is_split_off(text: str, command: str, comment: str | None) -> None:
    assert split_comment(text) == (command, comment)


@pytest.mark.parametrize(("text", "command", "comment"), COMMANDS)
def test_bash_prints_the_same_without_the_comment(
    text: str, command: str, comment: str | None
) -> None:
    def run(script: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", script], capture_output=True, text=True, check=False, cwd="/"
        )
        return done.returncode, done.stdout

    assert run(text) == run(command)
    if comment:
        # What is left of the line is all that bash runs: a word more would be printed.
        assert comment not in run(text.replace("ls post", "echo ls post"))[1]
