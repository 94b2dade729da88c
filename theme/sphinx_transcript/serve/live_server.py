"""The web server: watches the sources, has the site rebuilt on changes, and reloads browsers.

It extends the server of sphinx-autobuild with builds that are prepared in advance.
"""

from __future__ import annotations

import asyncio
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.file_changes import FileChanges
from sphinx_transcript.serve.page_injection import (
    PREFIX,
    InjectionMiddleware,
    injected_html,
    placeholder_page,
)
from sphinx_transcript.serve.warning_log import StandingWarnings

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from sphinx_transcript.serve.build_client import BuildClient

_DEBOUNCE_MS = 20
"""Milliseconds without events after which a change is complete. One save is several events."""
_RELOAD_MESSAGE = "refresh"


class LiveServer(RebuildServer):  # type: ignore[misc]
    """Rebuilds the site after each change, and has every browser reload when a build is done."""

    def __init__(
        self,
        folders: Sequence[Path],
        is_ignored: Callable[[str], bool],
        client: BuildClient,
        report: Callable[[BuildResult, Sequence[str], float], None],
    ) -> None:
        super().__init__(list(folders), is_ignored, client.build)
        self._is_ignored = is_ignored
        self._client = client
        self._report = report
        self._published = asyncio.Condition()
        self.build = 0
        """How many results have been published to the browsers."""
        self.result: BuildResult | None = None
        """The last result, with the warnings of earlier builds that still apply."""
        self._standing = StandingWarnings()

    async def watch(self) -> None:
        """Build once, and then after each change, until the server ends."""
        self._changes = FileChanges(self.paths, self._is_ignored)
        events = watchfiles.awatch(
            *self.paths,
            watch_filter=lambda _, path: not self._is_ignored(path),
            step=_DEBOUNCE_MS,
            recursive=True,
        )
        # Start watching before the first build, so that changes during the build are seen.
        next_events = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        await self._build([])
        while True:
            paths = [path for _, path in await next_events]
            next_events = asyncio.ensure_future(anext(events))
            try:
                changed = await asyncio.to_thread(self._changes.changed_files, paths)
                if changed:
                    await self._build(changed)
            except Exception as error:
                # Keep watching, so that the next change is built.
                await self._publish(BuildResult(f"{type(error).__name__}: {error}"), [])
                traceback.print_exc()

    async def main(self) -> None:
        """Watch until the server ends, then end the build process."""
        try:
            await super().main()
        finally:
            await asyncio.to_thread(self._client.close)

    async def _build(self, changed: Sequence[str]) -> None:
        start, loop = time.perf_counter(), asyncio.get_running_loop()
        announced: list[BuildResult] = []

        def announce(result: BuildResult) -> None:
            announced.append(result)
            asyncio.run_coroutine_threadsafe(self._publish(result, changed), loop).result()

        result = await asyncio.to_thread(
            self._client.build, changed, announce, is_verbose=not self.build
        )
        self._report(result, changed, time.perf_counter() - start)
        self._changes.ignore_written(result.files_written)
        if not announced or (result.error, result.warnings) != ("", announced[-1].warnings):
            await self._publish(result, changed)

    async def _publish(self, result: BuildResult, changed: Sequence[str]) -> None:
        """Make *result* the one that pages show, and have all browsers reload."""
        self.result = replace(result, warnings=self._standing.update(result, changed))
        async with self._published:
            self.build += 1
            self._published.notify_all()

    async def watch_reloads(self, ws: WebSocket) -> None:
        """Send a message whenever the page of *ws* shows an outdated build."""
        shown = ws.query_params.get("build", str(self.build))
        while True:
            async with self._published:
                while str(self.build) == shown:
                    await self._published.wait()
                shown = str(self.build)
            await ws.send_text(_RELOAD_MESSAGE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a WebSocket connection; ignore errors of a browser that disconnects."""
        try:
            await super().__call__(scope, receive, send)
        except (WebSocketDisconnect, RuntimeError, OSError):
            return


class _Pages(StaticFiles):
    """Serves the files of the site, and a placeholder page until the site is built."""

    def __init__(self, folder: Path, server: LiveServer) -> None:
        # Sphinx creates the folder later.
        super().__init__(directory=folder, html=True, check_dir=False)
        self._server = server

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file at *path*, 404.html, or a placeholder page."""
        result = self._server.result
        try:
            return await super().get_response(path, scope)
        except HTTPException:
            if result is None or result.error:
                return placeholder_page(result)
            raise

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the file at *full_path*.

        An HTML page is read at once, since a build may overwrite the file while it is sent.
        """
        path = Path(full_path)
        if path.suffix == ".html":
            return HTMLResponse(path.read_bytes(), status_code)
        return super().file_response(full_path, stat_result, scope, status_code)


def make_app(server: LiveServer, output: Path) -> Starlette:
    """Return the application that serves *output*, the folder that *server* has sites built to."""
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", server, name="reload"),
            Mount(PREFIX, app=StaticFiles(directory=Path(__file__).parent / "static")),
            Mount("/", app=_Pages(output, server), name="static"),
        ],
        middleware=[
            Middleware(InjectionMiddleware, html=lambda: injected_html(server.build, server.result))
        ],
        lifespan=server.lifespan,
    )
