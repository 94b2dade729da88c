"""Runs a live-reload server in its own process, with the requests of a browser."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Self

from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from websockets.sync.client import ClientConnection

TIMEOUT = 60.0
"""Seconds to wait for something that should happen."""
SETTLE_TIME = 2.0
"""Seconds without a new build after which no further build is expected."""
_ADDRESS = re.compile(r"http://(\d[\d.]+:\d+)")


class LiveServer:
    """Runs ``sphinx-transcript serve``, or another live-reload server, in *folder*."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        module: Sequence[str] = ("sphinx_transcript", "serve"),
        prefix: Sequence[str] = (),
    ) -> None:
        self._command = [*prefix, sys.executable, "-m", *module, *arguments]
        self._folder = folder
        self.host = ""
        """The host and port of the server, once it has printed them."""
        self.output: list[str] = []
        """The lines that the server has printed."""

    def __enter__(self) -> Self:
        """Start the server, and wait for its address."""
        self.process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read_output, daemon=True)
        self._reader.start()
        self.wait_for(lambda: bool(self.host))
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.stop()

    def stop(self) -> int:
        """Stop the server as Ctrl-C does, and return its exit status."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join(TIMEOUT)
        return status

    def _read_output(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line.rstrip("\n"))
            found = _ADDRESS.search(line)
            # Another server of the site may be named before.
            if found and not self.host and "already served" not in line:
                self.host = found[1]

    def wait_for(self, condition: object) -> None:
        """Wait until the function *condition* returns a true value."""
        assert callable(condition)
        end = time.monotonic() + TIMEOUT
        while not condition():
            assert time.monotonic() < end, "\n".join(self.output[-20:])
            assert self.process.poll() is None, "\n".join(self.output[-20:])
            time.sleep(0.02)

    def get(self, path: str) -> tuple[int, str]:
        """Return the HTTP status and the text of the page at *path*; 0 without a connection."""
        url = f"http://{self.host}/{urllib.parse.quote(path)}"
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def text(self, path: str) -> str:
        """Return the text of the page at *path*."""
        return self.get(path)[1]

    @contextlib.contextmanager
    def expect_refresh(self, *, build: str = "") -> Iterator[None]:
        """Check that the code in the context causes a refresh message, and wait for its build.

        A preview of one page may come before it.
        """
        with self.websocket(build=build) as socket:
            yield
            wait_for_refresh(socket)
            while self.shows_preview():
                wait_for_refresh(socket)

    @contextlib.contextmanager
    def websocket(self, *, build: str = "") -> Iterator[ClientConnection]:
        """Yield the WebSocket of a browser that shows a page of *build*, or of the last build."""
        query = f"?build={build}" if build else ""
        with connect(f"ws://{self.host}/websocket-reload{query}") as socket:
            # Give the server time to register the browser.
            time.sleep(0.1)
            yield socket

    def build_number(self) -> int:
        """Return the number of the build that made the pages; -1 before the first build."""
        found = re.search(r'data-build="(\d+)', self.text("index.html"))
        return int(found[1]) if found else -1

    def shows_preview(self) -> bool:
        """Return whether a page is shown that the present build has not written yet."""
        return '-preview"' in self.text("index.html")

    def wait_until_idle(self) -> int:
        """Wait until no new build appears, and return the number of the last one."""
        build, since = self.build_number(), time.monotonic()
        while time.monotonic() - since < SETTLE_TIME:
            time.sleep(0.1)
            if self.build_number() != build:
                build, since = self.build_number(), time.monotonic()
        return build


def wait_for_refresh(socket: ClientConnection) -> None:
    """Wait for the refresh message; that a build still goes on may be said before."""
    while (message := socket.recv(timeout=TIMEOUT)) != "refresh":
        assert str(message).startswith("building")
