"""What the server prints: three lines for the first build, a progress bar, and what comes later."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.serve import terminal_report
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.progress_bar import bar_line
from sphinx_transcript.serve.terminal_report import TerminalReport
from tests.conftest import Site
from tests.helpers.live import TIMEOUT, LiveServer

if TYPE_CHECKING:
    from pathlib import Path


def first_build(tmp_path: Path, *options: str, warns: bool = False) -> list[str]:
    """Return the lines that the server prints until it says its address."""
    site = Site(tmp_path)
    site.post("one", title="One", date="2016-01-01", body="[](nowhere.md)" if warns else "Text.")
    site.post("two", title="Two", draft="true")
    with LiveServer(tmp_path, str(site.srcdir), "--port", "0", *options) as live:
        live.wait_for(lambda: any(line.startswith("Serving ") for line in live.output))
        # On a busy machine, a line says that the build takes long.
        return [line for line in live.output if not line.startswith("Still building")]


def test_first_build_prints_three_lines(tmp_path: Path) -> None:
    start, built, address = first_build(tmp_path)
    assert start == "Building src, drafts included, into src/_build/serve"
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d built in \d+\.\d s: 1 post; "
        r"not published: 1 draft shown in this preview \(post/two\.md\)",
        built,
    )
    assert re.fullmatch(r"Serving http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)", address)


def test_warnings_stand_between_the_lines(tmp_path: Path) -> None:
    start, *between, built, address = first_build(tmp_path, "--published", warns=True)
    assert start == "Building src, into src/_build/serve"
    assert [line for line in between if "WARNING" in line and "nowhere.md" in line]
    assert " s, 1 warning: 1 post; not published: 1 draft (post/two.md)" in built
    assert address.startswith("Serving ")


def test_verbose_prints_what_sphinx_says(tmp_path: Path) -> None:
    lines = first_build(tmp_path, "--verbose")
    assert any("building [html]" in line for line in lines)
    assert any("writing output" in line for line in lines)
    assert lines[-1].startswith("Serving ")


def test_address_is_last_after_a_warning_for_everyone(tmp_path: Path) -> None:
    lines = first_build(tmp_path, "--host", "0.0.0.0")  # noqa: S104
    assert lines[-2] == "Everyone who can reach this machine can read the site, drafts included."


def test_later_builds_have_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    report = TerminalReport("http://h/", ["Serving"])
    report.show_result(BuildResult(summary="1 post"), [], 1.0)
    report.show_result(BuildResult(summary="1 post"), ["a", "b", "c", "d"], 0.25)
    first, address, later = capsys.readouterr().out.splitlines()
    assert (first[8:], address) == (" built in 1.0 s: 1 post", "Serving")
    assert later[8:] == " built in 0.2 s: a, b, c and 1 more"


def test_bar_says_enough_unless_the_build_hangs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal_report, "shows_bar", lambda stream: True)
    report = TerminalReport("http://h/", ["Serving"])
    report.show_progress("reading sources... [ 10%] a")
    report.show_waiting(3.2, "reading sources", False)
    assert capsys.readouterr().err == ""
    report.show_waiting(8.0, "reading sources", True)
    assert "http://h/ says so, too." in capsys.readouterr().err


def test_address_is_said_while_the_first_build_hangs(capsys: pytest.CaptureFixture[str]) -> None:
    report = TerminalReport("http://h/", ["Serving"])
    report.show_waiting(3.2, "reading \x1b]0;x\x07sources", False)
    report.show_waiting(5.4, "reading sources", True)
    error = capsys.readouterr().err
    assert error.startswith("Still building after 3 s (reading ")
    assert error.count("\n") == 1
    assert error.endswith("sources). http://h/ says so, too.\n")
    assert "\x1b" not in error
    report.show_result(BuildResult("conf.py:1: ValueError: no"), [], 1.0)
    captured = capsys.readouterr()
    assert captured.out == "Serving\n"
    assert captured.err.endswith(" not built\nconf.py:1: ValueError: no\n")
    report.show_waiting(3.2, "", False)
    assert capsys.readouterr().err == "Still building after 3 s.\n"


@pytest.mark.parametrize(
    ("progress", "columns", "expected"),
    [
        ("reading sources... [ 50%] post/a", 80, "[############............]  50% reading sources"),
        ("writing output... [100%] b", 80, f"[{'#' * 24}] 100% writing output"),
        ("loading environment...", 80, f"[{'.' * 24}]      loading environment"),
        ("reading sources... [ 50%] post/a", 40, "[############............]  50% reading"),
        ("reading sources... [ 50%] post/a", 20, "[############......"),
        # Wide characters take two columns each.
        ("読み込み中です... [ 50%] a", 40, "[############............]  50% 読み込"),
    ],
)
def test_bar_fits_into_the_terminal(progress: str, columns: int, expected: str) -> None:
    assert bar_line(progress, columns) == expected


def printed_on_terminal(site: Site, **environment: str) -> bytes:
    """Return what the server prints on a terminal until it says its address."""
    import pty

    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "sphinx_transcript", "serve", str(site.srcdir), "--port", "0"]
    process = subprocess.Popen(command, stdout=end, stderr=end, env={**os.environ, **environment})
    os.close(end)
    printed, stop = b"", time.monotonic() + TIMEOUT
    while b"Ctrl-C ends it" not in printed and time.monotonic() < stop:
        printed += os.read(terminal, 4096)
    process.send_signal(signal.SIGINT)
    assert process.wait(TIMEOUT) == 0
    os.close(terminal)
    return printed


@pytest.mark.skipif(os.name != "posix", reason="there are no such terminals")
def test_terminal_gets_a_bar_that_what_follows_replaces(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(80):
        site.post(f"p{number:03}", title=f"P {number}", date="2016-01-01")
    site.post("last", title="Last", date="2016-01-01", body="[](nowhere.md)")
    printed = printed_on_terminal(site, NO_COLOR="1", TERM="xterm", COLUMNS="80")
    text = printed.decode()
    assert re.search(r"\r\[#*\.*\] +\d+% (reading sources|writing output)", text)
    assert "\x1b[3" not in text  # No colour.
    # What a terminal shows in the end: each line as it is after the last return in it.
    shown = [line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n")]
    assert not any(line.strip().startswith("[#") for line in shown)
    (warning,) = [line for line in shown if "nowhere.md" in line]
    assert warning.startswith("\x1b[K")  # Erases what is left of the bar.


@pytest.mark.skipif(os.name != "posix", reason="there are no such terminals")
def test_terminal_without_control_sequences_gets_none(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.post("a", title="A", date="2016-01-01", body="[](nowhere.md)")
    printed = printed_on_terminal(site, TERM="dumb")
    assert b"nowhere.md" in printed
    assert b"\x1b" not in printed
