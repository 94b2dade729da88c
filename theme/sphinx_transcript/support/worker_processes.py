"""The worker processes of a parallel build: each failure of one ends the build with a message.

Sphinx's own class, `sphinx.util.parallel.ParallelTasks`, has three faults up to 9.0. It drops the
error of a worker that fails while tasks are still added: the build "succeeds" with pages missing.
It reports a worker that the system has killed as a bare ``EOFError``. When the main process fails,
it waits for ever at exit for workers that wait for someone to read their results.

The processes also have less to wait for than with Sphinx. Pages are written by as many processes as
the user allows, while the main process resolves the next ones and waits where it is far ahead.
Environments are merged in the order of the tasks.
"""

from __future__ import annotations

import gc
import mmap
import multiprocessing
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any

from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks

from sphinx_transcript.support.lexer_loading import load_lexers
from sphinx_transcript.support.worker_errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

_logger = logging.getLogger(__name__)
_END_SECONDS = 5
"""The time that a worker has to end before it is killed."""
_COLLECTED_AFTER = 500
"""The number of documents after which the main process frees those that have been written.

Each time, it also traverses the trees that wait.
"""
_THRESHOLD = 1_000_000
"""See `gc.set_threshold`: until then, most trees wait for a process, and none can be freed."""


@dataclass(slots=True, eq=False)
class _Task:
    function: Callable[..., Any]
    argument: Any
    on_result: Callable[[Any, Any], Any] | None
    process: Any = None
    results: Connection | None = None
    place: mmap.mmap | None = None
    """Shared with the process: the number of items of the argument that it has begun with."""
    outcome: tuple[list[Any], Any] | None = None
    """The messages and the result, when they are there."""
    is_handled: bool = False


class WorkerTasks(ParallelTasks):
    """Runs tasks in forked processes, with the interface of Sphinx's class."""

    def __init__(
        self,
        nproc: int,
        write_here: Callable[[Callable[[Any], Any], Any], None] | None = None,
        *,
        is_held: bool = False,
    ) -> None:
        """Have *nproc* processes. The function *write_here* runs the first task that writes pages.

        What it loads and compiles for the first pages is then there in all processes. *is_held*:
        messages are shown by `join` only.
        """
        super().__init__(nproc)
        self._is_held = is_held
        self._write_here = write_here
        self._thresholds: tuple[int, int, int] | None = None
        """Those of the collector, while they are others."""
        self._waiting: deque[_Task] = deque()
        self._running: list[_Task] = []
        self._unhandled: deque[_Task] = deque()
        self._written = 0
        self._has_lexers = False
        # Before the interpreter waits for the processes at exit, as multiprocessing has it do.
        Finalize(self, _end_all, args=(self._running,), exitpriority=10)

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
        task = _Task(task_func, arg, result_func)
        if not self._has_lexers and _has_trees(arg):
            self._prepare_writing(arg)
            if self._write_here:
                self._write_here(task.function, arg)
                if result_func:
                    result_func(arg, None)
                return
        self._waiting.append(task)
        self._unhandled.append(task)
        try:
            self._collect()
            # Resolved trees are large, so that few of them wait.
            while len(self._waiting) > 1:
                self._collect_or_wait()
        except BaseException:
            self.terminate()
            raise

    def _prepare_writing(self, documents: list[Any]) -> None:
        self._has_lexers = True
        load_lexers(tree for _, tree in documents)
        self._thresholds = gc.get_threshold()
        gc.set_threshold(_THRESHOLD, *self._thresholds[1:])

    def join(self) -> None:
        """Wait until all tasks are done. Raises the same errors as `add_task`."""
        self._is_held = False
        try:
            if self._write_here and self._waiting and _has_trees(self._waiting[-1].argument):
                # This process has nothing else to do, and need not start another one for it.
                self._run_here(self._waiting.pop())
            while self._waiting or self._running:
                self._collect_or_wait()
            self._handle_outcomes()
        finally:
            self.terminate()

    def _run_here(self, task: _Task) -> None:
        collector = logging.LogCollector()
        assert self._write_here  # noqa: S101 (the caller has asked)
        with collector.collect():
            self._write_here(task.function, task.argument)
        task.outcome = (collector.logs, None)

    def terminate(self) -> None:
        """End all processes, and drop the tasks that wait for one."""
        self._waiting.clear()
        self._unhandled.clear()
        self._restore_thresholds()
        _end_all(self._running)

    def _restore_thresholds(self) -> None:
        if self._thresholds:
            gc.set_threshold(*self._thresholds)
            self._thresholds = None

    def _collect_or_wait(self) -> None:
        if not self._collect():
            wait([task.results for task in self._running if task.results], timeout=1)

    def _collect(self) -> bool:
        """Take the results that are there, start waiting tasks; return whether any was there."""
        done = [task for task in self._running if _is_done(task)]
        for task in done:
            failed, logs, result = self._result_of(task)
            self._running.remove(task)
            if failed:
                raise SphinxParallelError(*result)
            task.outcome = (logs, result)
            task.process.join()
        while self._waiting and len(self._running) < self.nproc:
            self._start(self._waiting.popleft())
        self._handle_outcomes()
        return bool(done)

    def _handle_outcomes(self) -> None:
        """Handle the results that are there, and show messages, in the order of the tasks.

        Results that are None are handled at once: they merge nothing, and their trees can go.
        """
        waits = self._is_held
        for task in list(self._unhandled):
            if task.outcome is None:
                waits = True
                continue
            logs, result = task.outcome
            if not waits:
                self._unhandled.remove(task)
                for record in logs:
                    _logger.handle(record)
            if not task.is_handled and (not waits or result is None):
                task.is_handled = True
                if task.on_result:
                    task.on_result(task.argument, result)
                self._free_trees(task)

    def _free_trees(self, task: _Task) -> None:
        """Free the trees of written pages. They are old, so that the collector leaves them long."""
        if _has_trees(task.argument):
            self._written += len(task.argument)
            task.argument = None
        if self._written >= _COLLECTED_AFTER:
            self._written = 0
            gc.collect()

    def _start(self, task: _Task) -> None:
        # The pipe is made here and its end closed at once, so that no other worker inherits it:
        # where the process dies, reading ends.
        task.results, sending = multiprocessing.Pipe(duplex=False)
        task.place = mmap.mmap(-1, _PLACE_BYTES)
        context: Any = multiprocessing.get_context("fork")
        task.process = context.Process(target=self._run, args=(sending, task))
        # Before the start: whatever interrupts this, the process is ended.
        self._running.append(task)
        task.process.start()
        sending.close()

    def _run(self, sending: Connection, task: _Task) -> None:
        """Run *task*, in its process."""
        # What is there belongs to the main process. To traverse it would copy the memory.
        gc.freeze()
        self._restore_thresholds()
        # Where the main process dies, writing ends.
        for each in self._running:
            if each.results is not None:
                each.results.close()
        argument = task.argument
        if isinstance(argument, list):
            argument = _noting_place(argument, task.place)
        self._process(sending, task.function, argument)

    def _result_of(self, task: _Task) -> tuple[bool, list[Any], Any]:
        try:
            assert task.results is not None  # noqa: S101 (the task is running)
            result: tuple[bool, list[Any], Any] = task.results.recv()
        except (EOFError, OSError) as error:
            task.process.join(_END_SECONDS)
            begun = int.from_bytes(task.place[:]) if task.place else 0
            raise WorkerError.of(task.process.exitcode, task.argument, begun) from error
        return result


_PLACE_BYTES = 8


def _noting_place(items: list[Any], place: Any) -> Iterator[Any]:
    """Yield *items*, and note in *place* how many have been yielded."""
    for number, item in enumerate(items, start=1):
        place[:] = number.to_bytes(_PLACE_BYTES)
        yield item


def _is_done(task: _Task) -> bool:
    """Return whether the process of *task* has sent a result, or has ended without one."""
    return task.results is not None and (task.results.poll() or not task.process.is_alive())


def _end_all(running: list[_Task]) -> None:
    running[:] = [task for task in running if task.process.pid is not None]
    for task in running:
        task.process.terminate()
    for task in running:
        task.process.join(_END_SECONDS)
        if task.process.is_alive():
            task.process.kill()
        if task.results is not None:
            task.results.close()
    running.clear()


def _has_trees(argument: Any) -> bool:
    """Tell whether *argument* is that of a task which writes pages: docnames with their trees."""
    return isinstance(argument, list) and argument != [] and isinstance(argument[0], tuple)
