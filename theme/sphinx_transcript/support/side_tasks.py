"""Work at the end of a build that other processes do while the main process does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.support.worker_processes import WorkerTasks


def process_count(app: Sphinx) -> int:
    """Return how many processes may write at the same time, with the main process among them."""
    builder: Any = app.builder
    is_allowed = app.config.transcript_shortcuts and getattr(builder, "parallel_ok", False)
    return app.parallel if is_allowed else 1


def side_tasks(count: int) -> WorkerTasks:
    """Return the tasks of *count* processes beside the main one, which has to `join` them.

    Their messages are shown then.
    """
    from sphinx_transcript.support.worker_processes import WorkerTasks  # noqa: PLC0415 (heavy)

    return WorkerTasks(count, is_held=True)
