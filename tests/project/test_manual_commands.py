"""The commands in the manual and the README have valid arguments.

What they print is checked in test_checked_sessions.py.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd import build as sphinx_build

from sphinx_transcript.cli.main import _parser
from sphinx_transcript.sessions.parser import parse_session
from tests.helpers.manual_pages import PAGES, SHELL, Block, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_PROGRAMS = {
    ".", "asciinema", "curl", "diff", "dot", "echo", "export", "ls",
    "npm", "npx", "pip", "python3", "rsync",
}  # fmt: skip
"""Programs whose arguments are not checked."""
SPHINX = {"sphinx-build", "sphinx-autobuild"}
"""Both are checked by the parser of sphinx-build: the manual uses their common options only."""


def commands(code: str) -> Iterator[list[str]]:
    """Yield the arguments of each command in a session."""
    for entry in parse_session(code).entries:
        yield shlex.split(entry.typed, comments=True)


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
        assert program in OTHER_PROGRAMS | {"cd", "mkdir", "head", "grep"}, command


@pytest.mark.parametrize("block", in_language(*SHELL), ids=str)
def test_commands_have_valid_arguments(block: Block) -> None:
    assert block.code.startswith("$ ")
    for words in commands(block.code):
        for command in simple_commands(words):
            check_arguments(command)


@pytest.mark.parametrize(("page", "command"), inline_commands())
def test_inline_commands_have_valid_arguments(page: str, command: str) -> None:
    for each in simple_commands(shlex.split(command)):
        check_arguments(each)
