"""The prefork build server: a process that always has a worker ready for the next build.

It imports the modules that builds need, and forks. Each worker is a process of its own, so it
inherits no state of an earlier build and ends with its build. The server ends, and the client
starts another one, if processes can't be forked or if an imported module has changed.

The client sends one line of JSON on standard input for each build. The server writes results to
standard output, one line of JSON each. Run as
``python -m sphinx_transcript.serve.prefork_server SETTINGS``.
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

from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.build_worker import BuildSettings, BuildWorker
from sphinx_transcript.serve.dependency_observer import DependencyObserver
from sphinx_transcript.serve.fork_support import SUPPORTS_FORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class _WorkerProcess:
    """A forked process with a worker, and the pipes to and from it."""

    pid: int
    requests: IO[str]
    results: IO[str]


class PreforkServer:
    """Makes each build in a forked worker, and prepares the worker of the next build."""

    def __init__(self, settings: BuildSettings) -> None:
        self._settings = settings
        self._observer = DependencyObserver()
        self._observer.record_modules()
        self._prepared: _WorkerProcess | None = None

    @property
    def can_fork(self) -> bool:
        """Whether a worker can be forked from this process."""
        # A fork copies the locks of all threads but runs only one of the threads.
        return SUPPORTS_FORK and threading.active_count() == 1

    def is_outdated(self) -> bool:
        """Return whether an imported module of this process has changed."""
        return self._observer.has_changes()

    def prepare(self) -> None:
        """Fork a worker that sets Sphinx up and waits for a request."""
        worker = self._fork_worker(prepares=True)
        if worker.results.readline() == "ready\n":
            self._prepared = worker
        else:
            self._end_worker(worker)

    def build(
        self, request: dict[str, Any], announce: Callable[[BuildResult], None]
    ) -> BuildResult:
        """Make the build of *request* with the prepared worker, or with a new one.

        *announce* is called with the preliminary results.
        """
        worker, self._prepared = self._prepared, None
        if worker is not None:
            result = self._run_worker(worker, request, announce, is_prepared=True)
            if not result.is_stale:
                return result
        return self._run_worker(self._fork_worker(prepares=False), request, announce)

    def preload(self, modules: Iterable[tuple[str, str]]) -> None:
        """Import *modules* (names and files), which a build has needed, for the next workers."""
        self._observer.start()
        for name, file in modules:
            # Skip a project's own modules. They are found only after conf.py has changed
            # sys.path, and another module here may have the same name.
            with contextlib.suppress(BaseException):
                if name not in sys.modules and _module_file(name) == file:
                    importlib.import_module(name)
        self._observer.stop()
        self._observer.record_modules()

    def close(self) -> None:
        """End the prepared worker, if there is one."""
        if self._prepared is not None:
            self._end_worker(self._prepared)

    def _run_worker(
        self,
        worker: _WorkerProcess,
        request: dict[str, Any],
        announce: Callable[[BuildResult], None],
        *,
        is_prepared: bool = False,
    ) -> BuildResult:
        with contextlib.suppress(BrokenPipeError):
            worker.requests.write(json.dumps(request) + "\n")
            worker.requests.flush()
        result = None
        for line in worker.results:
            result = BuildResult.from_json(json.loads(line))
            if result.is_final:
                # Do not wait for the end of the file: a process that the build has started may
                # keep the pipe open.
                break
            announce(result)
        status = self._end_worker(worker)
        if result is None and is_prepared:
            return BuildResult(is_stale=True)  # It ended while it waited.
        if result is None or not result.is_final:
            return BuildResult(f"the process that built the site has ended (exit status {status})")
        return result

    def _fork_worker(self, *, prepares: bool) -> _WorkerProcess:
        request_reader, request_writer = os.pipe()
        result_reader, result_writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                os.close(request_writer)
                os.close(result_reader)
                worker = BuildWorker(self._settings, self._observer)
                _serve_request(worker, prepares, request_reader, result_writer)
                status = 0
            finally:
                # Exit without running the cleanup handlers that were inherited.
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        os.close(request_reader)
        os.close(result_writer)
        return _WorkerProcess(pid, os.fdopen(request_writer, "w"), os.fdopen(result_reader))

    def _end_worker(self, worker: _WorkerProcess) -> int:
        """End *worker*, and return its exit status."""
        with contextlib.suppress(BrokenPipeError):
            worker.requests.close()
        worker.results.close()
        _, status = os.waitpid(worker.pid, 0)
        return os.waitstatus_to_exitcode(status)


def _module_file(name: str) -> str | None:
    """Return the file from which the module *name* would be imported in this process."""
    parent = name.rpartition(".")[0]
    if parent and parent not in sys.modules:
        return None
    spec = importlib.util.find_spec(name)
    return spec.origin if spec is not None else None


def _serve_request(
    worker: BuildWorker, prepares: bool, request_reader: int, result_writer: int
) -> None:
    """Have *worker* prepare, if *prepares*, and then make the one build that is requested."""
    with os.fdopen(request_reader) as requests, os.fdopen(result_writer, "w") as results:
        if prepares:
            results.write("ready\n" if worker.prepare() else "no\n")
            results.flush()
        line = requests.readline()
        try:
            if line:
                _write(results, _build(worker, json.loads(line), partial(_write, results)))
        finally:
            worker.close()


def _build(
    worker: BuildWorker, request: dict[str, Any], announce: Callable[[BuildResult], None]
) -> BuildResult:
    return worker.build(request["changed"], announce, is_verbose=request["is_verbose"])


def _write(results: IO[str], result: BuildResult) -> None:
    results.write(json.dumps(result.as_json()) + "\n")
    results.flush()


def main(settings: BuildSettings) -> int:
    """Make the builds that are requested on standard input, until it ends."""
    # The web server decides when this process ends, even if Ctrl-C reaches it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGCHLD"):
        # Where what started it ignores the signal, no exit status of a worker can be had.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    results, requests = os.fdopen(os.dup(1), "w"), os.fdopen(os.dup(0))
    # Extensions that print or read input must not disturb the protocol.
    os.dup2(2, 1)
    with open(os.devnull) as null:  # noqa: PTH123
        os.dup2(null.fileno(), 0)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    server = PreforkServer(settings)
    # Without forks, this process makes one build itself and ends.
    single_worker = None if server.can_fork else BuildWorker(settings, DependencyObserver())
    for line in requests:
        request = json.loads(line)
        if server.is_outdated():
            result = BuildResult(is_stale=True)
        elif single_worker is not None:
            result = _build(single_worker, request, partial(_write, results))
        else:
            result = server.build(request, partial(_write, results))
        _write(results, result)
        if result.is_stale or single_worker is not None:
            break
        server.preload(result.modules)
        if not server.can_fork:
            break
        server.prepare()
    server.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(BuildSettings(**json.loads(sys.argv[1]))))
