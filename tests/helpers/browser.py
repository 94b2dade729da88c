"""Finds and starts a Chromium or a Firefox, and serves built sites to it."""

from __future__ import annotations

import functools
import http.server
import os
import shlex
import shutil
import socket
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.helpers.tools import skip_without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FIREFOX = ("firefox-esr", "firefox")
_HERE = Path(__file__).parent
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> str | None:
    """Return the path of an installed Chromium, or None.

    The environment variable TRANSCRIPT_BROWSER may name it.
    """
    name = os.environ.get("TRANSCRIPT_BROWSER", "")
    return shutil.which(name) if name else next(filter(None, map(shutil.which, _NAMES)), None)


def find_browser() -> str:
    """Return the path of an installed Chromium.

    Without one the test is skipped. It fails instead if TRANSCRIPT_REQUIRE_BROWSER is set.
    """
    return installed() or skip_without(
        "chromium", "apt-get install chromium, or its path in TRANSCRIPT_BROWSER"
    )


@contextmanager
def launched(path: str = "") -> Iterator[Browser]:
    """Run the browser at *path*, or an installed one, without a window.

    It starts Playwright, which can be started once in a process.
    """
    path = path or find_browser()
    with sync_playwright() as playwright, running_chromium(playwright, path) as browser:
        yield browser


@contextmanager
def running_chromium(playwright: Playwright, path: str = "") -> Iterator[Browser]:
    """Run the Chromium at *path*, or an installed one, without a window."""
    path = path or find_browser()
    browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
    try:
        yield browser
    finally:
        browser.close()


def find_firefox() -> str:
    """Return the path of an installed Firefox; the variable TRANSCRIPT_FIREFOX may name it.

    Without one the test is skipped. It fails instead if TRANSCRIPT_REQUIRE_BROWSER is set.
    """
    name = os.environ.get("TRANSCRIPT_FIREFOX", "")
    path = shutil.which(name) if name else next(filter(None, map(shutil.which, _FIREFOX)), None)
    return path or skip_without(
        "firefox", "apt-get install firefox-esr, or its path in TRANSCRIPT_FIREFOX"
    )


@contextmanager
def running_firefox(playwright: Playwright, *, is_dark: bool = False) -> Iterator[Browser]:
    """Run an installed Firefox without a window; *is_dark* is the system's colour scheme.

    Playwright drives it by WebDriver BiDi, through tests/helpers/bidi_proxy.py: it needs no build
    of its own and no driver. Media features can't be emulated.
    """
    command = shlex.join([sys.executable, str(_HERE / "bidi_proxy.py"), find_firefox()])
    with tempfile.TemporaryDirectory() as folder:
        start = Path(folder, "firefox")
        start.write_text(f'#!/bin/sh\nexec {command} "$@"\n', "utf-8")
        start.chmod(0o755)
        browser = playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=start,
            firefox_user_prefs={
                "layout.css.prefers-color-scheme.content-override": 0 if is_dark else 1,
                # Bars beside pages would make them narrower than in Chromium.
                "ui.useOverlayScrollbars": 1,
                # Tab reaches links, too, on systems where it otherwise does not.
                "accessibility.tabfocus": 7,
                # No process is started in advance, for pages that no test opens.
                "dom.ipc.processPrelaunch.enabled": False,
                "dom.ipc.processCount": 1,
                "browser.newtab.preload": False,
                "extensions.webextensions.remote": False,
            },
        )
        try:
            yield browser
        finally:
            browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: 404.html is the answer to unknown addresses."""

    # A connection serves all files of a page.
    protocol_version = "HTTP/1.1"
    policy = ""
    """The Content-Security-Policy of all responses; empty for none."""

    def end_headers(self) -> None:
        """Send the policy with the other headers; files with their checksum in the URL are kept."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        if "?v=" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's 404.html for an address that does not exist."""
        page = os.path.join(self.directory, "404.html")  # noqa: PTH118
        if code != http.HTTPStatus.NOT_FOUND or not os.path.exists(page):  # noqa: PTH110
            super().send_error(code, message, explain)
            return
        with open(page, "rb") as file:  # noqa: PTH123
            body = file.read()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    """Closes the connections that browsers keep open when it is closed itself."""

    def __init__(self, handler: Callable[..., _Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self._connections: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note the connection, and serve it in a thread."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection, and close it."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: browsers end connections at any time."""

    def server_close(self) -> None:
        """Close the socket, and all connections."""
        super().server_close()
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve *folder* on a free local port, and yield the URL.

    *policy* is the Content-Security-Policy of all responses.
    """
    handler_class = type("Handler", (_Handler,), {"policy": policy})
    handler = functools.partial(handler_class, directory=str(folder))
    server = _Server(handler)
    # The end of the server is looked for twenty times a second: each of many tests waits for it.
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
