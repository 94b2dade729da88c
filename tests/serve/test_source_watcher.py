"""The watcher goes on watching, whatever is in the folder and whatever fails."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import watchfiles

from sphinx_transcript.serve.source_folders import WatchedFolders, ignore_filter
from sphinx_transcript.serve.source_watcher import SourceWatcher
from tests.helpers.event_loops import run_in_new_loop
from tests.helpers.live import LiveServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from tests.conftest import Site

WAIT = 20.0
"""Seconds to wait for a report, at most."""


class Watched:
    """A watcher of *folder* that runs, and what it has reported."""

    def __init__(self, folder: Path) -> None:
        self.paths: asyncio.Queue[Sequence[str] | None] = asyncio.Queue()
        self.problems: asyncio.Queue[str] = asyncio.Queue()
        self.watcher = SourceWatcher(
            [folder], ignore_filter([], [folder]), self.paths.put_nowait, self.problems.put_nowait
        )

    async def expect(self, path: Path) -> None:
        """Wait until *path* is reported, or any path may have changed."""
        async with asyncio.timeout(WAIT):
            while True:
                paths = await self.paths.get()
                if paths is None or str(path) in paths:
                    return

    async def expect_event(self, path: Path) -> None:
        """Wait until an event at *path* is reported."""
        async with asyncio.timeout(WAIT):
            while str(path) not in (await self.paths.get() or ()):
                pass


@contextlib.asynccontextmanager
async def watch(folder: Path) -> AsyncIterator[Watched]:
    watched = Watched(folder)
    task = asyncio.create_task(watched.watcher.run())
    await watched.watcher.has_tried.wait()
    try:
        yield watched
    finally:
        task.cancel()
        await asyncio.wait([task])


def undecodable(folder: Path, name: bytes) -> Path:
    """Return the path of a file whose *name* is no UTF-8."""
    return folder / os.fsdecode(name)


@pytest.mark.parametrize("recursive", [False, True])
def test_saved_files_are_reported(
    tmp_path: Path, recursive: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with watch(tmp_path) as watched:
            (tmp_path / "a.md").write_text("one")
            await watched.expect_event(tmp_path / "a.md")
            # A folder that is new has to be watched, too.
            (tmp_path / "post" / "deep").mkdir(parents=True)
            await watched.expect(tmp_path / "post" / "deep")
            (tmp_path / "post" / "deep" / "b.md").write_text("two")
            await watched.expect(tmp_path / "post" / "deep" / "b.md")
            await asyncio.sleep(0.3)
            (tmp_path / "post" / "deep" / "b.md").write_text("three")
            await watched.expect_event(tmp_path / "post" / "deep" / "b.md")

    monkeypatch.setattr(sys, "platform", "darwin" if recursive else "linux")
    run_in_new_loop(run())


def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    async def run() -> None:
        async with watch(tmp_path) as watched:
            for number in range(3):
                undecodable(tmp_path, b"caf\xe9.md").write_bytes(b"x" * number)
                (tmp_path / "a.md").write_text(str(number))
                await watched.expect(tmp_path / "a.md")
            undecodable(tmp_path, b"caf\xe9").mkdir()
            await watched.expect(tmp_path / "a.md")
            await asyncio.sleep(0.5)
            (tmp_path / "a.md").write_text("after that")
            await watched.expect_event(tmp_path / "a.md")
            assert watched.problems.empty()

    run_in_new_loop(run())


def test_linked_files_are_watched_where_they_are(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for folder in (site, tmp_path / "notes" / "deep", tmp_path / "files"):
        folder.mkdir(parents=True)
    (tmp_path / "files" / "one.md").write_text("one")
    (tmp_path / "files" / "other.md").write_text("not in the site")
    (site / "notes").symlink_to(tmp_path / "notes")
    (site / "one.md").symlink_to(tmp_path / "files" / "one.md")
    (site / "loop").symlink_to(site)
    (site / "gone.md").symlink_to(tmp_path / "nowhere" / "gone.md")

    async def run() -> None:
        async with watch(site) as watched:
            (tmp_path / "notes" / "deep" / "two.md").write_text("two")
            await watched.expect_event(site / "notes" / "deep" / "two.md")
            (tmp_path / "files" / "other.md").write_text("still not")
            (tmp_path / "files" / "one.md").write_text("uno")
            await watched.expect_event(site / "one.md")
            # What an editor does that writes a new file and puts it into the place of the old one.
            (tmp_path / "files" / "new").write_text("ein")
            (tmp_path / "files" / "new").replace(tmp_path / "files" / "one.md")
            await watched.expect_event(site / "one.md")

    run_in_new_loop(run())
    folders = WatchedFolders([str(site)], ignore_filter([], [site]))
    assert folders.source_paths(str(tmp_path / "files" / "other.md")) == []


def test_watcher_that_can_not_be_started_is_replaced_by_looking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Any:
        raise OSError("OS file watch limit reached")

    async def run() -> None:
        async with watch(tmp_path) as watched:
            async with asyncio.timeout(WAIT):
                problem = await watched.problems.get()
                assert "looked for every second" in problem
                assert "lets no more folders be watched" in problem
                while not watched.paths.empty():
                    watched.paths.get_nowait()
                assert await watched.paths.get() is None
                monkeypatch.undo()
                assert await watched.problems.get() == ""
            (tmp_path / "a.md").write_text("one")
            await watched.expect_event(tmp_path / "a.md")

    monkeypatch.setattr(watchfiles, "awatch", fail)
    run_in_new_loop(run())


def test_folder_that_vanishes_and_returns(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()

    async def run() -> None:
        async with watch(site) as watched:
            shutil.rmtree(site)
            async with asyncio.timeout(WAIT):
                assert f"{site} is gone" in await watched.problems.get()
                site.mkdir()
                assert await watched.problems.get() == ""
            (site / "a.md").write_text("one")
            await watched.expect_event(site / "a.md")

    run_in_new_loop(run())


def test_only_source_folders_are_watched(tmp_path: Path) -> None:
    for name in (
        "post/a.md", "node_modules/x/y.js", "deep/node_modules/y.js", ".venv/lib/z.py",
        "env/pyvenv.cfg", "env/lib/z.py", "html/.buildinfo", "html/_static/a.css", "_build/x/y",
        "venv/x.py",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / ".buildinfo").write_text("")  # The site's own folder is watched, whatever is in it.
    folders = WatchedFolders([str(tmp_path)], ignore_filter([tmp_path / "_build"], [tmp_path]))
    names = [os.path.relpath(path, tmp_path) for path in folders.real_folders()]
    assert names == [".", "deep", "post"]


def test_site_with_unreadable_things_is_served(site: Site) -> None:
    """The whole of it: an unreadable folder and names that can't be decoded, from the start."""
    site.post("one", title="One", date="2016-01-01")
    site.write("data/secret.md", "# Secret\n").parent.chmod(0)
    undecodable(site.srcdir, b"caf\xe9").mkdir()
    undecodable(site.srcdir, b"na\xefve.txt").touch()
    try:
        with LiveServer(
            site.folder, str(site.srcdir), "--port", "0", prefix=_as_common_user()
        ) as live:
            live.wait_for(lambda: live.build_number() > 0)
            with live.expect_refresh():
                site.post("one", title="Uno", date="2016-01-01")
            assert "Uno" in live.text("index.html")
            undecodable(site.srcdir, b"na\xefve.txt").write_bytes(b"changed")
            with live.expect_refresh():
                site.post("one", title="Eins", date="2016-01-01")
            assert "Eins" in live.text("index.html")
            assert "Traceback" not in "\n".join(live.output)
    finally:
        (site.srcdir / "data").chmod(0o700)


def _as_common_user() -> list[str]:
    """Return the beginning of a command that has no right to read everything."""
    if os.geteuid() != 0:
        return []
    command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("root can read everything here")
    return command
