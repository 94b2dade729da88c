#!/usr/bin/env python3
"""Runs the tasks of development in a virtual environment, which it makes and updates.

Usage, with Python 3.11 or newer and nothing else installed:

    python3 develop.py serve    serve the example site, and rebuild it when a file is saved
    python3 develop.py test     run the tests; further arguments go to pytest
    python3 develop.py imports  check imports against the contracts in pyproject.toml
    python3 develop.py install  make the environment, and install what the tests need
    python3 develop.py pictures take screenshots of all kinds of page; --publish: for the README
    python3 develop.py boxes    record the present layout of pages as the expected one
    python3 develop.py messages extract translatable messages, and compile the translations
    python3 develop.py schemas  generate the JSON Schemas of the package
    python3 develop.py map      update the table of rooms in CONTRIBUTING.md
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Set

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-for"
AUDIT = ROOT / "tests" / "audit"
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 (pytest makes a folder of the user in it)
"""A file system in memory, where Linux has one: tests write and delete many files."""
NO_EXTRAS: frozenset[str] = frozenset()
# The example site has recordings.
SITE = frozenset({"recordings"})
TEST = SITE | {"test"}


class Command(NamedTuple):
    """A command of this script, and the extras of the package that it needs."""

    run: Callable[[list[str]], int]
    extras: Set[str] = TEST


def main(arguments: list[str]) -> int:
    """Run the command line, and return the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 (checked at run time for a clear message)
        return print_error(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    commands = {
        "serve": Command(serve, SITE),
        "test": Command(test),
        "imports": Command(lambda _: check_imports()),
        "install": Command(lambda _: install_audit()),
        "pictures": Command(pictures),
        "boxes": Command(lambda _: replace_process(str(PYTHON), "-m", "tests.helpers.boxes")),
        "messages": Command(messages, NO_EXTRAS),
        "schemas": Command(schemas, NO_EXTRAS),
        "map": Command(lambda _: replace_process(str(PYTHON), "-m", "tests.helpers.room_map")),
    }
    command = commands.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        install(command.extras)
        return command.run(arguments[1:])
    except subprocess.CalledProcessError as error:
        return print_error(f"exit status {error.returncode}: {error.cmd}")
    except KeyboardInterrupt:
        return 130


def print_error(message: str) -> int:
    """Print *message* to standard error, and return the exit status 1."""
    print(f"develop.py: {message}", file=sys.stderr)
    return 1


def install(extras: Set[str]) -> None:
    """Make or update the environment, so that it has at least the *extras*.

    A change of pyproject.toml, of this Python or of the folder makes a new environment.
    """
    project = (ROOT / "pyproject.toml").read_bytes()
    expected = f"{hashlib.sha256(project).hexdigest()} {sys.version} {ROOT}"
    stamp, installed = read_stamp()
    if stamp == expected and PYTHON.exists():
        if extras <= installed:
            return
        print(f"Adding to {VENV.name} (this takes a minute, once): {', '.join(extras)}", flush=True)
        extras |= installed
    else:
        print(f"Making an environment in {VENV.name} (this takes a minute, once)", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", str(VENV))
    names = ",".join(sorted(extras))
    pip_install = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip_install, "--editable", f".[{names}]" if names else ".")
    STAMP.write_text(f"{expected}\n{names}\n", "utf-8")


def read_stamp() -> tuple[str, Set[str]]:
    """Return the stamp of the environment, and the extras that are installed in it."""
    if not STAMP.is_file():
        return "", NO_EXTRAS
    stamp, _, names = STAMP.read_text("utf-8").removesuffix("\n").rpartition("\n")
    return stamp, frozenset(filter(None, names.split(",")))


def install_audit() -> int:
    """Install the npm packages of the tests; without npm, these tests are skipped."""
    stamp, lock = AUDIT / "node_modules" / "installed-for", AUDIT / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    npm = shutil.which("npm")
    if npm is None or (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        return 0
    print("Installing the npm packages of the tests (tests/audit)", flush=True)
    if subprocess.call([npm, "ci", "--silent"], cwd=AUDIT):
        print_error("npm ci failed in tests/audit; the tests that need its packages are skipped")
    else:
        stamp.write_text(wanted, "utf-8")
    return 0


def serve(arguments: list[str]) -> int:
    """Serve the example site with live reload; *arguments* go to ``sphinx-transcript serve``."""
    return replace_process(
        str(SCRIPTS / "sphinx-transcript"),
        "serve",
        str(ROOT / "example_site"),
        "--output",
        str(ROOT / "build" / "example_site"),
        "--watch",
        str(ROOT / "theme"),
        *arguments,
    )


def test(arguments: list[str]) -> int:
    """Check the imports, and run the tests on all processors; *arguments* go to pytest."""
    status = check_imports()
    if status:
        return status
    install_audit()
    # Tests start many processes. Where Python writes no bytecode, each would compile the package,
    # and each process of pytest all tests.
    run(str(PYTHON), "-m", "compileall", "-q", "theme/sphinx_transcript")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and is_roomy(MEMORY_FOLDER):
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY_FOLDER)
    command = [str(PYTHON), "-m", "pytest", "--numprocesses", "auto", "--dist", "loadfile"]
    return replace_process(*command, *arguments)


def is_roomy(folder: Path) -> bool:
    """Tell whether *folder* has room for the files of the tests, and programs may run there."""
    if not os.access(folder, os.W_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize > 3 * 10**9 and not found.f_flag & os.ST_NOEXEC


def check_imports() -> int:
    """Check imports against the contracts in pyproject.toml, if there are any."""
    # Not imported at the top: older versions of Python lack it, and main() reports them.
    import tomllib  # noqa: PLC0415

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    if "importlinter" not in settings.get("tool", {}):
        return 0
    return subprocess.call([str(SCRIPTS / "lint-imports")], cwd=ROOT)


def pictures(arguments: list[str]) -> int:
    """Take screenshots of the example site; *arguments* go to tests/helpers/pictures.py."""
    return replace_process(str(PYTHON), "-m", "tests.helpers.pictures", *arguments)


def messages(arguments: list[str]) -> int:
    """Extract the message template, update the catalogue of each language, and compile them."""
    babel = str(SCRIPTS / "pybabel")
    folder = ROOT / "theme" / "sphinx_transcript" / "support" / "locale"
    template, domain = str(folder / "sphinx_transcript.pot"), "sphinx_transcript"
    run(
        babel, "-q", "extract", "-F", "babel.cfg", "--no-default-keywords", "-k", "t", "-k", "text",
        "--no-location", "--no-wrap", "--project", "sphinx-transcript", "-o", template,
        "theme/sphinx_transcript",
    )  # fmt: skip
    run(babel, "-q", "update", "-D", domain, "-i", template, "-d", str(folder), "--no-wrap")
    return run(babel, "-q", "compile", "-D", domain, "-d", str(folder))


def schemas(arguments: list[str]) -> int:
    """Generate the JSON Schemas of the package from the definitions in the code."""
    folder = ROOT / "theme" / "sphinx_transcript" / "schema"
    for path in sorted(folder.glob("*.json")):
        run(str(SCRIPTS / "sphinx-transcript"), "schema", path.stem, "--output", str(path))
    return 0


def replace_process(*command: str) -> int:
    """Replace this process with *command*, so that it gets signals; return its exit status."""
    if os.name == "nt":
        return subprocess.call(command, cwd=ROOT)
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 (no shell is needed)
    return 1


def run(*command: str) -> int:
    """Run *command* in the project folder; raise CalledProcessError if it fails."""
    return subprocess.check_call(command, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
