"""Builds that hang are replaced, and files that vanish for a moment are tried again."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.serve import build_monitor
from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.build_worker import BuildSettings
from sphinx_transcript.serve.live_server import LiveServer
from sphinx_transcript.serve.terminal_report import TerminalReport
from tests.helpers.event_loops import run_in_new_loop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.conftest import Site

WAIT = 30.0
"""Seconds to wait for something, at most."""


class Scripted(BuildClient):
    """A client that makes no builds, but what *steps* say, one after the other."""

    def __init__(self, *steps: Any) -> None:
        super().__init__(BuildSettings("", "", ""))
        self._steps = iter(steps)
        self.requests: list[list[str]] = []
        self.interrupted = threading.Event()
        self.shown = 0
        """How many previews the server has been given."""

    def build(self, changed: Sequence[str] = (), *_: Any, **options: Any) -> BuildResult:
        self.requests.append(list(changed))
        self.interrupted.clear()
        step = next(self._steps, None)
        if step is None:
            return BuildResult()
        if isinstance(step, BuildResult):
            options["show_previews"](step)
            self.shown += 1
            step = hang
        result: BuildResult = step(self.interrupted, options["report_progress"])
        return result

    def interrupt(self) -> None:
        self.interrupted.set()


def hang(interrupted: threading.Event, report_progress: Callable[[str], None]) -> BuildResult:
    """Do nothing until the build is ended from outside."""
    assert interrupted.wait(WAIT)
    return BuildResult("interrupted")


def progress(interrupted: threading.Event, report_progress: Callable[[str], None]) -> BuildResult:
    """Take long, but go on."""
    for number in range(12):
        report_progress(f"reading {number}")
        if interrupted.wait(0.1):
            return BuildResult("interrupted")
    return BuildResult()


def fail(*_: object) -> BuildResult:
    return BuildResult("[Errno 2] No such file or directory: 'a.md'")


class Running:
    """A server that watches *folder*, without HTTP."""

    def __init__(self, folder: Path, client: BuildClient) -> None:
        self.reports: list[BuildResult] = []
        report = TerminalReport("http://127.0.0.1:8000/")
        report.show_result = lambda result, *_: self.reports.append(result)  # type: ignore[method-assign]
        self.server = LiveServer([folder], lambda path: False, client, report)

    async def wait_for(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(WAIT):
            while not condition():
                await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_monitor, "TELL_AFTER", 0.1)
    monkeypatch.setattr(build_monitor, "PATIENCE", 0.4)
    monkeypatch.setattr(build_monitor, "LOOK_EVERY", 0.02)


def run(folder: Path, client: Scripted, body: Callable[[Running], Any]) -> None:
    async def main() -> None:
        running = Running(folder, client)
        watching = asyncio.create_task(running.server.watch())
        try:
            await body(running)
        finally:
            client.interrupt()
            watching.cancel()
            await asyncio.wait([watching])

    run_in_new_loop(main())


def test_build_that_hangs_is_replaced_after_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client = Scripted(hang)

    async def body(running: Running) -> None:
        await running.wait_for(lambda: "the next save begins anew" in running.server.activity)
        (tmp_path / "conf.py").write_text("mended")
        await running.wait_for(lambda: running.reports)
        assert running.server.activity == ""
        assert running.server.result is not None
        assert running.server.result.error == ""

    run(tmp_path, client, body)
    assert client.requests == [[], []]
    assert "Still building after" in capsys.readouterr().err


def test_change_during_the_wait_replaces_the_build_as_well(tmp_path: Path) -> None:
    client = Scripted(None, hang)

    async def body(running: Running) -> None:
        await running.wait_for(lambda: running.reports)
        (tmp_path / "a.md").write_text("one")
        await running.wait_for(lambda: len(client.requests) == 2)
        (tmp_path / "b.md").write_text("two")
        await running.wait_for(lambda: len(running.reports) == 2)

    run(tmp_path, client, body)
    both = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    assert client.requests == [[], both[:1], both]


def test_build_that_makes_progress_is_left_alone(tmp_path: Path) -> None:
    client = Scripted(progress)

    async def body(running: Running) -> None:
        await running.wait_for(lambda: "reading" in running.server.activity)
        (tmp_path / "a.md").write_text("one")
        await running.wait_for(lambda: len(running.reports) == 2)
        assert [result.error for result in running.reports] == ["", ""]

    run(tmp_path, client, body)
    assert client.requests == [[], [str(tmp_path / "a.md")]]


def test_file_that_vanishes_for_a_moment_is_no_error(tmp_path: Path) -> None:
    client = Scripted(fail)

    async def body(running: Running) -> None:
        await running.wait_for(lambda: running.reports)

    run(tmp_path, client, body)
    assert client.requests == [[], []]


def test_file_that_stays_away_is_an_error(tmp_path: Path) -> None:
    client = Scripted(fail, fail)

    async def body(running: Running) -> None:
        await running.wait_for(lambda: running.reports)
        assert "No such file" in running.reports[0].error

    run(tmp_path, client, body)
    assert client.requests == [[], []]


def test_client_that_fails_does_not_stop_the_builds(tmp_path: Path) -> None:
    def broken(*_: object) -> BuildResult:
        raise OSError("no process can be started")

    client = Scripted(broken)

    async def body(running: Running) -> None:
        await running.wait_for(lambda: running.server.build)
        assert running.server.result is not None
        assert "no process can be started" in running.server.result.error
        (tmp_path / "a.md").write_text("one")
        await running.wait_for(lambda: running.reports)

    run(tmp_path, client, body)


def test_interrupted_build_ends_with_its_processes(site: Site) -> None:
    """With a real process: conf.py sleeps, and is mended."""
    site.conf("import time\nprint('asleep', flush=True)\ntime.sleep(600)\n")
    client = BuildClient(
        BuildSettings(str(site.srcdir), str(site.folder / "out"), str(site.folder / "doctrees"))
    )
    results: list[BuildResult] = []
    building = threading.Thread(target=lambda: results.append(client.build()))
    building.start()
    try:
        building.join(1)
        assert building.is_alive()
        client.interrupt()
        building.join(WAIT)
        assert not building.is_alive()
        site.conf("")
        seen: list[str] = []
        assert client.build([], report_progress=seen.append).error == ""
        assert seen
    finally:
        client.close()


def test_preview_of_a_page_is_shown_until_the_build_has_written_it(tmp_path: Path) -> None:
    preview = BuildResult(previews=(("a.html", "new"),), is_final=False)
    client = Scripted(None, preview, preview)

    async def body(running: Running) -> None:
        server = running.server
        await running.wait_for(lambda: running.reports)
        (tmp_path / "a.md").write_text("one")
        await running.wait_for(lambda: server.previews)
        assert server.previews == {"a.html": "new"}
        assert (server.build, server.version) == (1, "1-preview")
        client.interrupt()  # The build ends, with an error.
        await running.wait_for(lambda: server.result and server.result.error)
        assert (server.previews, server.version) == ({}, "2")
        # The foot of the pages says that the site can't be built.
        (tmp_path / "a.md").write_text("two")
        await running.wait_for(lambda: client.shown == 2)
        assert server.previews == {}

    run(tmp_path, client, body)
