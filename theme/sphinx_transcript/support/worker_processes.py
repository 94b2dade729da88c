"""The worker processes of a parallel build: each failure of one ends the build with a message.

Sphinx's own class, `sphinx.util.parallel.ParallelTasks`, has three faults up to 9.0. It drops the
error of a worker that fails while tasks are still added: the build "succeeds" with pages missing.
It reports a worker that the system has killed as a bare ``EOFError``. When the main process fails,
it waits for ever at exit for workers that wait for someone to read their results.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sphinx import builders
from sphinx.errors import SphinxError, SphinxParallelError
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)
_SHOWN_DOCUMENTS = 5
_END_SECONDS = 5
"""The time that a worker has to end before it is killed."""


class WorkerError(SphinxError):
    """A worker process ended without a result, for instance because memory ran out."""

    category = "Parallel build error"


@dataclass(slots=True, eq=False)
class _Task:
    function: Callable[..., Any]
    argument: Any
    on_result: Callable[[Any, Any], Any] | None
    process: Any = None
    results: Connection | None = None


class WorkerTasks(ParallelTasks):
    """Runs tasks in forked processes, with the interface of Sphinx's class."""

    def __init__(self, nproc: int) -> None:
        super().__init__(nproc)
        self._waiting: deque[_Task] = deque()
        self._running: list[_Task] = []
        # Before the interpreter waits for the processes at exit, as multiprocessing has it do.
        Finalize(self, _end_all, args=(self._running,), exitpriority=10)
        _LIVE.add(self)

    def add_task(
        self,
        task_func: Callable[[Any], Any] | Callable[[], Any],
        arg: Any = None,
        result_func: Callable[[Any, Any], Any] | None = None,
    ) -> None:
        """Run *task_func* with *arg* in a process, and *result_func* with its result in this one.

        Raises SphinxParallelError where an earlier task has failed, and WorkerError where its
        process has died.
        """
        self._waiting.append(_Task(task_func, arg, result_func))
        try:
            self._collect()
        except BaseException:
            self.terminate()
            raise

    def join(self) -> None:
        """Wait until all tasks are done. Raises the same errors as `add_task`."""
        try:
            while self._waiting or self._running:
                if not self._collect():
                    wait([task.results for task in self._running if task.results], timeout=1)
        finally:
            self.terminate()

    def terminate(self) -> None:
        """End all processes, and drop the tasks that wait for one."""
        self._waiting.clear()
        _end_all(self._running)

    def _collect(self) -> bool:
        """Handle the results that are there, start waiting tasks; return whether any was there."""
        done = [task for task in self._running if _is_done(task)]
        for task in done:
            failed, logs, result = self._result_of(task)
            self._running.remove(task)
            if failed:
                raise SphinxParallelError(*result)
            for record in logs:
                _logger.handle(record)
            if task.on_result:
                task.on_result(task.argument, result)
            task.process.join()
        while self._waiting and len(self._running) < self.nproc:
            self._start(self._waiting.popleft())
        return bool(done)

    def _start(self, task: _Task) -> None:
        # The pipe is made here and its end closed at once, so that no other worker inherits it:
        # where the process dies, reading ends.
        task.results, sending = multiprocessing.Pipe(duplex=False)
        context: Any = multiprocessing.get_context("fork")
        task.process = context.Process(
            target=self._process, args=(sending, task.function, task.argument)
        )
        task.process.start()
        sending.close()
        self._running.append(task)

    def _result_of(self, task: _Task) -> tuple[bool, list[Any], Any]:
        try:
            assert task.results is not None  # noqa: S101 (the task is running)
            result: tuple[bool, list[Any], Any] = task.results.recv()
        except (EOFError, OSError) as error:
            task.process.join(_END_SECONDS)
            raise WorkerError(_death_message(task)) from error
        return result


_LIVE: WeakSet[WorkerTasks] = WeakSet()


def _is_done(task: _Task) -> bool:
    """Return whether the process of *task* has sent a result, or has ended without one."""
    return task.results is not None and (task.results.poll() or not task.process.is_alive())


def _end_all(running: list[_Task]) -> None:
    for task in running:
        task.process.terminate()
    for task in running:
        task.process.join(_END_SECONDS)
        if task.process.is_alive():
            task.process.kill()
        if task.results is not None:
            task.results.close()
    running.clear()


def _death_message(task: _Task) -> str:
    code = task.process.exitcode
    how = f"ended with the exit status {code}"
    if code is None:
        how = "closed its connection"
    elif code < 0:
        how = f"was killed by the signal {-code} ({_signal_name(-code)})"
    return (
        f"a worker process {how}; its documents: {_documents(task.argument)}. Where memory is "
        "short, fewer processes help, as with -j 1, which also shows which document it is"
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def _documents(argument: Any) -> str:
    """Return the docnames in the *argument* of a task, as Sphinx's builders pass them."""
    items = argument if isinstance(argument, list) else []
    names = [str(item[0] if isinstance(item, tuple) else item) for item in items]
    rest = len(names) - _SHOWN_DOCUMENTS
    return ", ".join(names[:_SHOWN_DOCUMENTS]) + (f" and {rest} more" if rest > 0 else "")


def register(app: Sphinx) -> None:
    """Have the builds of *app* use `WorkerTasks`."""
    app.connect("builder-inited", _replace_tasks, priority=100)
    app.connect("build-finished", _restore_tasks, priority=100)


def _replace_tasks(app: Sphinx) -> None:
    if getattr(builders, "ParallelTasks", None) is ParallelTasks:
        builders.ParallelTasks = WorkerTasks  # type: ignore[attr-defined]


def _restore_tasks(app: Sphinx, exception: Exception | None) -> None:
    """Restore Sphinx's class, and end the workers of a build that has failed."""
    if getattr(builders, "ParallelTasks", None) is WorkerTasks:
        builders.ParallelTasks = ParallelTasks  # type: ignore[attr-defined]
    for tasks in list(_LIVE):
        tasks.terminate()
