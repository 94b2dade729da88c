"""Watches the sources, and never stops: a watcher that fails is started again.

What happened while nobody watched is found by looking at all files, so no change gets lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

import watchfiles

from sphinx_transcript.serve.source_folders import WatchedFolders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_DEBOUNCE_MS = 20
"""Milliseconds without events after which a change is complete. One save is several events."""
_PAUSE = 0.2
"""Seconds before a watcher that has failed is started again."""
_LOOK_EVERY = 1.0
"""Seconds between looks at all files, as long as no watcher can be started."""
_MAX_FAILURES = 3
"""Failures in a row after which the user is told. A folder may vanish while it is listed."""


class SourceWatcher:
    """Reports changes of the files in some folders, until its task is cancelled."""

    def __init__(
        self,
        tops: Sequence[Path],
        is_ignored: Callable[[str], bool],
        report_paths: Callable[[Sequence[str] | None], None],
        report_problem: Callable[[str], None],
    ) -> None:
        self._tops = [os.fspath(top) for top in tops]
        self._is_ignored = is_ignored
        self._report_paths = report_paths
        """Called with paths at which something has happened; with None if any may have changed."""
        self._report_problem = report_problem
        """Called with why nothing can be watched, and with '' once it can be again."""
        self.has_tried = asyncio.Event()
        """Set when the first watcher has been started, or can't be."""
        self._failures = 0
        # Only Linux watches single folders cheaply. The other systems watch whole trees.
        self._recursive = sys.platform != "linux"

    async def run(self) -> None:
        """Watch for ever."""
        while True:
            try:
                await self._watch()
                continue
            except Exception as error:
                self._failures += 1
                if self._failures == _MAX_FAILURES:
                    self._report_problem(_reason(error))
            self.has_tried.set()
            await asyncio.sleep(_PAUSE if self._failures < _MAX_FAILURES else _LOOK_EVERY)
            self._report_paths(None)

    async def _watch(self) -> None:
        """Watch until other folders have to be watched. Raises what ends the watcher."""
        folders = await asyncio.to_thread(self._find_folders)
        events = watchfiles.awatch(
            *folders.real_folders(),
            watch_filter=None,
            step=_DEBOUNCE_MS,
            recursive=self._recursive,
            ignore_permission_denied=True,
        )
        async with contextlib.aclosing(events):
            following = asyncio.ensure_future(anext(events))
            try:
                await asyncio.sleep(0)  # Have it start; a watcher that can't has ended then.
                if not following.done():
                    self._note_start()
                while True:
                    paths = [path for _, path in await following]
                    following = asyncio.ensure_future(anext(events))
                    self._report_paths([p for path in paths for p in folders.source_paths(path)])
                    if any(map(folders.may_change, paths)):
                        found = await asyncio.to_thread(self._find_folders)
                        if found != folders:
                            return
            finally:
                following.cancel()
                with contextlib.suppress(BaseException):
                    await following

    def _find_folders(self) -> WatchedFolders:
        for top in self._tops:
            os.stat(top)  # noqa: PTH116 (raises where the folder is gone)
        return WatchedFolders(self._tops, self._is_ignored)

    def _note_start(self) -> None:
        """Note that a watcher has been started."""
        if self._failures >= _MAX_FAILURES:
            self._report_problem("")
        self._failures = 0
        if self.has_tried.is_set():
            self._report_paths(None)
        self.has_tried.set()


def _reason(error: Exception) -> str:
    """Return why nothing can be watched, in one sentence."""
    if isinstance(error, FileNotFoundError) and error.filename:
        reason = f"{error.filename} is gone"
    elif getattr(error, "errno", None) in {errno.ENOSPC, errno.EMFILE} or "limit" in str(error):
        reason = "the system lets no more folders be watched (see fs.inotify.max_user_watches)"
    else:
        reason = " ".join(str(error).split()) or type(error).__name__
    return f"Saved files can't be watched and are looked for every second instead: {reason}."
