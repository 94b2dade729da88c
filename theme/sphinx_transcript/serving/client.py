"""The server's end of the workshop: builds, whatever becomes of the process that makes them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

from sphinx_transcript.serving.outcome import Outcome
from sphinx_transcript.serving.workshop import FORKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_transcript.serving.worker import Order

_PATIENCE = 3.0
"""Seconds for which a build that runs when the server ends may go on."""


class Builds:
    """Makes builds of one site, each with a worker that has been got ready before."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False

    def build(
        self,
        changed: Sequence[str] = (),
        announce: Callable[[Outcome], None] = lambda outcome: None,
        *,
        is_verbose: bool = False,
    ) -> Outcome:
        """Build after the files *changed*, and return what became of it.

        *announce* is called before, when all pages are written, if that is known.
        """
        request = json.dumps({"changed": list(changed), "is_verbose": is_verbose})
        for _ in range(3):
            if self._is_closed:
                break
            outcome = self._ask(request, announce)
            if outcome is not None:
                return outcome
        return Outcome("the process that builds the site ends before it has done so")

    def close(self) -> None:
        """End the process, for good; one that builds may finish, for a while.

        Another thread may be waiting for that build.
        """
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            _ends(process)[0].close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()

    def _ask(self, request: str, announce: Callable[[Outcome], None]) -> Outcome | None:
        """Return what came of *request*; None where another process has to be asked."""
        process = self._running()
        outcome = self._sent(process, request)
        while not outcome.is_final:
            announce(outcome)
            outcome = _next(process)
        if outcome.is_stale and not self._is_closed:
            self._end()
            return None
        if not FORKS and not self._is_closed:
            # It has made its one build; the next one is to find its process ready.
            self._end()
            self._running()
        return outcome

    def _sent(self, process: subprocess.Popen[str], request: str) -> Outcome:
        to, _ = _ends(process)
        try:
            to.write(request + "\n")
            to.flush()
        except (OSError, ValueError):
            return Outcome(is_stale=True)
        return _next(process)

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            # -P: the folder that the server was started in is none to import from.
            module = "sphinx_transcript.serving.workshop"
            self._process = subprocess.Popen(  # noqa: S603 (this package's own module)
                [sys.executable, "-P", "-m", module, json.dumps(asdict(self._order))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                # It can be ended with all that it has started, and not by the terminal.
                process_group=0 if os.name == "posix" else None,
            )
        return self._process


def _ends(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Return the pipes to and from *process*."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    return process.stdin, process.stdout


def _next(process: subprocess.Popen[str]) -> Outcome:
    """Return the next thing that *process* says; that it is stale, where it has ended."""
    try:
        answer = _ends(process)[1].readline()
    except (OSError, ValueError):
        answer = ""
    return Outcome.from_json(json.loads(answer)) if answer else Outcome(is_stale=True)


def _kill(process: subprocess.Popen[str]) -> None:
    """End *process* at once, and all that it has started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
