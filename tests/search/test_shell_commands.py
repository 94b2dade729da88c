"""The commands of the prompt search, do and print, and say what is wrong as a shell does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.search.prompt_shell import SITE, document

if TYPE_CHECKING:
    from tests.search.prompt_shell import PromptShell


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("helm", {"text": "helm"}),
        ("helm charts", {"text": "helm charts"}),
        ("grep helm", {"text": "helm", "ignoreCase": False, "path": ""}),
        ("grep -i helm", {"text": "helm", "ignoreCase": True, "path": ""}),
        (
            "grep -ri -e 'helm charts' .",
            {"text": "helm charts", "phrases": ["helm charts"], "ignoreCase": True, "path": ""},
        ),
        ("grep helm charts", {"text": "helm charts", "ignoreCase": False, "path": ""}),
        ("grep helm post", {"text": "helm", "ignoreCase": False, "path": "post/"}),
        (
            "grep sphinx.addnodes.desc",
            {"text": "sphinx.addnodes.desc", "ignoreCase": False, "path": ""},
        ),
        ("grep helm #cloud", {"text": "helm", "tag": "cloud", "ignoreCase": False, "path": ""}),
        ("#cloud", {"text": "", "tag": "cloud"}),
        ("helm author:ada 2016", {"text": "helm", "author": "ada", "year": "2016"}),
        ('helm author:"Ada Marsh"', {"text": "helm", "author": "Ada Marsh"}),
        ("helm 2016-09", {"text": "helm", "date": "2016-09"}),
        ("2016-09-26", {"text": "", "date": "2016-09-26"}),
        ("2016-9 12016", {"text": "2016-9 12016"}),
        ("category:cloud series:tides", {"text": "", "category": "cloud", "series": "tides"}),
        ("#cloud #helm", {"text": "", "tag": ["cloud", "helm"]}),
        ('"the pager" rang', {"text": "the pager rang", "phrases": ["the pager"]}),
        ("'pager' rang", {"text": "pager rang"}),
        (
            "cat post/charts.md | grep helm",
            {"text": "helm", "ignoreCase": False, "path": "post/charts.md"},
        ),
        (
            "head -n 3 post/charts.md | grep -i a",
            {"text": "a", "ignoreCase": True, "path": "post/charts.md"},
        ),
        ("kind:object desc", {"text": "desc", "kind": "object"}),
        ("std::path author:", {"text": "std::path author:"}),
        ("what's new", {"text": "what's new"}),
        ('<b>bold</b> & "quoted', {"text": '<b>bold</b> & "quoted'}),
        ("constructor", {"text": "constructor"}),
        ("__proto__ toString", {"text": "__proto__ toString"}),
        ("man quantum", {"text": "quantum"}),
        ("", {"text": ""}),
    ],
)
def test_words_are_searched(run: Any, line: str, query: dict[str, Any]) -> None:
    result = run(line)
    assert result["kind"] == "search"
    result["query"].pop("all")
    assert result["query"] == query


def test_all_words_are_kept_for_a_second_look(run: Any) -> None:
    assert run("windows 2000 #x")["query"]["all"] == "windows 2000 #x"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("cat nothing.md", "cat: nothing.md: No such file or directory", None),
        (
            "cat post/chrats.md",
            "cat: post/chrats.md: No such file or directory",
            "cat post/charts.md",
        ),
        ("ls nothing", "ls: cannot access 'nothing': No such file or directory", None),
        ("ls *.txt", "ls: cannot access '*.txt': No such file or directory", None),
        ("ls *arts*", "ls: cannot access '*arts*': No such file or directory", "ls **/*arts*"),
        ("find . -name '*.md'", "bash: find: command not found", "ls **/*.md"),
        ("ls '*.md'", "ls: cannot access '*.md': No such file or directory", None),
        # Without the option, the line works.
        ("ls -z", "ls: invalid option -- 'z'", "ls"),
        ("ls -lS post | head -n 1", "ls: invalid option -- 'S'", "ls -l post | head -n 1"),
        ("ls | wc -w", "wc: invalid option -- 'w'", "ls | wc"),
        # Nor is its value left where the option is not.
        ("ls -I '*.txt' post", "ls: invalid option -- 'I'", "ls post"),
        ("grep -lm 5 helm post", "grep: invalid option -- 'm'", "grep -l helm post"),
        ("ls | tail -c 5 | head", "tail: invalid option -- 'c'", "ls | tail | head"),
        ("head --lines 3 post", "head: unrecognized option '--lines'", "head post"),
        ("tail -f post/charts.md", "tail: invalid option -- 'f'", "tail post/charts.md"),
        ("grep --color x", "grep: unrecognized option '--color'", "grep x"),
        ("grep --include='*.md' -r x", "grep: unrecognized option '--include=*.md'", "grep -r x"),
        ("ls post | head -n", "head: option requires an argument -- 'n'", "ls post | head"),
        ("grep -rie", "grep: option requires an argument -- 'e'", "grep -ri"),
        ("ls | grep -B x about", "grep: x: invalid context length argument", None),
        ("grep -A helm post", "grep: helm: invalid context length argument", None),
        ("tree -L", "tree: option requires an argument -- 'L'", "tree"),
        ("tree -L 0 post", "tree: Invalid level, must be greater than 0.", "tree post"),
        ("tree -L x", "tree: Invalid level, must be greater than 0.", "tree ."),
        ("grep -c helm post", "grep: -c is for what is piped", "grep -l helm post | wc -l"),
        (
            "grep -c helm 'post/c d.md'",
            "grep: -c is for what is piped",
            "grep -l helm 'post/c d.md' | wc -l",
        ),
        ("grep -w 'a b'", "grep: -w is for what is piped", "grep 'a b'"),
        ("grep -liw helm post", "grep: -w is for what is piped", "grep -i -l helm post"),
        (
            "grep -lE '(a|b)c|d'",
            "grep: groups among alternatives are for what is piped",
            None,
        ),
        ("grep -ce a -e b", "grep: -c is for what is piped", "grep -l -e a -e b | wc -l"),
        ("ls | head -n x", "head: invalid number of lines: 'x'", None),
        ("frobnicate -v", "bash: frobnicate: command not found", None),
        ("ls | frobnicate", "bash: frobnicate: command not found", None),
        ("gerp -i helm", "bash: gerp: command not found", "grep"),
        ("ls | grep -E '('", "grep: Invalid regular expression: (", None),
        ("theme solarized", "theme: solarized: no such theme", "theme"),
        ("theme ambre", "theme: ambre: no such theme", "theme amber"),
        ("grep", "grep: no pattern", "grep WORD"),
        ("man", "man: What manual page do you want?", "help"),
        ("grep -v helm post", "grep: -v is for what is piped", "ls post | grep -v helm"),
        # What bash knows, and the prompt doesn't.
        ("cd post; ls", "bash: syntax error near unexpected token ';'", "cd post"),
        ("ls && pwd", "bash: syntax error near unexpected token '&&'", "ls"),
        ("ls; pwd", "bash: syntax error near unexpected token ';'", "ls"),
        ("ls post > 'a b.txt'", "bash: syntax error near unexpected token '>'", "ls post"),
        ("| head", "bash: syntax error near unexpected token '|'", None),
        ("constructor -x", "bash: constructor: command not found", None),
    ],
)
def test_what_is_wrong_is_said(run: Any, line: str, message: str, hint: str | None) -> None:
    result = run(line)
    assert result["kind"] == "error"
    assert (result["message"], result["hint"] or None) == (message, hint)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("gcc -o x", "gcc"),
        ("cat kubernetes upgrade", "kubernetes upgrade"),
        ("frobnicate --all the charts", "frobnicate the charts"),
        ("ls nothing | head -n 5", "nothing"),
        ("ls -z", None),
        ("ls | head -n x", None),
        ("ls |", None),
    ],
)
def test_what_may_have_been_words_is_looked_for(run: Any, line: str, text: str | None) -> None:
    result = run(line)
    assert result["kind"] == "error"
    assert (result["query"] and result["query"]["text"]) == text


def test_lines_to_try_where_nothing_is_found(prompt_shell: PromptShell) -> None:
    nearest = {"words": ["helm"], "tags": ["on call"]}
    for typed, lines in {
        "grpe": ["grep", "helm", "#on\\ call"],
        "hepl": ["help", "helm", "#on\\ call"],
        "kubernetes": ["helm", "#on\\ call"],
    }.items():
        assert prompt_shell.call("tries", typed, nearest) == lines


@pytest.mark.parametrize(
    ("line", "text", "command"),
    [
        ("echo a  'b  c'", "a b  c", None),
        (
            'echo $HOME ${PWD}/post \'$HOME\' \\$HOME "$HOME" "${HOME}" $nothing x',
            "~ ~/post $HOME $HOME ~ ~ x",
            None,
        ),
        # The line that lists what was counted.
        ("ls | wc -l", "7", "ls"),
        ("ls | grep -c md", "3", "ls"),
        ("ls post | grep 'a|b' | wc -l", "0", "ls post | grep 'a|b'"),
    ],
)
def test_what_is_printed(run: Any, line: str, text: str, command: str | None) -> None:
    result = run(line)
    assert (result["kind"], result["lines"], result.get("command")) == ("text", [text], command)


def test_help_leads_to_the_commands(run: Any) -> None:
    rows = {row["text"]: row["command"] for row in run("help")["rows"]}
    assert rows["ls [-tr] [PATH]"] == "ls"
    assert rows["WORD... [#TAG] [author:NAME] [YEAR]"] == "#"


def test_help_has_only_the_allowed_commands(prompt_shell: PromptShell) -> None:
    rows = prompt_shell.call("run", "help", SITE | {"allowed": ["help", "ls"]})["rows"]
    assert [row["command"] for row in rows] == ["#", "ls"]


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("clear", "clear"),
        ("exit", "close"),
        ("grep -n '^#' $_", "close"),
        ("cd -", "back"),
        ("theme amber", "theme"),
    ],
)
def test_what_is_done(run: Any, line: str, action: str) -> None:
    assert (run(line)["kind"], run(line)["action"]) == ("do", action)


def test_only_allowed_commands_are_known(prompt_shell: PromptShell) -> None:
    site = SITE | {"allowed": ["ls"]}
    assert prompt_shell.call("run", "cat post/charts.md", site)["kind"] == "search"
    refused = prompt_shell.call("run", "ls | head", site)
    assert refused["message"] == "bash: head: command not found"
    assert prompt_shell.call("run", "ls tag", site)["kind"] == "list"
    assert prompt_shell.call("complete", "h", site) == ["helm ", "helmet "]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("he", ["head ", "help "]),
        ("hel", ["help "]),
        ("helm", ["helm ", "helmet "]),
        ("the word hel", ["the word helm ", "the word helmet "]),
        ("ls po", ["ls post/"]),
        (
            "ls post/",
            [
                "ls 'post/c d.md' ",
                "ls post/charts.md ",
                "ls post/evening.md ",
                "ls post/morning.md ",
            ],
        ),
        ("cat -n post/ch", ["cat -n post/charts.md "]),
        ("cd tag/h", ["cd tag/helm/"]),
        ("grep hel", ["grep helm ", "grep helmet "]),
        ("grep helm ma", ["grep helm manual/"]),
        ("ls | he", ["ls | head ", "ls | help "]),
        ("theme a", ["theme amber "]),
        ("man tr", ["man tree "]),
        ("zzz", []),
        ("ls zzz", []),
        ("", []),
    ],
)
def test_completion(prompt_shell: PromptShell, line: str, lines: list[str]) -> None:
    assert prompt_shell.call("complete", line, SITE) == lines


@pytest.mark.parametrize("line", ["x" * 10_000, "'" * 10_000, "*" * 5_000, "ls " + "a*" * 300])
def test_long_lines(run: Any, line: str) -> None:
    assert run(line)["kind"] in {"search", "error"}


@pytest.mark.parametrize(
    "line",
    [
        "ls " + "*?" * 40 + "x",
        "ls " + "*a" * 40 + "x",
        "ls **/" + "*[a-z]" * 40 + "x",
        "ls " + "{a,aa}" * 200 + "x",
        "ls " + "**/" * 60 + "x",
        "ls | grep -E '(a+)+$'",
        "ls | grep '.*.*.*.*.*.*.*.*x'",
        "ls | grep -E '(.|a){9,}{9,}x'",
    ],
)
def test_no_pattern_holds_up_the_page(prompt_shell: PromptShell, line: str) -> None:
    path = "folder/" * 9 + "a" * 200 + ".md"
    site = SITE | {"documents": [document(path), document("a" * 200)]}
    began = time.monotonic()
    assert prompt_shell.call("run", line, site)["kind"] == "error"
    assert time.monotonic() - began < 2
