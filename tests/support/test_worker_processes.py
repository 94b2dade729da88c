"""A parallel build in which a process fails ends with a message, and soon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import builders
from sphinx.errors import SphinxParallelError
from sphinx.util.parallel import ParallelTasks

from sphinx_transcript.support.worker_processes import WorkerError, WorkerTasks

if TYPE_CHECKING:
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
    result = _build(site, failure, **{step: f"fail(app, {name})"})
    assert result.returncode == 2
    assert message in result.stderr
    assert "EOFError" not in result.stderr


def test_build_ends_where_the_main_process_fails(site: Site) -> None:
    # The last document, so that there are workers whose results nobody reads any more.
    failure = "raise ValueError('on purpose')"
    result = _build(site, failure, "post/a9", when_resolved="fail(app, name)")
    assert result.returncode == 2
    assert "on purpose" in result.stderr


def test_class_of_sphinx_is_restored(site: Site) -> None:
    site.build(parallel=2)
    assert builders.ParallelTasks is ParallelTasks  # type: ignore[attr-defined]
