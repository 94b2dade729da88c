"""The command line: its help, its commands, and how they end."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from typing import TYPE_CHECKING, Protocol

from sphinx_transcript import __version__
from sphinx_transcript.commands.errors import CommandError, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, str] = {
    "init": "init",
    "new": "new",
    "list": "list",
    "serve": "serve",
    "publish": "publish",
    "check": "check",
    "build": "build",
    "import": "import_posts",
    "schema": "schema",
}
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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Titles are in any script, whatever a terminal has.
            stream.reconfigure(errors="backslashreplace")
    try:
        parser, commands = _parser(sys.argv[1:] if argv is None else argv)
        arguments = parser.parse_args(argv)
        status = commands[arguments.command].run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"sphinx-transcript: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130  # As a shell has it: 128 and the number of the signal.
    except BrokenPipeError:
        # Whoever reads the output has had enough; Python would complain once more at its end.
        _close_output()
        return 0
    except OSError as error:
        _close_output()
        print(f"sphinx-transcript: {one_line(error)}", file=sys.stderr)
        return 1
    return status


def _close_output() -> None:
    """Have Python write nothing more to where nothing can be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """A parser whose default for `passed_on`, a list, has it take what stands after ``--``."""

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Keep what stands after ``--`` out of the arguments, where it is another program's."""
        if self.get_default("passed_on") is None or "--" not in (args or []):
            return super().parse_known_args(args, namespace)
        at = args.index("--")
        found, unknown = super().parse_known_args(args[:at], namespace)
        found.passed_on = args[at + 1 :]
        return found, unknown


def _parser(argv: Sequence[str]) -> tuple[argparse.ArgumentParser, dict[str, Command]]:
    """Return the parser of the command that *argv* begins with; of all, where it is none."""
    parser = _Parser(
        prog="sphinx-transcript",
        description="Write, check and publish a blog that Sphinx builds.",
        epilog=_EPILOG,
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands: dict[str, Command] = {}
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    # Some of them need much that takes its time to import.
    names = [name for name in argv[:1] if name in COMMANDS] or list(COMMANDS)
    for name in names:
        module = COMMANDS[name]
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
