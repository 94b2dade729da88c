"""The command line: its help, its commands, and how they end."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING, Protocol

from sphinx_transcript.commands.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, str] = {"serve": "serve"}
"""The commands in the order of the help, and the modules they are; see Command."""

_EPILOG = "sphinx-transcript COMMAND --help says more of one of them."


class Command(Protocol):
    """What the module of a command has."""

    HELP: str
    """What the command does: one line, its first letter small and no full stop at its end."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Give *parser* the arguments of the command, a description and examples."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, and return the exit status; raise CommandError where it can't be done."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv*, that of this process by default; return the exit status."""
    parser, commands = _parser()
    arguments = parser.parse_args(argv)
    command = commands[arguments.command]
    try:
        status = command.run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"sphinx-transcript: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # As a shell has it: 128 and the number of the signal.
    except BrokenPipeError:
        # Whoever reads the output has had enough; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> tuple[argparse.ArgumentParser, dict[str, Command]]:
    parser = argparse.ArgumentParser(
        prog="sphinx-transcript",
        description="Write, check and publish a blog that Sphinx builds.",
        epilog=_EPILOG,
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands: dict[str, Command] = {}
    for name, module in COMMANDS.items():
        command: Command = importlib.import_module(f"sphinx_transcript.commands.{module}")
        commands[name] = command
        command.add_arguments(
            subparsers.add_parser(
                name,
                help=command.HELP,
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
        )
    return parser, commands
