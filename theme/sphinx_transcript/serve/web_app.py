"""The web application: who may read what of the output folder, and what is added to the pages."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from sphinx_transcript.serve.host_check import AllowedHosts, HostMiddleware
from sphinx_transcript.serve.page_injection import (
    PREFIX,
    InjectionMiddleware,
    injected_html,
    placeholder_page,
)

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from sphinx_transcript.serve.live_server import LiveServer

_MAX_HASHED = 4_000_000
"""Bytes up to which the ETag of a file is a digest of its content."""


class _Pages(StaticFiles):
    """Serves the files of the site, and a placeholder page until the site is built."""

    def __init__(self, folder: Path, server: LiveServer) -> None:
        # Sphinx creates the folder later.
        super().__init__(directory=folder, html=True, check_dir=False)
        self._folder = folder
        self._server = server

    async def check_config(self) -> None:
        """Do nothing: the folder may be missing for a while, as where the site is moved."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file at *path*, 404.html, or a placeholder page."""
        result = self._server.result
        try:
            response = await super().get_response(path, scope)
        except (HTTPException, FileNotFoundError) as error:
            if result is None or result.error:
                return placeholder_page(result)
            if isinstance(error, FileNotFoundError):  # It was deleted a moment ago.
                raise HTTPException(404) from error
            raise
        if isinstance(response, RedirectResponse):
            # Without the host, which is what the request says it is.
            return RedirectResponse(_folder_url(path, scope))
        return response

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return the file at *path* and its status; an empty path and None if there is none."""
        full_path, status = super().lookup_path(path)
        names = Path(path).parts
        if full_path:
            # A symbolic link, or the file system's way with case, may lead to another name.
            top = os.path.realpath(self._folder)
            names += Path(os.path.relpath(full_path, top)).parts
        if any(map(_is_private, names)):
            return "", None
        return full_path, status

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
            name = os.path.relpath(full_path, os.path.realpath(self._folder)).replace(os.sep, "/")
            preview = self._server.previews.get(name)
            page = preview.encode("utf-8", "xmlcharrefreplace") if preview else path.read_bytes()
            return HTMLResponse(page, status_code)
        response = super().file_response(full_path, stat_result, scope, status_code)
        if stat_result.st_size <= _MAX_HASHED:
            # Sphinx writes files anew that have not changed. Pages compare what they show by this.
            tag = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
            response.headers["etag"] = f'"{tag}"'
        return response


def _is_private(name: str) -> bool:
    """Return whether *name* is one of Sphinx's own files, which hold the text of all documents."""
    name = name.casefold()
    return name in {".doctrees", "environment.pickle"} or name.endswith(".doctree")


def _folder_url(path: str, scope: Scope) -> str:
    """Return the URL of the folder at *path* in the site, for the request *scope*."""
    query = scope["query_string"].decode("latin-1")
    url = f"/{quote(path.replace(os.sep, '/').strip('/'))}/"
    return f"{url}?{query}" if query else url


def make_app(server: LiveServer, output: Path, hosts: AllowedHosts) -> Starlette:
    """Return the application that serves *output*, the folder that *server* has sites built to.

    It answers requests for *hosts* only.
    """
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", server, name="reload"),
            Mount(PREFIX, app=StaticFiles(directory=Path(__file__).parent / "static")),
            Mount("/", app=_Pages(output, server), name="static"),
        ],
        middleware=[
            Middleware(HostMiddleware, hosts=hosts),
            Middleware(
                InjectionMiddleware,
                html=lambda: injected_html(server.version, server.result, server.watch_problem),
            ),
        ],
        lifespan=server.lifespan,
    )
