"""Commands that don't end, that print too much, or that leave processes behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from sphinx_transcript.session_runs.page_run import RunSettings, run_page
from sphinx_transcript.session_runs.running_shell import SessionsError
from sphinx_transcript.session_runs.terminal_process import CancelledError
from tests.session_runs.pages import block, run, run_one


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files, which is empty again after each test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def processes(mark: str) -> list[str]:
    """Return the command lines of the processes that have *mark* in it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if mark in command and "pytest" not in command:
            found.append(command)
    return found


def test_command_that_never_ends_fails_and_ends_its_shell(temporary: Path) -> None:
    outcome = run_one("$ echo a\na\n$ echo begin; sleep 54321\n$ echo b\nb", timeout=0.5)
    first, second, third = outcome.entries
    assert outcome.state == "failed"
    assert first.problem == ""
    assert (second.printed, second.status) == ("begin\n", None)
    assert second.problem == "`echo begin; sleep 54321`: it did not end within 0.5 s"
    assert third.problem == "`echo b` is not run: an earlier command did not end within 0.5 s"
    assert processes("54321") == []
    assert list(temporary.iterdir()) == []


def test_ten_megabytes_are_compared() -> None:
    start = time.monotonic()
    (good,) = run(block("$ yes | head -c 10000000\ny\n...\ny\n")).blocks
    (bad,) = run(block("$ yes | head -c 10000000\ny\n...\nn\n")).blocks
    assert good.state == "passed"
    assert bad.state == "failed"
    assert len(bad.entries[0].problem) < 2000
    assert time.monotonic() - start < 60


def test_endless_output_is_stopped() -> None:
    outcome = run_one("$ yes\n...")
    assert outcome.entries[0].problem == "`yes`: it printed more than 16 MiB"
    assert len(outcome.entries[0].printed) <= 16 << 20


@pytest.mark.parametrize(
    "command",
    [
        "sleep 43210 &",
        "nohup sleep 43210 >/dev/null 2>&1 &",
        "setsid sleep 43210 &",
        "(setsid sh -c 'sleep 43210 & sleep 43210 &' &)",
        "(env -i sh -c 'sleep 43210 & exec sleep 43210' &)",
        "sh -c 'trap : HUP TERM INT; sleep 43210; sleep 43210' &",
        "disown -a; sleep 43210 & disown; exit",
        "sleep 43210 & kill -9 $$",
        "mkdir a; touch a/b; chmod 0 a; sleep 43210 &",
    ],
)
def test_no_process_and_no_file_is_left_behind(command: str, temporary: Path) -> None:
    outcome = run_one(f"$ {command}\n...\n$ sleep 0.2\n...")
    assert outcome.entries[0].problem == ""
    assert processes("43210") == []
    assert list(temporary.iterdir()) == []


def test_run_can_be_cancelled(temporary: Path) -> None:
    settings = RunSettings(Path(), cancelled=threading.Event(), timeout=60)
    threading.Timer(0.7, settings.cancelled.set).start()
    start = time.monotonic()
    with pytest.raises(CancelledError):
        run_page("page", [block("$ sleep 32109")], settings)
    assert time.monotonic() - start < 10
    assert processes("32109") == []
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_build_leaves_nothing_behind(
    number: signal.Signals, tmp_path: Path, temporary: Path
) -> None:
    # Another number for each signal: these tests may run at the same time.
    seconds = f"21098{number:02}"
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_transcript']\n")
    command = f"(setsid sleep {seconds} &) ; sleep {seconds}"
    text = f"# H\n\n```{{session}}\n:timeout: 60\n$ {command}\n```\n"
    (tmp_path / "index.md").write_text(text)
    (tmp_path / "other.md").write_text(f"---\norphan: true\n---\n{text}")
    build = subprocess.Popen(
        [sys.executable, "-m", "sphinx", "-q", "-j2", "-b", "sessions", ".", "out"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    end = time.monotonic() + 60
    while len(processes(seconds)) < 4 and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(build.pid, number)
    output, _ = build.communicate(timeout=30)
    if number is signal.SIGINT:
        assert (build.returncode, output) == (130, b"")
    end = time.monotonic() + 10
    while (processes(seconds) or any(temporary.glob("sessions-*"))) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes(seconds) == []
    # Of the folders of the build, those of sessions are gone.
    assert not any(temporary.glob("sessions-*"))


@pytest.mark.parametrize(
    ("shell", "reason"),
    [
        (["nosuchprogram"], "nosuchprogram: No such file or directory"),
        (["true"], "it has ended"),
        (["/etc/passwd"], "/etc/passwd: Permission denied"),
    ],
)
def test_missing_shell_is_one_message(shell: list[str], reason: str) -> None:
    with pytest.raises(SessionsError) as error:
        run(block("$ a"), shell=shell)
    wanted = f"the shell {shell[0]!r} of transcript_session_shell can't be run: {reason}"
    assert str(error.value) == wanted


def test_missing_temporary_folder_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", fail)
    with pytest.raises(SessionsError, match=r"^no temporary folder can be made in .*: No space"):
        run(block("$ a"))


def test_shell_behind_another_program_needs_no_folder_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("42\n")
    away = ["sh", "-c", f"cd / && rm -rf {tmp_path}/temporary/sessions-* && exec env -i sh"]
    outcome = run(
        block(
            "$ pwd; echo $HOME; cat data.txt; echo $LC_ALL\n/work\n/home/user\n42\nC.UTF-8\n",
            files=("data.txt",),
        ),
        block(">>> import os; os.getcwd()\n'/work'", "python"),
        folder=tmp_path,
        shell=away,
    )
    assert [each.entries[0].problem for each in outcome.blocks] == ["", ""]
