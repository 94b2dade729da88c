"""A live-reload server in a process of its own, and what a browser would ask it."""

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

PATIENCE = 60.0
"""Seconds after which something that ought to happen is taken not to."""
QUIET = 2.0
"""Seconds after which a change that is none would have been built."""
_ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)")


class Live:
    """Runs ``sphinx-transcript serve``, or another server of the kind."""

    def __init__(
        self, folder: Path, *arguments: str, module: Sequence[str] = ("sphinx_transcript", "serve")
    ) -> None:
        self._command = [sys.executable, "-m", *module, *arguments]
        self._folder = folder
        self.host = ""
        self.said: list[str] = []

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
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self.wait_for(lambda: bool(self.host))
        return self

    def __exit__(self, *_: object) -> None:
        """End the server."""
        self.end()

    def end(self) -> int:
        """End the server as Ctrl-C does, and return its exit status."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join(PATIENCE)
        return status

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            found = _ADDRESS.search(line)
            if found and not self.host:
                self.host = found[1]

    def wait_for(self, condition: object) -> None:
        """Wait until *condition*, a function, is true."""
        assert callable(condition)
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "\n".join(self.said[-20:])
            assert self.process.poll() is None, "\n".join(self.said[-20:])
            time.sleep(0.02)

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of the page at *path*."""
        url = f"http://{self.host}/{urllib.parse.quote(path)}"
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def text(self, path: str) -> str:
        """Return the text of the page at *path*."""
        return self.get(path)[1]

    @contextlib.contextmanager
    def refresh(self, *, build: str = "") -> Iterator[None]:
        """Wait for the message that follows what is done in the context."""
        with self.browser(build=build) as socket:
            yield
            assert socket.recv(timeout=PATIENCE) == "refresh"

    @contextlib.contextmanager
    def browser(self, *, build: str = "") -> Iterator[ClientConnection]:
        """Give the connection of a browser that shows the page of *build*, or the last one."""
        query = f"?build={build}" if build else ""
        with connect(f"ws://{self.host}/websocket-reload{query}") as socket:
            # The server has answered when it knows of the browser.
            time.sleep(0.1)
            yield socket

    def build(self) -> int:
        """Return the number of the build that pages are of."""
        found = re.search(r'data-build="(\d+)"', self.text("index.html"))
        return int(found[1]) if found else -1

    def settle(self) -> int:
        """Wait until no build is made any more, and return the number of the last one."""
        build, since = self.build(), time.monotonic()
        while time.monotonic() - since < QUIET:
            time.sleep(0.1)
            if self.build() != build:
                build, since = self.build(), time.monotonic()
        return build
