"""Finds installed Python interpreters: those of uv and pyenv, and those on the PATH.

A file name does not prove a version: a shim of a version manager may fail, or run another version.
So each candidate is run to get its version.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Debian packages ensurepip separately; without it, no environment can be made.
_PRINT_VERSION = (
    "import ensurepip, platform, sys, venv; "
    "print(platform.python_implementation(), '%d.%d' % sys.version_info[:2])"
)
_TIMEOUT = 30
_CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def supported(classifiers: Iterable[str]) -> list[str]:
    """Return the Python versions in *classifiers*, such as ``3.13``, oldest first."""
    found = filter(None, map(_CLASSIFIER.fullmatch, classifiers))
    return sorted((match[1] for match in found), key=_numbers)


def find_all(versions: Iterable[str]) -> dict[str, Path]:
    """Return an interpreter of each of the *versions*, without versions that are not installed."""
    found = {version: find(version) for version in versions}
    return {version: path for version, path in found.items() if path is not None}


def find(version: str) -> Path | None:
    """Return a working interpreter of *version*, such as ``3.13``; None if there is none."""
    return first_that_runs(version, candidates(version, os.environ, Path.home()))


def first_that_runs(
    version: str, paths: Iterable[Path], query: Callable[[Path], str | None] | None = None
) -> Path | None:
    """Return the first of *paths* that is an interpreter of *version*, or None.

    *query* returns the version of an interpreter; the default is :func:`version_of`.
    """
    query = query or version_of
    return next((path for path in dict.fromkeys(paths) if query(path) == version), None)


def candidates(version: str, environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Yield possible paths of an interpreter of *version*, the most likely first."""
    yield Path(getattr(sys, "_base_executable", sys.executable))
    search_path = environment.get("PATH", os.defpath)
    yield from from_uv(version, search_path)
    yield from from_pyenv(version, Path(environment.get("PYENV_ROOT") or home / ".pyenv"))
    yield from from_path(version, search_path)


def from_uv(version: str, search_path: str) -> Iterator[Path]:
    """Yield the interpreter of *version* that uv finds, if uv is installed; download none."""
    uv = shutil.which("uv", path=search_path)
    if uv is not None:
        printed = _output([uv, "python", "find", "--no-project", "--no-python-downloads", version])
        if printed:
            yield Path(printed)


def from_pyenv(version: str, root: Path) -> Iterator[Path]:
    """Yield the interpreters of *version* below the pyenv folder *root*, newest first."""
    pattern = re.compile(rf"{re.escape(version)}(\.\d+)?")
    folders = [path for path in root.glob("versions/*") if pattern.fullmatch(path.name)]
    for folder in sorted(folders, key=lambda path: _numbers(path.name), reverse=True):
        yield folder / "bin" / "python"


def from_path(version: str, search_path: str) -> Iterator[Path]:
    """Yield all programs on *search_path* that may be an interpreter of *version*.

    The first one may fail, so the others are needed.
    """
    folders = [Path(folder) for folder in search_path.split(os.pathsep) if folder]
    for name in (f"python{version}", "python3", "python"):
        for folder in folders:
            path = folder / name
            if path.is_file() and os.access(path, os.X_OK):
                yield path


def version_of(python: Path) -> str | None:
    """Return the version of the interpreter *python*, such as ``3.13``.

    Returns None if it fails, cannot make environments, or is not CPython.
    """
    implementation, _, version = _output([str(python), "-I", "-c", _PRINT_VERSION]).partition(" ")
    return version if implementation == "CPython" else None


def _output(command: list[str]) -> str:
    """Return the output of *command*; an empty string if it fails."""
    try:
        process = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return process.stdout.strip() if process.returncode == 0 else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
