"""The web server's end of the prefork server: requests builds, and restarts a process that died."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.fork_support import SUPPORTS_FORK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_transcript.serve.build_worker import BuildSettings

_SHUTDOWN_TIMEOUT = 3.0
"""Seconds that a running build gets to finish when the client is closed."""
_ATTEMPTS = 3


class BuildClient:
    """Builds one site by means of a prefork server process."""

    def __init__(self, settings: BuildSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False
        self._is_interrupted = False

    def build(
        self,
        changed: Sequence[str] = (),
        announce: Callable[[BuildResult], None] = lambda result: None,
        *,
        is_verbose: bool = False,
        report_progress: Callable[[str], None] = lambda text: None,
        show_previews: Callable[[BuildResult], None] = lambda result: None,
    ) -> BuildResult:
        """Build after the files *changed*, and return the result.

        *announce* is called with a preliminary result when all pages are written, if the process
        reports that; *report_progress* with what the build is doing; *show_previews* with pages
        that the build is going to write.
        """
        self._is_interrupted = False
        request = json.dumps({"changed": list(changed), "is_verbose": is_verbose})
        for _ in range(_ATTEMPTS):
            if self._is_closed or self._is_interrupted:
                break
            result = self._request_build(request, announce, report_progress, show_previews)
            if result is not None:
                return result
        return BuildResult("the process that builds the site ends before it has done so")

    def interrupt(self) -> None:
        """End the running build, and all processes that it has started, at once.

        Another thread is waiting for that build; the result that it gets means nothing.
        """
        self._is_interrupted = True
        process = self._process
        if process is not None:
            _kill(process)

    def close(self) -> None:
        """End the process for good. A running build gets some time to finish.

        Another thread may be waiting for that build.
        """
        self._is_closed = True
        self._end_process()

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            _pipes(process)[0].close()
        try:
            process.wait(_SHUTDOWN_TIMEOUT)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()

    def _request_build(
        self,
        request: str,
        announce: Callable[[BuildResult], None],
        report_progress: Callable[[str], None],
        show_previews: Callable[[BuildResult], None],
    ) -> BuildResult | None:
        """Return the result of *request*; None if a new process has to be asked."""
        process = self._running_process()
        result = _send(process, request)
        while not result.is_final:
            if result.progress:
                report_progress(result.progress)
            elif result.previews:
                show_previews(result)
            else:
                announce(result)
            result = _read_result(process)
        if result.is_stale and not self._is_closed:
            self._end_process()
            return None
        if not SUPPORTS_FORK and not self._is_closed:
            # The process has made its only build. Start the one for the next build now.
            self._end_process()
            self._running_process()
        return result

    def _running_process(self) -> subprocess.Popen[str]:
        """Return the process; start one if none is running."""
        if self._process is None or self._process.poll() is not None:
            # -P: do not import modules from the current folder of the web server.
            module = "sphinx_transcript.serve.prefork_server"
            self._process = subprocess.Popen(  # noqa: S603 (this package's own module)
                [sys.executable, "-P", "-m", module, json.dumps(asdict(self._settings))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                # In a process group of its own, it can be killed together with its children,
                # and Ctrl-C in the terminal does not reach it.
                process_group=0 if os.name == "posix" else None,
            )
        return self._process


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Return the pipes to and from *process*."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    return process.stdin, process.stdout


def _send(process: subprocess.Popen[str], request: str) -> BuildResult:
    """Send *request* to *process* and return its first result; a stale one if it has ended."""
    requests, _ = _pipes(process)
    try:
        requests.write(request + "\n")
        requests.flush()
    except (OSError, ValueError):
        return BuildResult(is_stale=True)
    return _read_result(process)


def _read_result(process: subprocess.Popen[str]) -> BuildResult:
    """Return the next result that *process* reports; a stale one if it has ended."""
    try:
        line = _pipes(process)[1].readline()
    except (OSError, ValueError):
        line = ""
    return BuildResult.from_json(json.loads(line)) if line else BuildResult(is_stale=True)


def _kill(process: subprocess.Popen[str]) -> None:
    """Kill *process* and its children."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
