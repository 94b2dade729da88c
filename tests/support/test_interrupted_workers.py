"""Worker processes end where the main process is interrupted or dies."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import pytest

from sphinx_transcript.support.worker_processes import WorkerTasks

DOCUMENTS = ["post/a", "post/b"]
LONG_SECONDS = 100


def _send_much(argument: list[str]) -> bytes:
    return b"x" * 10_000_000  # More than a pipe holds.


def test_worker_of_an_interrupted_start_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks, started = WorkerTasks(2), []
    start = multiprocessing.get_context("fork").Process.start

    def interrupt(process: Any) -> None:
        start(process)
        started.append(process)
        raise KeyboardInterrupt

    monkeypatch.setattr(multiprocessing.get_context("fork").Process, "start", interrupt)
    with pytest.raises(KeyboardInterrupt):
        tasks.add_task(_send_much, DOCUMENTS)
    tasks.terminate()
    assert [process.is_alive() for process in started] == [False]


def _fork_and_exit(argument: list[str]) -> None:
    """Start a worker that sends more than a pipe holds, tell its number, and end."""
    tasks = WorkerTasks(2)
    tasks.add_task(_send_much, DOCUMENTS)
    Path(argument[0]).write_text(str(tasks._running[0].process.pid), "utf-8")
    os._exit(0)


def test_worker_ends_where_the_main_process_has_died(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    parent = multiprocessing.get_context("fork").Process(target=_fork_and_exit, args=([str(file)],))
    parent.start()
    parent.join()
    pid = int(file.read_text("utf-8"))
    deadline = time.monotonic() + LONG_SECONDS
    while _is_running(pid):
        assert time.monotonic() < deadline, "the worker waits for ever"
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2]
    except (ProcessLookupError, FileNotFoundError):
        return False
