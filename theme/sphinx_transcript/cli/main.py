"""The entry point of the command line: it parses the arguments and runs a command."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import re
import sys
from typing import TYPE_CHECKING, NoReturn, Protocol

from sphinx_transcript.cli.commands import COMMANDS
from sphinx_transcript.command_start import restore_interrupts
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.support.version import __version__
from sphinx_transcript.workspace.errors import CommandError, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPILOG = "sphinx-transcript COMMAND --help says more of one of them."


_UNKNOWN_CHOICE = re.compile(r"argument ([^:]+): invalid choice: '([^']*)'")
_WITHOUT_VALUE = re.compile(r"argument ([^:/]+)[^:]*: expected one argument")
_UNKNOWN_OPTION = re.compile(r"unrecognized arguments: (-[^\s=]*)")
_REQUIRED = "the following arguments are required"
_HYPHEN_HINT = "; what begins with - and is no option stands after --"
_VALUE_HINT = "; a value that begins with - is written {}=VALUE"


class CommandModule(Protocol):
    """The interface of a command's module."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments, the description and the examples of the command to *parser*."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Run the command and return its exit status; raise CommandError where it fails."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv*, by default that of this process; return the exit status."""
    restore_interrupts()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Titles may have characters that the terminal's encoding lacks.
            stream.reconfigure(errors="backslashreplace")
    try:
        parser, commands = _parser(sys.argv[1:] if argv is None else argv)
        arguments = parser.parse_args(argv)
        status = commands[arguments.command].run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"sphinx-transcript: {visible_text(str(error))}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130  # As in a shell: 128 and the number of the signal.
    except BrokenPipeError:
        # The reader closed the pipe, as `head` does. Python would report it again at exit.
        _close_output()
        return 0
    except OSError as error:
        _close_output()
        print(f"sphinx-transcript: {visible_text(one_line(error))}", file=sys.stderr)
        return 1
    return status


def _close_output() -> None:
    """Redirect standard output to nowhere, so that flushing it at exit can't fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """A parser for commands that pass the arguments after ``--`` on to another program.

    Such a command has a default for ``passed_on``, a list.
    """

    command_parsers: dict[str, argparse.ArgumentParser]
    _given: Sequence[str] = ()

    def error(self, message: str) -> NoReturn:
        """Exit with status 2 and *message*, and with what may have been meant."""
        super().error(f"{message}{self._hint(message)}")

    def _hint(self, message: str) -> str:
        if choice := _UNKNOWN_CHOICE.search(message):
            return did_you_mean(choice[2], self._choices(choice[1]))
        if option := _WITHOUT_VALUE.search(message):
            return _VALUE_HINT.format(option[1]) if self._unknown_options() else ""
        if unknown := _UNKNOWN_OPTION.search(message):
            return f"{self._option_hint(unknown[1])}{_HYPHEN_HINT}"
        wrong = self._unknown_options() if message.startswith(_REQUIRED) else []
        return f"{self._option_hint(wrong[0])}{_HYPHEN_HINT}" if wrong else ""

    def _choices(self, argument: str) -> Sequence[str]:
        """Return the accepted values of *argument*, as messages name it."""
        if argument == "COMMAND":
            return list(COMMANDS)
        for action in self._actions:
            if argument in {"/".join(action.option_strings), action.metavar, action.dest}:
                return [str(each) for each in action.choices or ()]
        return ()

    def _options(self) -> set[str]:
        parsers = [self, *getattr(self, "command_parsers", {}).values()]
        return {name for parser in parsers for name in parser._option_string_actions}

    def _option_hint(self, wrong: str) -> str:
        return did_you_mean(wrong.partition("=")[0], self._options())

    def _unknown_options(self) -> list[str]:
        """Return the arguments that begin as options do, and are none."""
        options = self._options()
        before = self._given[: self._given.index("--")] if "--" in self._given else self._given
        return [
            each
            for each in before
            if each.startswith("-") and each != "-" and each.partition("=")[0] not in options
        ]

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Parse the arguments before ``--``, and put those after it into ``passed_on``."""
        self._given = list(sys.argv[1:] if args is None else args)
        if self.get_default("passed_on") is None or "--" not in (args or []):
            return super().parse_known_args(args, namespace)
        at = args.index("--")
        found, unknown = super().parse_known_args(args[:at], namespace)
        found.passed_on = args[at + 1 :]
        return found, unknown


def _parser(
    argv: Sequence[str],
) -> tuple[argparse.ArgumentParser, dict[str, CommandModule]]:
    """Return a parser and the modules of its commands.

    They are the first of *argv*, or all where it is none. With an option alone that prints
    something about the program, they are none.
    """
    parser = _Parser(
        prog="sphinx-transcript",
        description="Write, check and publish a blog that Sphinx builds.",
        epilog=_EPILOG,
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules: dict[str, CommandModule] = {}
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    is_about_program = argv[:1] in (["--version"], ["--help"], ["-h"])
    # Import no command that is not run: some take long to import.
    names = [name for name in argv[:1] if name in COMMANDS] or list(COMMANDS)
    for name in names:
        command_parser = subparsers.add_parser(
            name,
            help=COMMANDS[name].help,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if not is_about_program:
            module_name = f"sphinx_transcript.cli.{COMMANDS[name].module}"
            module: CommandModule = importlib.import_module(module_name)
            modules[name] = module
            module.add_arguments(command_parser)
    parser.command_parsers = {name: subparsers.choices[name] for name in names}
    return parser, modules
