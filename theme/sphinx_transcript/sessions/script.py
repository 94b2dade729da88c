"""A shell script of all that was typed in the sessions of a page.

The script runs what the page shows, in the same order, and stops at the first command that fails.
Text of the page that is no command gets into comments alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.sessions.shell_continuation import ShellReader
from sphinx_transcript.shell.quoting import quoted
from sphinx_transcript.support.terminal_text import plain_text, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_EXIT = re.compile(r"\s*exit\b")


class ScriptHeading(NamedTuple):
    """A heading of the page."""

    level: int
    """1 for the title."""
    text: str


@dataclass(frozen=True, slots=True)
class ScriptBlock:
    """A session of the page."""

    commands: tuple[str, ...]
    """What was typed, a command each. Line feeds separate the lines of a command."""
    name: str = ""
    """Blocks of one name share a shell; a block without a name has its own."""
    setup: str = ""
    """What is typed before the block, and not shown."""
    files: tuple[str, ...] = ()
    """The files that the commands need."""
    requires: tuple[str, ...] = ()
    """The programs that the commands need."""
    status: int | None = None
    """The exit status that the last command must have; None for 0."""
    is_unchecked: bool = False
    """Whether nobody knows if the commands work: they become comments."""


class ScriptWords(NamedTuple):
    """The comments of a script, in the language of the site."""

    purpose: str
    """What the script is."""
    setup: str
    """Above commands that the page doesn't show."""
    unchecked: str
    """Above commands that are not checked."""
    left_out: str
    """Above a command that is not complete, or has control characters."""
    missing: str
    """The message about a program or a file that is missing, whose name follows it."""
    wrong_status: str
    """The message about a command that ends with another exit status; ``{status}`` is that of
    the page."""


if TYPE_CHECKING:
    Items = Sequence[ScriptHeading | ScriptBlock]


def script_text(items: Items, words: ScriptWords) -> str:
    """Return the script of the page that has *items*, in their order; it ends with a line feed.

    Sessions that don't share a shell are run in a subshell and a folder each, as they are checked.
    """
    shells = _shells(items)
    lines = ["#!/usr/bin/env bash", _comment(words.purpose), "set -e"]
    lines += _checks(items, words)
    has_several = sum(map(_runs, shells)) > 1
    number = 0
    for shell in shells:
        if has_several and _runs(shell):
            number += 1
            folder = f"session-{number}"
            body = _body(shell, words, folder_of_files="..")
            lines += ["", "(", f"mkdir {folder}", f"cd {folder}", *body, ")"]
        else:
            lines += _body(shell, words)
    return "\n".join(lines) + "\n"


def _shells(items: Items) -> list[list[ScriptHeading | ScriptBlock]]:
    """Return the blocks of each shell, in the order of their first blocks, below their headings."""
    shells: dict[str | int, list[ScriptHeading | ScriptBlock]] = {}
    headings: list[ScriptHeading] = []
    for number, item in enumerate(items):
        if isinstance(item, ScriptHeading):
            headings = [each for each in headings if each.level < item.level] + [item]
            continue
        shell = shells.setdefault(item.name or number, [])
        shell += [each for each in headings if each not in shell]
        shell.append(item)
    return list(shells.values())


def _runs(shell: Items) -> bool:
    """Return whether *shell* has a command that is no comment."""
    return any(isinstance(item, ScriptBlock) and not item.is_unchecked for item in shell)


def _checks(items: Items, words: ScriptWords) -> Iterator[str]:
    """Yield commands that end the script where a program or a file is missing."""
    blocks = [item for item in items if isinstance(item, ScriptBlock) and not item.is_unchecked]
    programs = dict.fromkeys(name for block in blocks for name in block.requires)
    files = dict.fromkeys(name for block in blocks for name in block.files)
    for test, names in (("command -v", programs), ("test -e", files)):
        for name in names:
            message = quoted(f"{words.missing} {name}")
            yield f"{test} {quoted(name)} > /dev/null || {{ echo {message} >&2; exit 1; }}"


def _body(shell: Items, words: ScriptWords, folder_of_files: str = "") -> Iterator[str]:
    for item in shell:
        yield ""
        if isinstance(item, ScriptHeading):
            yield f"{'#' * item.level} {_one_line(item.text)}"
        elif item.is_unchecked:
            yield _comment(words.unchecked)
            for command in item.commands:
                yield from _commented(command)
        else:
            if folder_of_files:
                for name in item.files:
                    yield f"cp {quoted(f'{folder_of_files}/{name}')} ."
            yield from _commands(item, words)


def _commands(block: ScriptBlock, words: ScriptWords) -> Iterator[str]:
    if block.setup.strip():
        yield _comment(words.setup)
        yield from _command(block.setup, words)
    commands = [command for command in block.commands if command.strip()]
    for command in commands[:-1]:
        yield from _command(command, words)
    for command in commands[-1:]:
        if block.status is None:
            yield from _command(command, words)
            continue
        message = quoted(words.wrong_status.format(status=block.status))
        yield "set +e"
        # A command that ends its shell has to leave the script running.
        ends_shell = _EXIT.match(command) is not None
        yield from ["(", *_command(command, words), ")"] if ends_shell else _command(command, words)
        yield f'[ "$?" -eq {block.status} ] || {{ echo {message} >&2; exit 1; }}'
        yield "set -e"


def _command(command: str, words: ScriptWords) -> Iterator[str]:
    if plain_text(command) == command and _is_complete(command):
        yield command.rstrip("\n")
    else:
        yield _comment(words.left_out)
        yield from _commented(command)


def _is_complete(command: str) -> bool:
    """Return whether *command* ends in its last line, so that it does not take in what follows."""
    reader = ShellReader()
    for line in command.rstrip("\n").split("\n"):
        reader.feed(line)
    return reader.is_complete


def _commented(command: str) -> Iterator[str]:
    for index, line in enumerate(command.split("\n")):
        yield f"# {'> ' if index else '$ '}{visible_text(line)}".rstrip()


def _comment(text: str) -> str:
    return f"# {_one_line(text)}"


def _one_line(text: str) -> str:
    return " ".join(plain_text(text).split())
