"""Measures live reload: the time from saving a post until the browser can load the new page."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Self

from benchmarks import competitors
from benchmarks.measure import BenchmarkError
from benchmarks.project import Project
from benchmarks.report import table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.environments import Environment

_START_TIMEOUT = 600.0
"""Timeout of the first build, in seconds."""
_PAUSE = 3.0
"""Seconds between two edits of a site, for work of the server in the background."""

# Appends each line of its input to the post, waits for a refresh message after which the page has
# the line, and prints the seconds. The package websockets is a dependency of sphinx-autobuild.
_CLIENT = """\
import sys, time, urllib.request
from websockets.sync.client import connect
host, page, post = sys.argv[1:]
def shows(text):
    with urllib.request.urlopen(f"http://{host}/{page}") as answer:
        return text in answer.read().decode()
for line in sys.stdin:
    text = line.strip()
    with connect(f"ws://{host}/websocket-reload") as socket:
        time.sleep(0.5)
        start = time.perf_counter()
        with open(post, "a", encoding="utf-8") as file:
            file.write(f"\\n{text}\\n")
        while True:
            socket.recv(timeout=120)
            seconds = time.perf_counter() - start
            if shows(text):
                break
    print(seconds, flush=True)
"""


@dataclass(frozen=True, slots=True)
class ServeMethod:
    """A server for the site of a competitor."""

    name: str
    competitor: Competitor
    arguments: Callable[[Project, int], Sequence[str]]
    """Returns the arguments after ``python -I -m`` that serve a project at a port."""


@dataclass(frozen=True, slots=True)
class Reload:
    """A measured edit."""

    way: str
    """The name of the serve method."""
    round: int
    seconds: float


def _autobuild(project: Project, port: int) -> Sequence[str]:
    source, output = project.folder / "source", project.output
    doctrees = project.folder / "doctrees"
    return ["sphinx_autobuild", "--port", str(port), "-d", str(doctrees), str(source), str(output)]


def _serve(project: Project, port: int) -> Sequence[str]:
    source, output = project.folder / "source", project.output
    return ["sphinx_transcript", "serve", str(source), "--port", str(port), "--output", str(output)]


def _live(competitor: Competitor) -> Competitor:
    requirements = (*competitor.requirements, "sphinx-autobuild")
    return replace(competitor, name=f"{competitor.name}-live", requirements=requirements)


_OWN = _live(competitors.TRANSCRIPT)
SERVE_METHODS = (
    *(
        ServeMethod(f"{competitor.label}, sphinx-autobuild", _live(competitor), _autobuild)
        for competitor in (competitors.BASIC, competitors.FURO, competitors.ABLOG)
    ),
    ServeMethod("sphinx-transcript, sphinx-autobuild", _OWN, _autobuild),
    ServeMethod("sphinx-transcript serve", _OWN, _serve),
)
COMPETITORS = tuple(
    {method.competitor.name: method.competitor for method in SERVE_METHODS}.values()
)


def measure_all(
    workdir: Path, environments: Mapping[str, Environment], posts: int, rounds: int
) -> list[Reload]:
    """Edit the site of each serve method in turn, for *rounds* rounds after a warm-up round."""
    found = []
    with contextlib.ExitStack() as stack:
        servers = []
        for number, method in enumerate(SERVE_METHODS):
            if method.competitor.name not in environments:
                continue
            print(f"Starting {method.name}", file=sys.stderr, flush=True)
            python = environments[method.competitor.name].python
            folder = workdir / "sites" / f"reload-{number}-{posts}"
            project = Project(folder, method.competitor, python, posts)
            servers.append(stack.enter_context(_Server(method, project, python)))
        for turn in range(rounds + 1):
            for server in servers:
                time.sleep(_PAUSE)
                seconds = server.edit(f"Sentence {turn} was added while the site was served.")
                print(f"round {turn}: {server.method.name} {seconds:.2f} s", file=sys.stderr)
                if turn:
                    found.append(Reload(server.method.name, turn, seconds))
    return found


def report(reloads: Sequence[Reload], posts: int) -> str:
    """Return a table of medians, ranges, and ratios to `basic` in the same round."""
    first = SERVE_METHODS[0].name
    by_method: dict[str, dict[int, float]] = {}
    for each in reloads:
        by_method.setdefault(each.way, {})[each.round] = each.seconds
    rows = []
    for name, seconds in by_method.items():
        basic = by_method.get(first, {})
        ratios = [value / basic[turn] for turn, value in seconds.items() if turn in basic]
        rows.append(
            [
                name,
                f"{median(seconds.values()):.2f}",
                f"{min(seconds.values()):.2f} to {max(seconds.values()):.2f}",
                f"{median(ratios):.2f}" if ratios else "",
            ]
        )
    rounds = max(each.round for each in reloads)
    about = f"{posts:,} posts; {rounds} edits of one post; seconds from saving it to the"
    heads = ["served by", "seconds, median", "range", "÷ basic, median"]
    return "\n".join([f"{about} refresh message", "", *table(heads, rows)])


class _Server:
    """A running server, and a client process that edits a post of its site."""

    def __init__(self, method: ServeMethod, project: Project, python: Path) -> None:
        self.method = method
        self._project = project
        self._python = python
        self._log = project.folder / "serve.log"

    def __enter__(self) -> Self:
        port = _free_port()
        post = self._project.posts[len(self._project.posts) // 2]
        page = f"post/{post.stem}.html"
        arguments = self.method.arguments(self._project, port)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 (the benchmark's own command)
                [str(self._python), "-I", "-m", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_for(port, self._project.output / page)
            self._client = subprocess.Popen(  # noqa: S603
                [str(self._python), "-I", "-c", _CLIENT, f"127.0.0.1:{port}", page, str(post)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        except BaseException:
            self._end(self._process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._client.kill()
        self._client.wait()
        self._end(self._process)

    def edit(self, text: str) -> float:
        """Append *text* to the post, and return the seconds until it is served."""
        if self._client.stdin is None or self._client.stdout is None:
            raise BenchmarkError("the client has no pipes")
        self._client.stdin.write(f"{text}\n")
        self._client.stdin.flush()
        seconds = self._client.stdout.readline()
        if not seconds:
            raise BenchmarkError(f"{self.method.name} did not show an edit; the log is {self._log}")
        return float(seconds)

    def _wait_for(self, port: int, page: Path) -> None:
        """Wait until the first build ends: *page* exists, and the output no longer changes."""
        end = time.monotonic() + _START_TIMEOUT
        last_file = self._project.output / "searchindex.js"
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise BenchmarkError(f"{self.method.name} has exited; the log is {self._log}")
            is_built = page.exists() and last_file.exists()
            if is_built and time.time() - last_file.stat().st_mtime > 2 * _PAUSE:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    return
            time.sleep(0.2)
        raise BenchmarkError(f"{self.method.name} has built no site; the log is {self._log}")

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        for sign in (signal.SIGINT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
                return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
