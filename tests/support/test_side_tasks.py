"""What other processes do at the end of a build is as if the main process had done it."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import SphinxParallelError
from sphinx.util import logging

from sphinx_transcript.search import index_builder, index_writing
from sphinx_transcript.support.side_tasks import side_tasks
from sphinx_transcript.support.worker_errors import WorkerError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build, Site

SETUP = """
import os
from pathlib import Path
from sphinx.util import logging

def setup(app):
    def note(app, name, template, context, doctree):
        if name.startswith("tag/"):
            with Path(app.outdir.parent, "writers.txt").open("a") as stream:
                print(os.getpid(), file=stream)
            logging.getLogger("on.purpose").warning("seen %s", name)
            if name == FAILING:
                raise ValueError("on purpose")
    app.connect("html-page-context", note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def tagged(site: Site) -> Site:
    """Return a site with 99 tags."""
    site.conf("FAILING = ''\n" + SETUP)
    for number in range(11):
        tags = ", ".join(f"t{number:02}{letter}" for letter in "abcdefghi")
        site.post(f"a{number}", title=f"A{number}", date="2020-01-01", tags=f"[{tags}]")
    return site


def _files(build: Build) -> dict[str, bytes]:
    return {
        str(path.relative_to(build.outdir)): path.read_bytes()
        for path in build.outdir.rglob("*")
        if path.is_file()
    }


def _writers(build: Build) -> list[str]:
    return (build.outdir.parent / "writers.txt").read_text().split()


def test_generated_pages_are_the_same_from_several_processes(tagged: Site) -> None:
    one, three = tagged.build(into="one"), tagged.build(into="three", parallel=3)
    assert len(set(_writers(one))) == 1
    assert len(set(_writers(three))) == 3
    assert _files(three) == _files(one)
    assert three.warnings == one.warnings
    assert three.warnings.count("seen tag/") == 100


def test_few_generated_pages_are_written_by_the_main_process(tagged: Site) -> None:
    before = len(_writers(tagged.build(parallel=3)))
    tagged.post("a1", title="New", date="2020-01-01", tags="[t01a]")
    after = _writers(tagged.build(parallel=3))[before:]
    assert after
    assert set(after) == {str(os.getpid())}


def test_main_process_writes_all_without_shortcuts(tagged: Site) -> None:
    writers = _writers(tagged.build(parallel=3, transcript_shortcuts=False))
    assert set(writers) == {str(os.getpid())}


def test_error_in_another_process_ends_the_build(tagged: Site) -> None:
    tagged.conf("FAILING = 'tag/t09a/index'\n" + SETUP)
    with pytest.raises(SphinxParallelError, match="on purpose"):
        tagged.build(parallel=3)


def _watch_index(monkeypatch: pytest.MonkeyPatch, file: Path, *, is_killed: bool = False) -> None:
    """Note in *file* which process writes the index, and kill it there if it *is_killed*."""
    original, main = index_writing.write_index, os.getpid()

    def write(*arguments: Any) -> None:
        file.write_text("main" if os.getpid() == main else "other")
        if is_killed and os.getpid() != main:
            os.kill(os.getpid(), signal.SIGKILL)
        original(*arguments)

    monkeypatch.setattr(index_builder, "write_index", write)
    monkeypatch.setattr(index_builder, "_MANY_PAGES", 10)


def test_index_of_many_pages_is_written_by_another_process(
    tagged: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tagged.folder / "noted"
    _watch_index(monkeypatch, noted)
    one = tagged.build(into="one")
    assert noted.read_text() == "main"
    two = tagged.build(into="two", parallel=2)
    assert noted.read_text() == "other"
    assert _files(two) == _files(one)
    # The other process has saved what the next build needs.
    tagged.post("a1", title="New", date="2020-01-01", body="Aardvark.")
    two = tagged.build(into="two", parallel=2)
    assert noted.read_text() == "main"
    assert _files(two) == _files(tagged.build(into="one"))


def test_death_of_the_process_of_the_index_ends_the_build(
    tagged: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _watch_index(monkeypatch, tagged.folder / "noted", is_killed=True)
    with pytest.raises(WorkerError, match=r"was killed .*; its work: the search index\. "):
        tagged.build(parallel=2)


def test_index_is_left_alone_where_the_build_fails(
    tagged: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build writes it with all pages."""
    one = tagged.build(into="one")
    _watch_index(monkeypatch, tagged.folder / "noted")
    tagged.conf("FAILING = 'tag/t09a/index'\n" + SETUP)
    with pytest.raises(SphinxParallelError):
        tagged.build(into="two", parallel=3)
    tagged.conf("FAILING = ''\n" + SETUP)
    search = {name: found for name, found in _files(one).items() if "/search/" in name}
    found = _files(tagged.build(into="two", parallel=2))
    assert search
    assert {name: found[name] for name in found if "/search/" in name} == search


def _warn_late(name: str) -> None:
    time.sleep(0.2 if name == "a" else 0)
    logging.getLogger("on.purpose").warning("seen %s", name)


def test_messages_are_shown_by_join_in_the_order_of_the_tasks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    tasks = side_tasks(2)
    monkeypatch.setattr(
        "sphinx_transcript.support.worker_processes._logger.handle",
        lambda record: shown.append(record.getMessage()),
    )
    for name in "abc":
        tasks.add_task(_warn_late, name)
    assert shown == []
    tasks.join()
    assert shown == ["seen a", "seen b", "seen c"]
