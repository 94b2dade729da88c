"""The commands in the manual and the README have valid arguments and print what is shown."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd import build as sphinx_build

from sphinx_transcript.cli.main import _parser, main
from tests.conftest import ROOT, reset_sphinx_caches
from tests.helpers.manual_pages import PAGES, SHELL, Block, in_language, on_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER_PROGRAMS = {".", "curl", "npm", "npx", "pip", "python3", "rsync"}
"""Programs whose arguments are not checked."""
SPHINX = {"sphinx-build", "sphinx-autobuild"}
"""Both are checked by the parser of sphinx-build: the manual uses their common options only."""


def commands(code: str) -> Iterator[tuple[list[str], str]]:
    """Yield the arguments and the output of each command in a session."""
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        yield shlex.split(line, comments=True), output


def simple_commands(words: list[str]) -> Iterator[list[str]]:
    """Yield the commands of a pipeline, without assignments of environment variables."""
    command: list[str] = []
    for word in [*words, "|"]:
        if word == "|":
            while re.match(r"\w+=", command[0]):
                command.pop(0)
            yield command
            command = []
        else:
            command.append(word)


def inline_commands() -> list[tuple[str, str]]:
    return [
        (name, " ".join(found.split()))
        for name, path in PAGES.items()
        for found in re.findall(r"(?<!`)`(sphinx-transcript\s[^`]+)`", path.read_text("utf-8"))
    ]


def check_arguments(command: list[str]) -> None:
    """Parse *command* with the parser of its program; raises SystemExit if it is invalid."""
    program, *arguments = command
    if program == "sphinx-transcript":
        _parser([])[0].parse_args(arguments)
    elif program in SPHINX:
        sphinx_build.get_parser().parse_args(arguments)
    else:
        assert program in OTHER_PROGRAMS | {"cd", "mkdir", "head"}, command


@pytest.mark.parametrize("block", in_language(*SHELL), ids=str)
def test_commands_have_valid_arguments(block: Block) -> None:
    assert block.code.startswith("$ ")
    for words, _ in commands(block.code):
        for command in simple_commands(words):
            check_arguments(command)


@pytest.mark.parametrize(("page", "command"), inline_commands())
def test_inline_commands_have_valid_arguments(page: str, command: str) -> None:
    for each in simple_commands(shlex.split(command)):
        check_arguments(each)


SESSIONS = ["getting-started.md", "commands.md"]


@pytest.mark.parametrize("page", SESSIONS)
def test_sessions_print_what_the_page_shows(
    page: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Run the commands of *page* in order, starting in an empty folder, on a fixed date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1474848000")  # 2016-09-26 in UTC
    shutil.copytree(ROOT / "tests/data/importing/hugo", tmp_path / "old-blog")
    monkeypatch.chdir(tmp_path)
    count = 0
    for block in on_page(page):
        for words, shown in commands(block.code) if block.language in SHELL else ():
            program, *arguments = words
            if program in {"cd", "mkdir"}:
                os.chdir(arguments[0]) if program == "cd" else os.mkdir(arguments[0])  # noqa: PTH102
            if program not in {"sphinx-transcript", "sphinx-build"} or "serve" in arguments:
                continue
            capfd.readouterr()
            run = main if program == "sphinx-transcript" else sphinx_build.main
            status = run(arguments)
            reset_sphinx_caches()
            printed = "".join(capfd.readouterr())
            assert status == 0, (block, words, printed)
            pattern = re.escape(shown.rstrip("\n")).replace("…", ".*")
            assert not shown or re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL), (
                block, words, printed,
            )  # fmt: skip
            count += 1
    assert count > 4
