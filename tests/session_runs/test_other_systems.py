"""A system without pseudo-terminals, as Windows: all works there but runs of sessions."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.session_runs.recorded_site import SESSION

if TYPE_CHECKING:
    from tests.conftest import Site

WITHOUT_POSIX = """\
import os, signal, sys
for name in ("fcntl", "pty", "termios", "tty", "resource", "pwd", "grp", "syslog", "readline"):
    sys.modules[name] = None
for module, names in {
    os: ("fork", "killpg", "setsid", "getuid", "geteuid", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK",
         "fchmod", "register_at_fork"),
    signal: ("SIGKILL", "SIGHUP", "SIGCHLD", "SIGALRM", "SIGUSR1"),
}.items():
    for name in names:
        delattr(module, name)
"""
IMPORT_ALL = """
import importlib, pkgutil
import sphinx_transcript
for module in pkgutil.walk_packages(sphinx_transcript.__path__, "sphinx_transcript."):
    # These two are programs, which run when they are imported.
    if module.name.rpartition(".")[2] not in {"__main__", "python_driver"}:
        importlib.import_module(module.name)
        print(module.name)
"""
SPHINX = "\nfrom sphinx.cmd.build import main\nsys.exit(main(sys.argv[1:]))\n"
COMMAND = "\nfrom sphinx_transcript.cli.main import main\nsys.exit(main(sys.argv[1:]))\n"
MESSAGE = "sessions can only be run on a POSIX system, such as Linux, macOS or WSL"


def run_without_posix(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run *program*, Python code, with what only POSIX systems have taken away."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX + program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_modules_can_be_imported() -> None:
    imported = run_without_posix(IMPORT_ALL)
    assert imported.stderr == ""
    assert imported.returncode == 0
    names = imported.stdout.split()
    assert len(names) > 400
    assert "sphinx_transcript.session_runs.terminal_process" in names


@pytest.fixture
def site(site: Site) -> Site:
    """Return a site with a session."""
    site.write("index.md", f"# H\n\n{SESSION}")
    return site


def test_page_is_built(site: Site) -> None:
    build = run_without_posix(
        SPHINX, "-q", "-b", "html", str(site.srcdir), str(site.folder / "html")
    )
    assert (build.returncode, build.stderr) == (0, "")
    assert "echo" in (site.folder / "html/index.html").read_text()


def test_builder_says_so_in_one_line(site: Site) -> None:
    build = run_without_posix(
        SPHINX, "-q", "-b", "sessions", str(site.srcdir), str(site.folder / "out")
    )
    assert (build.returncode, build.stderr) == (1, f"ERROR: {MESSAGE}\n")


@pytest.mark.parametrize(("arguments", "status"), [(["sessions"], 2), (["check", "--sessions"], 1)])
def test_command_says_so_in_one_line(site: Site, arguments: list[str], status: int) -> None:
    command = run_without_posix(COMMAND, *arguments, str(site.srcdir))
    assert command.returncode == status
    assert [line for line in command.stderr.splitlines() if "POSIX" in line] == [
        f"sphinx-transcript: {MESSAGE}"
    ]
    assert "Traceback" not in command.stderr
