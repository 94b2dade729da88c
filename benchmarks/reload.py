"""Measures live reload: from a post being saved to the browser being told, with the page there."""

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

_START = 600.0
"""Seconds that a first build may take."""
_REST = 3.0
"""Seconds between two edits of a site, in which a server may do what it likes."""

# Speaks to a server: of each line it reads it makes the end of the post, and prints how many
# seconds later a message came after which the page had it. The library came with sphinx-autobuild.
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
class Way:
    """A way to serve a competitor's site."""

    name: str
    competitor: Competitor
    arguments: Callable[[Project, int], Sequence[str]]
    """What follows ``python -I -m`` to serve a project at a port."""


@dataclass(frozen=True, slots=True)
class Reload:
    """One edit that was measured."""

    way: str
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
WAYS = (
    *(
        Way(f"{competitor.label}, sphinx-autobuild", _live(competitor), _autobuild)
        for competitor in (competitors.BASIC, competitors.FURO, competitors.ABLOG)
    ),
    Way("sphinx-transcript, sphinx-autobuild", _OWN, _autobuild),
    Way("sphinx-transcript serve", _OWN, _serve),
)
COMPETITORS = tuple({way.competitor.name: way.competitor for way in WAYS}.values())


def measure_all(
    workdir: Path, environments: Mapping[str, Environment], posts: int, rounds: int
) -> list[Reload]:
    """Edit the site of each way in turn, *rounds* times; a first round is not counted."""
    found = []
    with contextlib.ExitStack() as stack:
        servers = []
        for number, way in enumerate(WAYS):
            if way.competitor.name not in environments:
                continue
            print(f"Starting {way.name}", file=sys.stderr, flush=True)
            python = environments[way.competitor.name].python
            folder = workdir / "sites" / f"reload-{number}-{posts}"
            project = Project(folder, way.competitor, python, posts)
            servers.append(stack.enter_context(_Server(way, project, python)))
        for turn in range(rounds + 1):
            for server in servers:
                time.sleep(_REST)
                seconds = server.edit(f"Sentence {turn} was added while the site was served.")
                print(f"round {turn}: {server.way.name} {seconds:.2f} s", file=sys.stderr)
                if turn:
                    found.append(Reload(server.way.name, turn, seconds))
    return found


def report(reloads: Sequence[Reload], posts: int) -> str:
    """Return a table of medians, and of their ratios to bare `basic` in the same round."""
    first = WAYS[0].name
    by_way: dict[str, dict[int, float]] = {}
    for each in reloads:
        by_way.setdefault(each.way, {})[each.round] = each.seconds
    rows = []
    for name, seconds in by_way.items():
        basic = by_way.get(first, {})
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
    about = f"{posts:,} posts; {rounds} edits of one post; from its being saved to the browser's"
    heads = ["served by", "seconds, median", "range", "÷ basic, median"]
    return "\n".join([f"{about} refresh message", "", *table(heads, rows)])


class _Server:
    """A server that runs, and the client that edits a post of its site."""

    def __init__(self, way: Way, project: Project, python: Path) -> None:
        self.way = way
        self._project = project
        self._python = python
        self._log = project.folder / "serve.log"

    def __enter__(self) -> Self:
        port = _free_port()
        post = self._project.posts[len(self._project.posts) // 2]
        page = f"post/{post.stem}.html"
        arguments = self.way.arguments(self._project, port)
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
        """Add *text* to the post, and return how many seconds it took to be served."""
        if self._client.stdin is None or self._client.stdout is None:
            raise BenchmarkError("the client has no pipes")
        self._client.stdin.write(f"{text}\n")
        self._client.stdin.flush()
        answer = self._client.stdout.readline()
        if not answer:
            raise BenchmarkError(f"{self.way.name} did not show an edit; the log is {self._log}")
        return float(answer)

    def _wait_for(self, port: int, page: Path) -> None:
        """Wait for the first build to end: its page is there, and nothing is written any more."""
        end = time.monotonic() + _START
        newest = self._project.output / "searchindex.js"
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise BenchmarkError(f"{self.way.name} has ended; the log is {self._log}")
            is_built = page.exists() and newest.exists()
            if is_built and time.time() - newest.stat().st_mtime > 2 * _REST:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    return
            time.sleep(0.2)
        raise BenchmarkError(f"{self.way.name} has built no site; the log is {self._log}")

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
