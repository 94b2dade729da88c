"""What people type who know other commands, or none, leads to what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.search.prompt_shell import document

if TYPE_CHECKING:
    from tests.search.prompt_shell import PromptShell

SITE: dict[str, Any] = {
    "documents": [
        document("about.md"),
        document("index.md"),
        document("archive/2016/"),
        document("post/"),
        document("post/charts.md", "2016-09-26", "Helm charts"),
    ],
    "history": ["helm", "ls -t post", "sudo !!", "!!"],
    "schemes": [],
}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("about.md", "about.html"),
        ("./about.md", "about.html"),
        ("about.html", "about.html"),
        ("post/charts.md", "post/charts.html"),
        ("post/", "post/"),
        ("..", "index.html"),
        ("~", "index.html"),
        ("/", "index.html"),
    ],
)
def test_a_path_alone_opens_it(prompt_shell: PromptShell, line: str, address: str) -> None:
    assert prompt_shell.call("run", line, SITE) == {"kind": "go", "address": address}


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("home", "cd"),
        ("Home page", "cd"),
        ("rss", "open feed.xml"),
        ("RSS feed", "open feed.xml"),
        ("latest posts", "ls -t post"),
        ("new", "ls -t post"),
        ("new posts on helm", ""),
        ("home office", ""),
    ],
)
def test_names_of_pages_lead_there(prompt_shell: PromptShell, line: str, lead: str) -> None:
    site = SITE | {"documents": [*SITE["documents"], document("feed.xml")]}
    result = prompt_shell.call("run", line, site)
    assert (result["kind"], result["lead"]) == ("search", lead)


def test_pages_that_there_are_not_have_no_line(prompt_shell: PromptShell) -> None:
    assert prompt_shell.call("run", "rss", SITE)["lead"] == ""
    assert prompt_shell.call("run", "home", SITE | {"allowed": ["ls"]})["lead"] == ""


def test_a_folder_without_a_page_is_listed(prompt_shell: PromptShell) -> None:
    rows = prompt_shell.call("run", "archive/", SITE)["rows"]
    assert [row["text"] for row in rows] == ["2016/"]


@pytest.mark.parametrize(
    "line", ["about", "post", "node.js", "charts.md", "and/or", "...", "*", "1.5", "C++", "#helm"]
)
def test_other_words_are_searched(prompt_shell: PromptShell, line: str) -> None:
    result = prompt_shell.call("run", line, SITE)
    assert (result["kind"], result["lead"]) == ("search", "")


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("vim about.md", "less about.md"),
        ("rg helm", "grep helm"),
        ("ll", "ls"),
        (":q", "exit"),
        ("?", "help"),
        ("LS", "ls"),
        ("sudo ls post", "ls post"),
        ("git grep helm", "grep helm"),
        ("$ ls post", "ls post"),
        ("ada@host:~$ cat 'a b'", "cat 'a b'"),
        ("/bin/cat about.md", "cat about.md"),
        ("!!", "ls -t post"),
        ("sudo !!", "ls -t post"),
        ("!he", "helm"),
        ("find .", "ls **/*"),
        # Of any other program, the file that it was to be given.
        ("file about.md", "less about.md"),
        ("what does post/charts.md say", "less post/charts.md"),
        ("git blame nothing.md", ""),
        ("find helm", ""),
        ("type hints", ""),
        ("sudo", ""),
        ("!x", ""),
    ],
)
def test_the_line_that_is_meant_is_offered(prompt_shell: PromptShell, line: str, lead: str) -> None:
    result = prompt_shell.call("run", line, SITE)
    assert (result["kind"], result["lead"]) == ("search", lead)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("find post -type f", "ls post/**/*"),
        ("find . -iname '*DNS*'", "ls **/*DNS*"),
        ("rg -i helm", "grep -i helm"),
        ("egrep -l 'a|b'", "grep -E -l 'a|b'"),
        ("ll -t", "ls -t"),
        ("vim -R about.md", "less -R about.md"),
        ("git log --oneline post/charts.md", "less post/charts.md"),
        ("sudo rm -rf /", ""),
    ],
)
def test_an_unknown_command_has_a_hint(prompt_shell: PromptShell, line: str, hint: str) -> None:
    result = prompt_shell.call("run", line, SITE)
    assert (result["kind"], result["hint"]) == ("error", hint)


@pytest.mark.parametrize(
    "line", ["exit code", "clear the cache", "history of unix", "help me", "help ls please"]
)
def test_sentences_that_begin_with_a_command_are_searched(
    prompt_shell: PromptShell, line: str
) -> None:
    assert prompt_shell.call("run", line, SITE)["query"]["text"] == line


def test_what_was_entered_is_counted_and_forgotten(prompt_shell: PromptShell) -> None:
    assert len(prompt_shell.call("run", "history 2", SITE)["rows"]) == 2
    assert prompt_shell.call("run", "history -c", SITE)["action"] == "forget"


def test_the_working_directory_is_a_page(prompt_shell: PromptShell) -> None:
    (row,) = prompt_shell.call("run", "pwd", SITE)["rows"]
    assert row == {"text": "~", "address": "index.html"}


def test_only_allowed_commands_are_offered(prompt_shell: PromptShell) -> None:
    for allowed in ([], ["ls"]):
        site = SITE | {"allowed": allowed}
        assert prompt_shell.call("run", "vim about.md", site)["lead"] == ""
        assert prompt_shell.call("run", "about.md", site)["kind"] == "search"
