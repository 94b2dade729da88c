"""A running shell, or a running Python, that is given one command after the other."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from sphinx_transcript.session_runs.printed_text import printed_text
from sphinx_transcript.session_runs.run_folder import RunFolder
from sphinx_transcript.session_runs.shell_protocol import (
    ENVIRONMENT,
    MARK_END,
    ShellProtocol,
    written_file,
    written_file_in_python,
)
from sphinx_transcript.session_runs.terminal_process import (
    OutputExceededError,
    ProcessEndedError,
    TerminalProcess,
    TimeExceededError,
    has_terminals,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable, Sequence

HOME: Final = "/home/user"
WORK: Final = "/work"
_DRIVER = Path(__file__).with_name("python_driver.py")
_START_SECONDS = 60.0
"""The time that a shell has to start; that of a container includes a download."""
_MOST_OUTPUT = 16 << 20
"""The bytes of output that a command may print."""
_EXIT_SECONDS = 1.0
_NO_TERMINALS = "sessions can only be run on a POSIX system, such as Linux, macOS or WSL"


class SessionsError(Exception):
    """No session can be run, for instance because there is no bash: the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command printed, as bytes of the terminal."""

    output: bytes
    status: int | None
    """The exit status; that of the shell where the command ended it, and None without an end."""
    problem: str = ""
    """Why the command was ended before its end; empty where it was not."""

    def text(self, shown_paths: Iterable[tuple[str, str]]) -> str:
        """Return what a terminal shows of the output; see `printed_text`."""
        return printed_text(self.output, shown_paths)


class RunningShell:
    """A shell in an empty folder of its own. Use it as a context manager, which ends it."""

    def __init__(self, command: Sequence[str], cancelled: threading.Event) -> None:
        """Start the shell with *command*, the value of ``transcript_session_shell``.

        Raises SessionsError where it can't be started.
        """
        self._protocol = ShellProtocol()
        self._is_python = False
        self._status = 0
        self._has_trace = False
        self.problem = ""
        """Why no further command can be run; empty where one can."""
        if not has_terminals():
            raise SessionsError(_NO_TERMINALS)
        try:
            self._folder = folder = RunFolder()
        except OSError as error:
            raise SessionsError(_no_folder(error)) from error
        environment = {
            **ENVIRONMENT,
            "HOME": str(folder.path / "home"),
            "TMPDIR": str(folder.path / "tmp"),
            "PATH": search_path(),
        }
        try:
            self._process = TerminalProcess(
                command, folder.path, folder.work, environment, cancelled
            )
        except OSError as error:
            folder.remove()
            raise SessionsError(f"no shell can be started: {error}") from error
        try:
            self._start(command)
        except BaseException:
            self._end()
            raise

    def _start(self, command: Sequence[str]) -> None:
        protocol = self._protocol
        try:
            self._process.send(protocol.interactive(), _START_SECONDS)
            self._ready()
            self._process.send(protocol.prepared(str(self._folder.path)), _START_SECONDS)
            ready = self._ready()
        except (ProcessEndedError, TimeExceededError, OutputExceededError) as error:
            message = f"the shell {' '.join(command)!r} of transcript_session_shell can't be run"
            raise SessionsError(f"{message}: {_reason(error)}") from error
        self._home, self._temporary, self._work = ready.decode("utf-8", "replace").split(":")

    def _ready(self) -> bytes:
        self._process.read_until(self._protocol.mark("ready"), _START_SECONDS, _MOST_OUTPUT)
        return self._process.read_until(MARK_END, _START_SECONDS, _MOST_OUTPUT)

    def __enter__(self) -> Self:
        """Return the shell."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the shell and all processes that it has left behind, and remove its folder."""
        self._end(0.0 if self.problem else _EXIT_SECONDS)

    def _end(self, seconds: float = 0.0) -> None:
        self._folder.close()
        self._process.end(seconds)

    @property
    def shown_paths(self) -> tuple[tuple[str, str], ...]:
        """The paths of the run that output may have, each with the one that is shown for it."""
        return ((self._work, WORK), (self._home, HOME), (self._temporary, "/tmp"))  # noqa: S108

    def become(self, language: str) -> None:
        """Have *language* read what follows: ``bash``, ``sh`` or ``python``.

        Raises SessionsError where the container or the machine has no such program.
        """
        if language == "bash":
            return
        protocol = self._protocol
        try:
            if language == "python":
                driver = _DRIVER.read_text("utf-8")
                self._process.send(protocol.replaced_by_python(driver), _START_SECONDS)
                self._is_python = True
            else:
                self._process.send(protocol.replaced_by_sh(), _START_SECONDS)
                self._ready()
                self._protocol = ShellProtocol(is_bash=False, token=protocol.token)
                self._process.send(self._protocol.functions(), _START_SECONDS)
            self._ready()
        except (ProcessEndedError, TimeExceededError) as error:
            raise SessionsError(f"no {language} can be run: {_reason(error)}") from error

    def put_file(self, name: str, content: bytes, *, is_executable: bool) -> Printed | None:
        """Write *content* to the file *name* in the folder of the run.

        Return what was printed where that failed. Raises OSError.
        """
        if self._work == str(self._folder.work):
            self._folder.put_file(name, content, is_executable=is_executable)
            return None
        write = written_file_in_python if self._is_python else written_file
        text = write(f"{self._work}/{name}", content, is_executable=is_executable)
        printed = self.run(text, _START_SECONDS)
        return printed if printed.problem or printed.status else None

    def run(self, typed: str, seconds: float) -> Printed:
        """Run *typed* for at most *seconds*, and return what it printed."""
        if self.problem:
            return Printed(b"", None)
        status = None
        try:
            return self._run(typed, seconds)
        except ProcessEndedError as error:
            output = error.printed
            status = self._process.end(_EXIT_SECONDS)
            self.problem = f"the shell has ended with the exit status {status}"
            problem = ""
        except TimeExceededError as error:
            output = error.printed
            problem = f"it did not end within {seconds:g} s"
        except OutputExceededError as error:
            output = error.printed
            problem = f"it printed more than {_MOST_OUTPUT >> 20} MiB"
        if problem:
            self.problem = f"an earlier command {problem.removeprefix('it ')}"
        self._process.end()
        return Printed(self._clean(output, has_trace=self._has_trace), status, problem)

    def _run(self, typed: str, seconds: float) -> Printed:
        protocol, process = self._protocol, self._process
        if self._is_python:
            text = json.dumps(typed) + "\n"
        else:
            text = protocol.command(typed, self._status)
        process.send(text, _START_SECONDS)
        process.read_until(protocol.mark("begin") + MARK_END, _START_SECONDS, _MOST_OUTPUT)
        output = process.read_until(protocol.mark("end"), seconds, _MOST_OUTPUT)
        ended = protocol.ended(process.read_until(MARK_END, _START_SECONDS, _MOST_OUTPUT))
        self._status = ended.status
        has_trace = self._has_trace or ended.has_trace
        self._has_trace = ended.has_trace
        return Printed(self._clean(output, has_trace=has_trace), ended.status)

    def _clean(self, output: bytes, *, has_trace: bool) -> bytes:
        if self._is_python:
            return output
        return self._protocol.without_traces(output, has_trace=has_trace)


def _reason(error: ProcessEndedError | TimeExceededError | OutputExceededError) -> str:
    """Return the last line that was printed, or else what *error* is."""
    said = error.printed.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else str(error)


def search_path() -> str:
    """Return the PATH of sessions: programs beside this Python come first, then those of PATH.

    In a virtual environment that is not activated, its programs are found nevertheless.
    """
    beside = str(Path(sys.executable).parent)
    rest = [each for each in os.environ.get("PATH", os.defpath).split(os.pathsep) if each != beside]
    return os.pathsep.join([beside, *rest])


def _no_folder(error: OSError) -> str:
    with contextlib.suppress(OSError):
        where = f" in {tempfile.gettempdir()}"
        return f"no temporary folder can be made{where}: {error.strerror}; TMPDIR names another"
    return f"no temporary folder can be made: {error.strerror or error}; TMPDIR names another"
