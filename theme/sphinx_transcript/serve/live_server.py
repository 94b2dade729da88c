"""The web server: watches the sources, has the site rebuilt on changes, and reloads browsers.

It extends the server of sphinx-autobuild with builds that are prepared in advance.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import itertools
import os
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_autobuild.server import RebuildServer
from starlette.websockets import WebSocket, WebSocketDisconnect

from sphinx_transcript.serve import build_monitor
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.file_changes import FileChanges
from sphinx_transcript.serve.source_watcher import SourceWatcher
from sphinx_transcript.serve.warning_log import StandingWarnings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

    from sphinx_transcript.serve.build_client import BuildClient
    from sphinx_transcript.serve.terminal_report import TerminalReport

_RELOAD_MESSAGE = "refresh"
_ACTIVITY_MESSAGE = "building"
_RETRY_AFTER = 0.3
"""Seconds that a build which has failed waits for further changes."""


class LiveServer(RebuildServer):  # type: ignore[misc]
    """Rebuilds the site after each change, and has every browser reload when a build is done."""

    def __init__(
        self,
        folders: Sequence[Path],
        is_ignored: Callable[[str], bool],
        client: BuildClient,
        report: TerminalReport,
    ) -> None:
        super().__init__(list(folders), is_ignored, client.build)
        self._is_ignored = is_ignored
        self._client = client
        self._report = report
        self._published = asyncio.Condition()
        self.build = 0
        """How many results have been published to the browsers."""
        self.previews: dict[str, str] = {}
        """The HTML of pages that the present build is going to write, by file in the output."""
        self.result: BuildResult | None = None
        """The last result, with the warnings of earlier builds that still apply."""
        self._standing = StandingWarnings()
        self.watch_problem = ""
        """Why changes are not noticed at once; empty if they are."""
        self.activity = ""
        """What pages say of a build that takes long; empty if there is none."""
        self._happened = asyncio.Event()
        self._event_paths: set[str] = set()
        self._look_everywhere = False

    async def watch(self) -> None:
        """Build once, and then after each change, until the server ends."""
        self._changes = await asyncio.to_thread(FileChanges, self.paths, self._is_ignored)
        watcher = SourceWatcher(
            self.paths, self._is_ignored, self._note_events, self._note_watch_problem
        )
        watching = asyncio.create_task(watcher.run())
        try:
            # Start watching before the first build, so that changes during the build are seen.
            await watcher.has_tried.wait()
            await self._attempt(self._build([]))
            while True:
                await self._happened.wait()
                await self._attempt(self._build_changes())
        finally:
            watching.cancel()

    def _note_events(self, paths: Sequence[str] | None) -> None:
        """Note that files may have changed at *paths*, or anywhere if that is None."""
        if paths is None:
            self._look_everywhere = True
        else:
            self._event_paths.update(paths)
        if paths is None or paths:
            self._happened.set()

    def _note_watch_problem(self, problem: str) -> None:
        """Show *problem* on the terminal and on the pages, or take the last one off the pages."""
        self.watch_problem = problem
        with contextlib.suppress(OSError):  # The terminal may be gone.
            self._report.show_problem(problem or "Saved files are watched again.")
        self._publishing = asyncio.ensure_future(self._reload_browsers())

    async def _attempt(self, build: Coroutine[Any, Any, None]) -> None:
        """Run *build*. Whatever happens, the next change has to be built, too."""
        try:
            await build
        except Exception as error:
            await self._publish(BuildResult(f"{type(error).__name__}: {error}"), [])
            with contextlib.suppress(OSError):
                traceback.print_exc()

    async def _build_changes(self) -> None:
        changed = await self._take_changes()
        if changed:
            await self._build(changed)

    async def _take_changes(self) -> list[str]:
        """Return the files that have changed since the last call."""
        if not self._happened.is_set():
            return []
        self._happened.clear()
        paths, self._event_paths = self._event_paths, set()
        everywhere, self._look_everywhere = self._look_everywhere, False
        changed = await asyncio.to_thread(self._changes.changed_files, paths)
        if everywhere:
            changed += await asyncio.to_thread(self._changes.all_changed_files)
        return changed

    async def main(self) -> None:
        """Watch until the server ends, then end the build process."""
        try:
            await super().main()
        finally:
            await asyncio.to_thread(self._client.close)

    async def _build(self, changed: Sequence[str]) -> None:
        """Build after the files *changed*, anew for as long as newer changes call for that."""
        patience = build_monitor.PATIENCE
        for attempt in itertools.count():
            newer = await self._build_once(changed, patience, is_retry=attempt > 0)
            if newer is None:
                return
            # Without names, all is built.
            changed = sorted({*changed, *newer}) if changed else []
            # A build that needs longer gets its time in the end, however often files are saved.
            patience *= 2

    async def _build_once(
        self, changed: Sequence[str], patience: float, *, is_retry: bool
    ) -> Sequence[str] | None:
        """Build, and return None; or the newer changes for which it has to be done again."""
        start, loop = time.perf_counter(), asyncio.get_running_loop()
        announced: list[BuildResult] = []
        monitor = build_monitor.BuildMonitor(
            self._client.interrupt, self._show_activity, self._report.show_waiting
        )

        def note_progress(text: str) -> None:
            monitor.note_progress(text)
            with contextlib.suppress(OSError):  # The terminal may be gone.
                self._report.show_progress(text)

        def announce(result: BuildResult) -> None:
            monitor.note_progress("writing the search index")
            announced.append(result)
            asyncio.run_coroutine_threadsafe(self._publish(result, changed), loop).result()

        def show_previews(result: BuildResult) -> None:
            asyncio.run_coroutine_threadsafe(self._show_previews(result), loop).result()

        building = asyncio.ensure_future(
            asyncio.to_thread(
                self._client.build,
                changed,
                announce,
                is_verbose=self._report.is_verbose and not self.build,
                report_progress=note_progress,
                show_previews=show_previews,
            )
        )
        newer = await monitor.wait_for(building, patience, self._take_changes)
        if newer:
            return newer
        result = await building
        if result.error and not announced:
            # A file may have vanished for a moment, as in the middle of a checkout.
            await asyncio.sleep(_RETRY_AFTER)
            newer = await self._take_changes()
            if newer or (not is_retry and _is_missing_file(result.error)):
                return newer
        with contextlib.suppress(OSError):  # The terminal may be gone.
            self._report.show_result(result, changed, time.perf_counter() - start)
        self._changes.ignore_written(result.files_written)
        if not announced or (result.error, result.warnings) != ("", announced[-1].warnings):
            await self._publish(result, changed)
        return None

    async def _show_activity(self, text: str) -> None:
        """Have the pages say what a build does that takes long; nothing if *text* is empty."""
        self.activity = text
        async with self._published:
            self._published.notify_all()

    @property
    def version(self) -> str:
        """What distinguishes the pages from those that were served before."""
        return f"{self.build}-preview" if self.previews else str(self.build)

    async def _show_previews(self, result: BuildResult) -> None:
        """Have browsers show the pages of *result* until the build has written them.

        What the foot of the pages says is that of the last build until then. If that could not be
        built, it says so, and a page that is new would deny it.
        """
        if self.result is not None and not self.result.error:
            self.previews = dict(result.previews)
            async with self._published:
                self._published.notify_all()

    async def _publish(self, result: BuildResult, changed: Sequence[str]) -> None:
        """Make *result* the one that pages show, and have all browsers reload."""
        self.result = replace(result, warnings=self._standing.update(result, changed))
        self.previews = {}
        await self._reload_browsers()

    async def _reload_browsers(self) -> None:
        async with self._published:
            self.build += 1
            self._published.notify_all()

    async def watch_reloads(self, ws: WebSocket) -> None:
        """Send a message whenever the page of *ws* shows an outdated build, or one goes on."""
        shown, told = ws.query_params.get("build", self.version), ""
        while True:
            async with self._published:
                while self.version == shown and self.activity in {"", told}:
                    await self._published.wait()
                is_new, shown, told = self.version != shown, self.version, self.activity
            await ws.send_text(_RELOAD_MESSAGE if is_new else f"{_ACTIVITY_MESSAGE} {told}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a WebSocket connection; ignore errors of a browser that disconnects."""
        try:
            await super().__call__(scope, receive, send)
        except (WebSocketDisconnect, RuntimeError, OSError):
            return


def _is_missing_file(error: str) -> bool:
    """Return whether *error*, of a build, says that a file or folder is missing."""
    return os.strerror(errno.ENOENT) in error or "FileNotFoundError" in error
