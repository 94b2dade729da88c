"""A parallel build in which a process fails ends with a message, and soon."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import builders
from sphinx.errors import SphinxParallelError
from sphinx.testing.util import SphinxTestApp
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks, make_chunks

from sphinx_transcript.support import parallel_builds, worker_processes
from sphinx_transcript.support.worker_errors import WorkerError
from sphinx_transcript.support.worker_processes import WorkerTasks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

DOCUMENTS = ["post/a", "post/b"]
CONF = """
import os, signal

def fail(app, docname):
    if docname == "{document}":
        {failure}

def setup(app):
    app.connect("doctree-read", lambda app, tree: {when_read})
    app.connect("html-page-context", lambda app, name, *rest: {when_written})
    app.connect("doctree-resolved", lambda app, tree, name: {when_resolved})
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""
NO_STEP = {"when_read": "None", "when_written": "None", "when_resolved": "None"}
LONG_SECONDS = 100


def _succeed(argument: list[str]) -> str:
    return " ".join(argument)


def _kill(argument: list[str]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _exit(argument: list[str]) -> None:
    os._exit(3)


def _fail(argument: list[str]) -> None:
    raise ValueError("on purpose")


def _send_much(argument: list[str]) -> bytes:
    return b"x" * 10_000_000  # More than a pipe holds.


def _kill_at_b(argument: list[str]) -> None:
    for name in argument:
        if name == "post/b":
            _kill(argument)


def test_death_of_a_worker_names_the_document_it_was_at() -> None:
    tasks = WorkerTasks(1)
    tasks.add_task(_kill_at_b, [*DOCUMENTS, "post/c"])
    with pytest.raises(WorkerError, match=r"post/a, post/b, post/c; it was at post/b\. "):
        tasks.join()


def _wait_for_file(argument: list[str]) -> str:
    """Return the first of *argument* when the file, the second, is there, unless there is none."""
    name, *waited = argument
    while waited and not os.path.exists(waited[0]):  # noqa: PTH110
        time.sleep(0.01)
    return name


def test_results_are_handled_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    late, results = tmp_path / "late", []
    tasks = WorkerTasks(2)
    for argument in (["a", str(late)], ["b"], ["c"]):
        tasks.add_task(_wait_for_file, argument, lambda given, result: results.append(result))
    assert results == []
    late.touch()
    tasks.join()
    assert results == ["a", "b", "c"]


def _write(argument: list[str]) -> None:
    _wait_for_file(argument)


def test_few_tasks_wait_and_those_without_result_are_handled_at_once(tmp_path: Path) -> None:
    """Each holds the trees of its documents."""
    late, done = tmp_path / "late", []
    tasks = WorkerTasks(2)
    tasks.add_task(_write, ["0", str(late)], lambda given, result: done.append(given[0]))
    for number in range(1, 9):
        tasks.add_task(_write, [str(number)], lambda given, result: done.append(given[0]))
        assert number - len(done) <= 2  # One is running, and one waits.
    assert done
    assert "0" not in done
    late.touch()
    tasks.join()
    assert sorted(done) == [str(number) for number in range(9)]


def test_main_process_writes_the_last_pages_where_they_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, here = tmp_path / "last", []
    messages: list[str] = []

    def write(documents: list[tuple[str, None]]) -> None:
        name = next(iter(documents))[0]
        limit = time.monotonic() + LONG_SECONDS
        while name == "b" and not last.exists():
            assert time.monotonic() < limit
            time.sleep(0.01)
        logging.getLogger("on.purpose").warning("wrote %s", name)

    def write_here(function: Any, documents: list[tuple[str, None]]) -> None:
        here.append(documents[0][0])
        function(documents)
        if documents[0][0] == "c":
            last.touch()

    tasks = WorkerTasks(1, write_here)
    for name in "abc":
        tasks.add_task(write, [(name, None)])
    monkeypatch.setattr(
        worker_processes._logger, "handle", lambda r: messages.append(r.getMessage())
    )
    tasks.join()
    assert here == ["a", "c"]
    assert messages == ["wrote b", "wrote c"]


def test_results_of_all_tasks_arrive() -> None:
    results = []
    tasks = WorkerTasks(2)
    for number in range(5):
        tasks.add_task(
            _succeed, [str(number)], lambda given, result: results.append((given, result))
        )
    tasks.join()
    assert sorted(results) == [([str(number)], str(number)) for number in range(5)]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (_kill, r"was killed by the signal 9 \(SIGKILL\); its documents: post/a, post/b\. "),
        (_exit, r"ended with the exit status 3; its documents: post/a, post/b\. "),
    ],
)
def test_death_of_a_worker_names_its_documents(function: Any, message: str) -> None:
    tasks = WorkerTasks(2)
    tasks.add_task(_send_much, [])
    tasks.add_task(function, DOCUMENTS)
    with pytest.raises(WorkerError, match=message):
        tasks.join()


def test_error_of_a_worker_is_raised_while_tasks_are_added() -> None:
    tasks = WorkerTasks(1)

    def add_until_one_fails() -> None:
        for _ in range(1000):
            tasks.add_task(_fail, DOCUMENTS)
        tasks.join()

    with pytest.raises(SphinxParallelError, match="ValueError: on purpose"):
        add_until_one_fails()


def _build(
    site: Site, failure: str, document: str = "post/a1", **steps: str
) -> subprocess.CompletedProcess[str]:
    """Build a site of 29 posts with four processes; *failure* happens at *document*."""
    site.conf(CONF.format(failure=failure, document=document, **{**NO_STEP, **steps}))
    # Each block is a warning when the page is written, together more than a pipe holds.
    body = "```nosuch\nx\n```\n\n" * 60
    for number in range(29):
        site.post(f"a{number}", title=f"A{number}", date="2020-01-01", body=body)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-j4",
        "-q",
        str(site.srcdir),
        str(site.folder / "o"),
    ]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=LONG_SECONDS, check=False
    )


@pytest.mark.parametrize("step", ["when_read", "when_written"])
@pytest.mark.parametrize(
    ("failure", "message"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "was killed by the signal 9 (SIGKILL)"),
        ("raise ValueError('on purpose')", "on purpose"),
    ],
)
def test_build_ends_with_a_message(site: Site, step: str, failure: str, message: str) -> None:
    if step == "when_read" and "kill" in failure:
        message += "; its documents: "
    name = "app.env.docname" if step == "when_read" else "name"
    # The main process writes the first pages.
    result = _build(site, failure, "post/a9", **{step: f"fail(app, {name})"})
    assert result.returncode == 2
    assert message in result.stderr
    assert "EOFError" not in result.stderr


def test_build_ends_where_one_of_the_first_pages_fails(site: Site) -> None:
    result = _build(site, "raise ValueError('on purpose')", when_written="fail(app, name)")
    assert result.returncode == 2
    assert "on purpose" in result.stderr


def test_first_pages_are_written_by_the_main_process(site: Site) -> None:
    site.conf(WRITERS)
    for number in range(20):
        site.post(f"a{number:02}", title=f"A{number}", date="2020-01-01")
    output, _ = _pages(site, "o", "-j2")
    first = [f"post/a{number:02}" for number in range(8)]
    assert re.findall("here (.*)", output) == first


def test_build_ends_where_the_main_process_fails(site: Site) -> None:
    # The last document, so that there are workers whose results nobody reads any more.
    failure = "raise ValueError('on purpose')"
    result = _build(site, failure, "post/a9", when_resolved="fail(app, name)")
    assert result.returncode == 2
    assert "on purpose" in result.stderr


def test_class_of_sphinx_is_restored(site: Site) -> None:
    site.build(parallel=2)
    assert builders.ParallelTasks is ParallelTasks  # type: ignore[attr-defined]
    assert builders.make_chunks is make_chunks  # type: ignore[attr-defined]


ALIKE = """
from sphinx import builders

def setup(app):
    def note(app, builder=None):
        tasks = builders.ParallelTasks(app.parallel - 1)
        chunks = builders.make_chunks([str(n) for n in range(300)], 1)
        print("processes", tasks.nproc, "chunks", len(chunks))
    app.connect("write-started", note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


WRITERS = """
import os

def setup(app):
    main = os.getpid()
    def note(app, name, template, context, doctree):
        if os.getpid() == main and name.startswith("post/a"):
            print("here", name, flush=True)
    def note_phase(app, doctree, name):
        assert app.phase.name != "WRITING"
    app.connect("html-page-context", note)
    app.connect("doctree-resolved", note_phase)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def _pages(site: Site, folder: str, *options: str) -> tuple[str, dict[str, bytes]]:
    output = site.folder / folder
    command = [sys.executable, "-m", "sphinx", "-q", *options, str(site.srcdir), str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, {
        str(path.relative_to(output)): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and ".doctrees" not in path.parts
    }


def test_end_of_a_build_within_another_leaves_the_workers_of_the_other() -> None:
    app: Any = SimpleNamespace(parallel=2, config=SimpleNamespace(transcript_shortcuts=True))
    outer, inner = parallel_builds._Replacements(app), parallel_builds._Replacements(app)
    tasks, found = outer.tasks(1), []
    tasks.add_task(_succeed, DOCUMENTS, lambda argument, result: found.append(result))
    inner.tasks(1)
    inner.end_workers()
    tasks.join()
    assert found == ["post/a post/b"]


def test_an_application_without_a_build_leaves_the_next_one_its_own(site: Site) -> None:
    site.post("a", title="A", date="2024-01-01")
    site.post("b", title="B", date="2024-01-02")
    app = SphinxTestApp("html", srcdir=site.srcdir)
    app.cleanup()
    assert builders.make_chunks is not make_chunks  # type: ignore[attr-defined]
    build = site.build(parallel=2)
    assert not build.warnings
    assert (build.outdir / "post" / "b.html").is_file()
    assert builders.make_chunks is make_chunks  # type: ignore[attr-defined]
    assert builders.ParallelTasks is ParallelTasks  # type: ignore[attr-defined]


def test_shares_of_sphinx_and_ours_give_the_same_pages(site: Site) -> None:
    site.conf(ALIKE)
    for number in range(12):
        site.post(f"a{number}", title=f"A{number}", date="2020-01-01", body="Text.\n" * number)
    _, one = _pages(site, "one")
    ours, pages = _pages(site, "ours", "-j2")
    sphinx, original = _pages(site, "sphinx", "-j2", "-D", "transcript_shortcuts=0")
    assert "processes 2 chunks 7" in ours
    assert "processes 1 chunks 6" in sphinx
    assert pages == one
    assert original.keys() == one.keys()
