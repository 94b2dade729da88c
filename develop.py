#!/usr/bin/env python3
"""Run the example site or the tests, in an environment that this script makes and keeps.

Usage, with any Python from 3.11 on and nothing else installed:

    python3 develop.py serve    build the example site, serve it, rebuild what is saved
    python3 develop.py test     run the tests; what follows goes to pytest
    python3 develop.py imports  hold the imports of modules to the contracts in pyproject.toml
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
NO_EXTRAS: frozenset[str] = frozenset()
TEST = frozenset({"test"})


class Command(NamedTuple):
    """Something that this script does, and the extras of the package that it needs."""

    run: Callable[[list[str]], int]
    extras: Set[str] = TEST


def main(arguments: list[str]) -> int:
    """Do what the command line says, and return the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this is what says so)
        return complain(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    commands = {
        "serve": Command(serve, NO_EXTRAS),
        "test": Command(test),
        "imports": Command(lambda _: check_imports()),
        "install": Command(lambda _: install_audit()),
        "pictures": Command(pictures),
        "boxes": Command(lambda _: become(str(PYTHON), "-m", "tests.boxes")),
        "messages": Command(messages, NO_EXTRAS),
        "schemas": Command(schemas, NO_EXTRAS),
    }
    command = commands.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        install(command.extras)
        return command.run(arguments[1:])
    except subprocess.CalledProcessError as error:
        return complain(f"this failed with exit status {error.returncode}: {error.cmd}")
    except KeyboardInterrupt:
        return 130


def complain(message: str) -> int:
    """Say what is wrong, and return the exit status for it."""
    print(f"develop.py: {message}", file=sys.stderr)
    return 1


def install(extras: Set[str]) -> None:
    """Have an environment for this pyproject.toml and this Python, with at least these *extras*.

    Extras that are missing are added to an environment that is there.
    """
    project = (ROOT / "pyproject.toml").read_bytes()
    wanted = f"{hashlib.sha256(project).hexdigest()} {sys.version} {ROOT}"
    made_for, installed = read_stamp()
    if made_for == wanted and PYTHON.exists():
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
    STAMP.write_text(f"{wanted}\n{names}\n", "utf-8")


def read_stamp() -> tuple[str, Set[str]]:
    """Return what the environment was made for, and the extras that are installed in it."""
    if not STAMP.is_file():
        return "", NO_EXTRAS
    made_for, _, names = STAMP.read_text("utf-8").removesuffix("\n").rpartition("\n")
    return made_for, frozenset(filter(None, names.split(",")))


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
    """Serve the example site with live reload; *arguments* go to ``sphinx-transcript serve``."""
    return become(
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
    command = [str(PYTHON), "-m", "pytest", "--numprocesses", "auto", "--dist", "loadfile"]
    return become(*command, *arguments)


def check_imports() -> int:
    """Hold the imports of modules to the contracts in pyproject.toml, if there are any."""
    # Only a Python that has it gets this far.
    import tomllib  # noqa: PLC0415

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    if "importlinter" not in settings.get("tool", {}):
        return 0
    return subprocess.call([str(SCRIPTS / "lint-imports")], cwd=ROOT)


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
