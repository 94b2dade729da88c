"""Has the parallel builds of Sphinx use `WorkerTasks`, and share out documents as they suit it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sphinx import builders
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks, make_chunks

from sphinx_transcript.support.document_shares import reading_shares, writing_chunks
from sphinx_transcript.support.replaced_functions import ReplacedFunctions
from sphinx_transcript.support.worker_processes import WorkerTasks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.application import Sphinx


class _Replacements:
    """What the builds of *app* have in the place of Sphinx's class and of its chunks."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._tasks: WeakSet[WorkerTasks] = WeakSet()

    def tasks(self, nproc: int) -> WorkerTasks:
        """Return the tasks. Sphinx gives one process less to writing than the user allows."""
        if self._app.config.transcript_shortcuts:
            tasks = WorkerTasks(self._app.parallel, self._write_here)
        else:
            tasks = WorkerTasks(nproc)
        self._tasks.add(tasks)
        return tasks

    def _write_here(self, write: Callable[[Any], Any], documents: list[Any]) -> None:
        """Write pages in this process, as Sphinx does with the first one."""
        # The builder has it since Sphinx 9.
        owner: Any = self._app.builder if hasattr(self._app.builder, "phase") else self._app
        phase = owner.phase
        try:
            write(documents)
        finally:
            owner.phase = phase

    def end_workers(self) -> None:
        """End the processes that still run, as those of a build that has failed.

        Those of a build within which *app* was built are left alone.
        """
        for tasks in list(self._tasks):
            tasks.terminate()

    def chunks(self, arguments: Sequence[str], nproc: int, maxbatch: int = 10) -> list[Any]:
        """Return the documents of each task; see `sphinx.util.parallel.make_chunks`."""
        if not self._app.config.transcript_shortcuts:
            return make_chunks(arguments, nproc, maxbatch)
        if self._app.phase is not BuildPhase.READING:
            # Now there is nothing old that is about to be freed, and the processes share it.
            gc.freeze()
            return writing_chunks(arguments, self._app.parallel)
        return reading_shares({name: self._size(name) for name in arguments}, nproc)

    def _size(self, docname: str) -> int:
        try:
            return Path(self._app.env.doc2path(docname)).stat().st_size
        except OSError:
            return 0


_replaced = ReplacedFunctions()


def register(app: Sphinx) -> None:
    """Have the builds of *app* use `WorkerTasks`."""
    ours = _Replacements(app)

    def replace(app: Sphinx) -> None:
        # Those of an application that has never built a thing are still there.
        _replaced.restore()
        _replace("ParallelTasks", ParallelTasks, ours.tasks)
        _replace("make_chunks", make_chunks, ours.chunks)

    def end(app: Sphinx, exception: Exception | None) -> None:
        _replaced.restore()
        ours.end_workers()

    app.connect("builder-inited", replace, priority=100)
    app.connect("build-finished", end, priority=100)


def _replace(name: str, original: Any, replacement: Any) -> None:
    if getattr(builders, name, None) is original:
        _replaced.replace(builders, name, original, replacement)
