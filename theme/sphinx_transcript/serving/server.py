"""The server: watches the sources, has the site built when they change, and tells the browsers.

It is sphinx-autobuild's, with a build that is ready before it is asked for.
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

from sphinx_transcript.serving.changes import Changes
from sphinx_transcript.serving.injected import PREFIX, Injector, addition, first_page
from sphinx_transcript.serving.outcome import Outcome, Standing

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from sphinx_transcript.serving.client import Builds

_STEP = 20
"""Milliseconds of quiet after which a change is over: an editor's save is several events."""
_REFRESH = "refresh"


class LiveServer(RebuildServer):  # type: ignore[misc]
    """Builds after each change, and tells every browser when a build is done."""

    def __init__(
        self,
        folders: Sequence[Path],
        is_ignored: Callable[[str], bool],
        builds: Builds,
        say: Callable[[Outcome, Sequence[str], float], None],
    ) -> None:
        super().__init__(list(folders), is_ignored, builds.build)
        self._is_ignored = is_ignored
        self._builds = builds
        self._say = say
        self._built = asyncio.Condition()
        self.build = 0
        """How many builds there have been."""
        self.outcome: Outcome | None = None
        """What the last one came to, with what was said before and still holds."""
        self._standing = Standing()

    async def watch(self) -> None:
        """Build once, and then after each change, until the server ends."""
        self._changes = Changes(self.paths, self._is_ignored)
        events = watchfiles.awatch(
            *self.paths,
            watch_filter=lambda _, path: not self._is_ignored(path),
            step=_STEP,
            recursive=True,
        )
        # It watches from now on, so that what is saved during a build is not overlooked.
        upcoming = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        await self._make([])
        while True:
            paths = [path for _, path in await upcoming]
            upcoming = asyncio.ensure_future(anext(events))
            try:
                changed = await asyncio.to_thread(self._changes.among, paths)
                if changed:
                    await self._make(changed)
            except Exception as error:
                # The next save is to be built in any case.
                await self._show(Outcome(f"{type(error).__name__}: {error}"), [])
                traceback.print_exc()

    async def main(self) -> None:
        """Watch until the server ends, and then end the build that may be under way."""
        try:
            await super().main()
        finally:
            await asyncio.to_thread(self._builds.close)

    async def _make(self, changed: Sequence[str]) -> None:
        start, loop = time.perf_counter(), asyncio.get_running_loop()
        shown: list[Outcome] = []

        def announce(outcome: Outcome) -> None:
            shown.append(outcome)
            asyncio.run_coroutine_threadsafe(self._show(outcome, changed), loop).result()

        outcome = await asyncio.to_thread(
            self._builds.build, changed, announce, is_verbose=not self.build
        )
        self._say(outcome, changed, time.perf_counter() - start)
        self._changes.excuse(outcome.written)
        if not shown or (outcome.error, outcome.warnings) != ("", shown[-1].warnings):
            await self._show(outcome, changed)

    async def _show(self, outcome: Outcome, changed: Sequence[str]) -> None:
        """Have the browsers show what there is now."""
        self.outcome = replace(outcome, warnings=self._standing.after(outcome, changed))
        async with self._built:
            self.build += 1
            self._built.notify_all()

    async def watch_reloads(self, ws: WebSocket) -> None:
        """Send a message for each build that the page of *ws* does not show."""
        shown = ws.query_params.get("build", str(self.build))
        while True:
            async with self._built:
                while str(self.build) == shown:
                    await self._built.wait()
                shown = str(self.build)
            await ws.send_text(_REFRESH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Talk to a browser; one that goes away in the middle of a message is no matter."""
        try:
            await super().__call__(scope, receive, send)
        except (WebSocketDisconnect, RuntimeError, OSError):
            return


class _Pages(StaticFiles):
    """The files of the site, and a word where there is no site yet."""

    def __init__(self, folder: Path, server: LiveServer) -> None:
        # Sphinx makes the folder.
        super().__init__(directory=folder, html=True, check_dir=False)
        self._server = server

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file at *path*, or 404.html; or a word on where the site is."""
        outcome = self._server.outcome
        try:
            return await super().get_response(path, scope)
        except HTTPException:
            if outcome is None or outcome.error:
                return first_page(outcome)
            raise

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the file at *full_path*; a page as a whole, since a build may write it anew."""
        path = Path(full_path)
        if path.suffix == ".html":
            return HTMLResponse(path.read_bytes(), status_code)
        return super().file_response(full_path, stat_result, scope, status_code)


def make_app(server: LiveServer, output: Path) -> Starlette:
    """Return the application that serves the folder *output*, which the builds of *server* fill."""
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", server, name="reload"),
            Mount(PREFIX, app=StaticFiles(directory=Path(__file__).parent / "static")),
            Mount("/", app=_Pages(output, server), name="static"),
        ],
        middleware=[Middleware(Injector, added=lambda: addition(server.build, server.outcome))],
        lifespan=server.lifespan,
    )
