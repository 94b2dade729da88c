"""A forked process that waits for the next save, and renders the page of the saved document."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import shutil
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sphinx_transcript.serve.effect_guard import EffectGuard
from sphinx_transcript.serve.page_preview import PagePreview, can_preview, last_saved_document

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_MAX_CPU_TIME = 0.5
"""Seconds of computing after which a preview is given up: the build shows the page."""
_MAX_WAIT = 3.0
"""Seconds after which that is so, however busy the machine is."""
_MAX_FILE = 65_536
"""More than the numbers of all files that a process has open."""
_FOLDER = "transcript-preview"
_READY = "ready"


class PreviewProcess:
    """The process, seen from the one that builds."""

    def __init__(self, pid: int, folder: Path, requests: int, answers: int) -> None:
        self._pid = pid
        self._folder = folder
        self._requests = os.fdopen(requests, "w", encoding="utf-8")
        self._answers = os.fdopen(answers, encoding="utf-8")
        self._is_ready = False
        self._is_asked = False

    @classmethod
    def fork(cls, app: Sphinx, doctrees: str) -> Self | None:
        """Fork a process from this one, in which *app* is set up; None if that can't preview."""
        if threading.active_count() > 1 or not can_preview(app):
            return None
        request_reader, request_writer = os.pipe()
        answer_reader, answer_writer = os.pipe()
        folder = Path(doctrees, _FOLDER)
        pid = os.fork()
        if pid == 0:
            try:
                # The ends of other processes' pipes must close when those processes end.
                _close_all_but(request_reader, answer_writer)
                _silence()
                _run(app, folder, request_reader, answer_writer)
            finally:
                os._exit(0)
        os.close(request_reader)
        os.close(answer_writer)
        return cls(pid, folder, request_writer, answer_reader)

    def is_ready(self, timeout: float) -> bool:
        """Return whether the process has prepared itself, after at most *timeout* seconds."""
        self._is_ready = self._is_ready or self._line(timeout) == _READY
        return self._is_ready

    def ask(self, docname: str, timeout: float) -> None:
        """Ask for the page of *docname*, unless the process is not ready in *timeout* seconds."""
        self._is_asked = self.is_ready(timeout)
        if self._is_asked:
            with contextlib.suppress(OSError):
                self._requests.write(json.dumps(docname) + "\n")
                self._requests.flush()

    def answer(self) -> tuple[str, str] | None:
        """Return the file and the HTML of the page; None if there is none in a short time."""
        line = self._line(_MAX_WAIT) if self._is_asked else ""
        page = json.loads(line) if line else None
        return (page[0], page[1]) if page else None

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self._requests.close()
        self._answers.close()
        os.waitpid(self._pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _line(self, timeout: float) -> str:
        ready, _, _ = select.select([self._answers], [], [], timeout)
        return self._answers.readline().rstrip("\n") if ready else ""


def _close_all_but(*kept: int) -> None:
    start = 3
    for number in sorted(kept):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, _MAX_FILE)


def _silence() -> None:
    """Discard what is printed: the build prints it, too."""
    with open(os.devnull, "r+b") as null:  # noqa: PTH123
        for number in (0, 1, 2):
            os.dup2(null.fileno(), number)


def _run(app: Sphinx, folder: Path, request_reader: int, answer_writer: int) -> None:
    """Prepare, and answer requests until this process is ended."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with os.fdopen(request_reader) as requests, os.fdopen(answer_writer, "w") as answers:
        guard = EffectGuard(str(folder))
        preview = PagePreview(app, folder)
        # What is used for the first time takes three times as long.
        preview.render(last_saved_document(app))
        if guard.has_refused:
            return  # What the extension has concluded from that would stay.
        gc.freeze()
        answers.write(f"{_READY}\n")
        answers.flush()
        for line in requests:
            guard.has_refused = False
            signal.setitimer(signal.ITIMER_PROF, _MAX_CPU_TIME)
            page = preview.render(json.loads(line))
            signal.setitimer(signal.ITIMER_PROF, 0)
            answers.write(json.dumps(None if guard.has_refused else page) + "\n")
            answers.flush()
