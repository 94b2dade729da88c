"""Runs the sessions of many pages, several at a time; their outcomes are in order."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from sphinx_transcript.session_runs.page_run import run_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.session_runs.outcome import PageOutcome
    from sphinx_transcript.session_runs.page_run import RunSettings


def run_pages(
    pages: Mapping[str, tuple[MarkedBlock, ...]], settings: RunSettings, parallel: int = 1
) -> Iterator[PageOutcome]:
    """Yield the outcome of each of *pages*, of which *parallel* run at the same time.

    Where the caller stops, at an error or an interrupt, all that runs is ended first. Raises
    SessionsError where no shell can be started.
    """
    # Threads, since each only waits for its shell.
    with ThreadPoolExecutor(max(1, parallel), "sessions") as executor:
        waiting: list[Future[PageOutcome]] = [
            executor.submit(run_page, docname, blocks, settings)
            for docname, blocks in pages.items()
        ]
        try:
            for future in waiting:
                yield future.result()
        finally:
            settings.cancelled.set()
            executor.shutdown(wait=False, cancel_futures=True)
