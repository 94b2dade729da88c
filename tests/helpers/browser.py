"""Finds and starts a Chromium, and serves built sites to it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.helpers.tools import skip_without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
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
    """Run the browser at *path*, or an installed one, without a window."""
    path = path or find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: 404.html is the answer to unknown addresses."""

    policy = ""
    """The Content-Security-Policy of all responses; empty for none."""

    def end_headers(self) -> None:
        """Send the policy with the other headers."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
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


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve *folder* on a free local port, and yield the URL.

    *policy* is the Content-Security-Policy of all responses.
    """
    handler_class = type("Handler", (_Handler,), {"policy": policy})
    handler = functools.partial(handler_class, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
