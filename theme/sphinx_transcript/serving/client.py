"""The server's end of the workshop: builds, whatever becomes of the process that makes them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

from sphinx_transcript.serving.outcome import Outcome

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
            outcome = self._ask(request, announce)
            if outcome is not None:
                return outcome
        return Outcome("the process that builds the site ends before it has done so")

    def close(self) -> None:
        """End the process; one that builds may finish, for a while."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            _ends(process)[0].close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _ask(self, request: str, announce: Callable[[Outcome], None]) -> Outcome | None:
        """Return what came of *request*; None where another process has to be asked."""
        to, back = _ends(self._running())
        outcome = Outcome(is_stale=True)
        with contextlib.suppress(OSError, ValueError):
            to.write(request + "\n")
            to.flush()
            for answer in back:
                outcome = Outcome.from_json(json.loads(answer))
                if outcome.is_final:
                    break
                announce(outcome)
        if outcome.is_stale or not outcome.is_final:
            self.close()
            return None
        return outcome

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
            )
        return self._process


def _ends(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Return the pipes to and from *process*."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    return process.stdin, process.stdout
