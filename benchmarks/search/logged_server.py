"""Serves a built site, and lists which files a browser has fetched."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


class LoggedServer:
    """A server of *folder* on this machine; `files` are the paths asked for, in order."""

    def __init__(self, folder: Path, address: str, files: list[str]) -> None:
        self.folder = folder
        self.address = address
        self.files = files

    def fetched(self, start: int = 0) -> list[str]:
        """Return the files fetched since *start* others had been, except for icons."""
        return [file for file in self.files[start:] if "favicon" not in file]


@contextmanager
def logged_server(folder: Path, pages: Mapping[str, str] | None = None) -> Iterator[LoggedServer]:
    """Serve *folder* on a free local port, and *pages*, HTML by path, that are not in it."""
    files: list[str] = []
    extra = pages or {}

    class Handler(http.server.SimpleHTTPRequestHandler):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            """Send a file; the browser may have left the page meanwhile."""
            with suppress(ConnectionError):
                super().copyfile(source, outputfile)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            if path not in extra:
                files.append(path)
                super().do_GET()
                return
            self.send_response(http.HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(extra[path].encode())

    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield LoggedServer(folder, f"http://127.0.0.1:{server.server_address[1]}", files)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@functools.cache
def compressed_size(path: Path) -> int:
    """Return the size of a file after gzip -9, or as it is where that is smaller."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 9, mtime=0)))


def total_size(folder: Path, files: Iterable[str]) -> int:
    """Return the compressed size of *files* in *folder*."""
    return sum(compressed_size(folder / file) for file in files)
