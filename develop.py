#!/usr/bin/env python3
"""Run the example site or the tests, in an environment that this script makes and keeps.

Usage, with any Python from 3.11 on and nothing else installed:

    python3 develop.py serve    build the example site, serve it, rebuild what is saved
    python3 develop.py test     run the tests; what follows goes to pytest
    python3 develop.py install  only make the environment, and install what the tests need
    python3 develop.py pictures take pictures of all kinds of page; --publish: those of the README
    python3 develop.py boxes    have tests hold pages to where things are on them now
    python3 develop.py messages gather the messages to translate, and compile the translations
    python3 develop.py schemas  write the JSON Schemas that the package ships
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-for"
AUDIT = ROOT / "tests" / "audit"
PORT = 8000


def main(arguments: list[str]) -> int:
    """Do what the command line says, and return the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this is what says so)
        return complain(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    commands: dict[str, Callable[[list[str]], int]] = {
        "serve": serve,
        "test": test,
        "install": lambda _: install_audit(),
        "pictures": pictures,
        "boxes": lambda _: become(str(PYTHON), "-m", "tests.boxes"),
        "messages": messages,
        "schemas": schemas,
    }
    command = commands.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        install()
        return command(arguments[1:])
    except subprocess.CalledProcessError as error:
        return complain(f"this failed with exit status {error.returncode}: {error.cmd}")
    except KeyboardInterrupt:
        return 130


def complain(message: str) -> int:
    """Say what is wrong, and return the exit status for it."""
    print(f"develop.py: {message}", file=sys.stderr)
    return 1


def install() -> None:
    """Make the environment, unless there is one for this pyproject.toml and this Python."""
    project = (ROOT / "pyproject.toml").read_bytes()
    wanted = f"{hashlib.sha256(project).hexdigest()} {sys.version} {ROOT}"
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted and PYTHON.exists():
        return
    print(f"Making an environment in {VENV.name} (this takes a minute, once)", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", str(VENV))
    run(
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-e",
        ".[test]",
    )
    STAMP.write_text(wanted, "utf-8")


def install_audit() -> int:
    """Install what the tests look at the pages with, where there is npm; else they are skipped."""
    stamp, lock = AUDIT / "node_modules" / "installed-for", AUDIT / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    npm = shutil.which("npm")
    if npm is None or (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        return 0
    print("Installing what the tests look at the pages with (tests/audit)", flush=True)
    if subprocess.call([npm, "ci", "--silent"], cwd=AUDIT):
        complain("npm ci failed in tests/audit; the tests that need its packages are skipped")
    else:
        stamp.write_text(wanted, "utf-8")
    return 0


def serve(arguments: list[str]) -> int:
    """Serve the example site with live reload; *arguments* go to sphinx-autobuild."""
    if "--port" not in arguments:
        # 0 has sphinx-autobuild look for a port that is free; it prints the address.
        arguments = ["--port", str(PORT if is_free(PORT) else 0), *arguments]
    output = ROOT / "build" / "example_site"
    return become(
        str(SCRIPTS / "sphinx-autobuild"),
        "--watch", str(ROOT / "theme"),
        *arguments,
        str(ROOT / "example_site"),
        str(output),
    )  # fmt: skip


def test(arguments: list[str]) -> int:
    """Run the tests, on all processors; *arguments* go to pytest."""
    install_audit()
    command = [str(PYTHON), "-m", "pytest", "--numprocesses", "auto", "--dist", "loadfile"]
    return become(*command, *arguments)


def pictures(arguments: list[str]) -> int:
    """Take pictures of the example site with a Chromium; *arguments* go to tests/pictures.py."""
    return become(str(PYTHON), "-m", "tests.pictures", *arguments)


def messages(arguments: list[str]) -> int:
    """Write the template of messages, update each language's file from it and compile them."""
    babel = str(SCRIPTS / "pybabel")
    folder = ROOT / "theme" / "sphinx_transcript" / "locale"
    template, domain = str(folder / "sphinx_transcript.pot"), "sphinx_transcript"
    run(
        babel, "-q", "extract", "-F", "babel.cfg", "--no-default-keywords", "-k", "t", "-k", "text",
        "--no-location", "--no-wrap", "--project", "sphinx-transcript", "-o", template,
        "theme/sphinx_transcript",
    )  # fmt: skip
    run(babel, "-q", "update", "-D", domain, "-i", template, "-d", str(folder), "--no-wrap")
    return run(babel, "-q", "compile", "-D", domain, "-d", str(folder))


def schemas(arguments: list[str]) -> int:
    """Write the JSON Schemas of the package from the definitions that they describe."""
    folder = ROOT / "theme" / "sphinx_transcript" / "schema"
    for path in sorted(folder.glob("*.json")):
        run(str(SCRIPTS / "sphinx-transcript"), "schema", path.stem, "--output", str(path))
    return 0


def is_free(port: int) -> bool:
    """Tell whether nothing on this machine listens on *port*."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def become(*command: str) -> int:
    """Run *command* in place of this program, so that a signal reaches it; return its status."""
    if os.name == "nt":
        return subprocess.call(command, cwd=ROOT)
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted)
    return 1


def run(*command: str) -> int:
    """Run *command* in the project's folder; raise CalledProcessError if it fails."""
    return subprocess.check_call(command, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
