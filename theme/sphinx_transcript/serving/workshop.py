"""The process that always has a worker ready for the next build.

It imports what builds need, and forks: each worker is a process of its own, begins with nothing
that an earlier build has left, and ends with its build. Where processes can't be forked, or what
was imported has changed, it ends, and another is started.

It is spoken to in lines of JSON: one on standard input for each build, one on standard output for
what became of it. Run as ``python -m sphinx_transcript.serving.workshop ORDER``.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import signal
import sys
import threading
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from sphinx_transcript.serving.outcome import Outcome
from sphinx_transcript.serving.witness import Witness
from sphinx_transcript.serving.worker import Order, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


FORKS = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether processes are forked here; the libraries of macOS may not be used in a fork."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A worker in a process of its own, and the pipes to and from it."""

    process: int
    to: IO[str]
    back: IO[str]


class Workshop:
    """Has one worker after the other make a build."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._witness = Witness()
        self._witness.note_modules()
        self._ready: _Ready | None = None

    @property
    def can_fork(self) -> bool:
        """Tell whether a worker can be a fork of this process."""
        # A fork has one thread alone, and the locks of all.
        return FORKS and threading.active_count() == 1

    def is_outdated(self) -> bool:
        """Tell whether the modules of this process are not those that there are now."""
        return self._witness.sees_change()

    def prepare(self) -> None:
        """Have a worker set the site up, and wait."""
        ready = self._start(prepares=True)
        if ready.back.readline() == "ready\n":
            self._ready = ready
        else:
            self._end(ready)

    def build(self, request: dict[str, Any], announce: Callable[[Outcome], None]) -> Outcome:
        """Have the build made that *request* asks for, by the worker that is ready or a new one.

        *announce* is called with what the worker says before its build is done.
        """
        ready, self._ready = self._ready, None
        if ready is not None:
            outcome = self._ask(ready, request, announce)
            if not outcome.is_stale:
                return outcome
        return self._ask(self._start(prepares=False), request, announce)

    def learn(self, modules: Iterable[tuple[str, str]]) -> None:
        """Import *modules*, by name and file, which a build has needed, for those to come."""
        self._witness.watch()
        for name, file in modules:
            # A project's own modules are found in a build alone, by what conf.py does, and their
            # names may be those of others here.
            with contextlib.suppress(BaseException):
                if name not in sys.modules and _found(name) == file:
                    importlib.import_module(name)
        self._witness.watch(False)
        self._witness.note_modules()

    def close(self) -> None:
        """Let the worker that waits go."""
        if self._ready is not None:
            self._end(self._ready)

    def _ask(
        self, worker: _Ready, request: dict[str, Any], announce: Callable[[Outcome], None]
    ) -> Outcome:
        with contextlib.suppress(BrokenPipeError):
            worker.to.write(json.dumps(request) + "\n")
            worker.to.flush()
        outcome = None
        for answer in worker.back:
            outcome = Outcome.from_json(json.loads(answer))
            if outcome.is_final:
                break  # What the build has started may have the other end for as long as it runs.
            announce(outcome)
        status = self._end(worker)
        if outcome is None or not outcome.is_final:
            return Outcome(f"the process that built the site has ended (exit status {status})")
        return outcome

    def _start(self, *, prepares: bool) -> _Ready:
        request_end, to = os.pipe()
        back, answer_end = os.pipe()
        process = os.fork()
        if process == 0:
            status = 1
            try:
                os.close(to)
                os.close(back)
                _work(Worker(self._order, self._witness), prepares, request_end, answer_end)
                status = 0
            finally:
                # Nothing of what is kept needs to be taken apart.
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        os.close(request_end)
        os.close(answer_end)
        return _Ready(process, os.fdopen(to, "w"), os.fdopen(back))

    def _end(self, worker: _Ready) -> int:
        with contextlib.suppress(BrokenPipeError):
            worker.to.close()
        worker.back.close()
        _, status = os.waitpid(worker.process, 0)
        return os.waitstatus_to_exitcode(status)


def _found(name: str) -> str | None:
    """Return the file from which the module *name* would be imported now."""
    parent = name.rpartition(".")[0]
    if parent and parent not in sys.modules:
        return None
    spec = importlib.util.find_spec(name)
    return spec.origin if spec is not None else None


def _work(worker: Worker, prepares: bool, requests: int, answers: int) -> None:
    """Have *worker* prepare, if that is wanted, and then make the build that it is asked for."""
    with os.fdopen(requests) as asked, os.fdopen(answers, "w") as answer:
        if prepares:
            answer.write("ready\n" if worker.prepare() else "no\n")
            answer.flush()
        line = asked.readline()
        if line:
            _write(answer, _made(worker, json.loads(line), partial(_write, answer)))


def _made(worker: Worker, request: dict[str, Any], announce: Callable[[Outcome], None]) -> Outcome:
    return worker.build(request["changed"], announce, is_verbose=request["is_verbose"])


def _write(answers: IO[str], outcome: Outcome) -> None:
    answers.write(json.dumps(outcome.as_json()) + "\n")
    answers.flush()


def main(order: Order) -> int:
    """Make the builds that standard input asks for, until it ends."""
    # The server decides when this ends, also where a terminal tells all of its processes to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers, requests = os.fdopen(os.dup(1), "w"), os.fdopen(os.dup(0))
    # Whatever prints, or asks the user, is no part of it.
    os.dup2(2, 1)
    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    workshop = Workshop(order)
    lone = None if workshop.can_fork else Worker(order, Witness())
    for line in requests:
        request = json.loads(line)
        if workshop.is_outdated():
            outcome = Outcome(is_stale=True)
        elif lone is not None:
            outcome = _made(lone, request, partial(_write, answers))
        else:
            outcome = workshop.build(request, partial(_write, answers))
        _write(answers, outcome)
        if outcome.is_stale or lone is not None:
            break
        workshop.learn(outcome.modules)
        if not workshop.can_fork:
            break
        workshop.prepare()
    workshop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Order(**json.loads(sys.argv[1]))))
