"""Finds the interpreters of Python on this machine, wherever they were installed by.

A program of the right name is not enough: that of a version manager may refuse to run, or run
another version. So each one that is found is asked.
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

# ensurepip is a package of its own on Debian, without which no environment can be made.
_QUESTION = (
    "import ensurepip, platform, sys, venv; "
    "print(platform.python_implementation(), '%d.%d' % sys.version_info[:2])"
)
_PATIENCE = 30
_CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def supported(classifiers: Iterable[str]) -> list[str]:
    """Return the minor versions of Python that *classifiers* name, oldest first."""
    found = filter(None, map(_CLASSIFIER.fullmatch, classifiers))
    return sorted((match[1] for match in found), key=_numbers)


def find_all(versions: Iterable[str]) -> dict[str, Path]:
    """Return an interpreter for each of the *versions* that there is one for."""
    found = {version: find(version) for version in versions}
    return {version: path for version, path in found.items() if path is not None}


def find(version: str) -> Path | None:
    """Return an interpreter of *version*, such as ``3.13``, that runs and can make environments."""
    return first_that_runs(version, candidates(version, os.environ, Path.home()))


def first_that_runs(
    version: str, paths: Iterable[Path], ask: Callable[[Path], str | None] | None = None
) -> Path | None:
    """Return the first of *paths* that is an interpreter of *version*; *ask* asks for it."""
    ask = ask or version_of
    return next((path for path in dict.fromkeys(paths) if ask(path) == version), None)


def candidates(version: str, environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Yield where an interpreter of *version* may be, the likeliest place first."""
    yield Path(getattr(sys, "_base_executable", sys.executable))
    search_path = environment.get("PATH", os.defpath)
    yield from of_uv(version, search_path)
    yield from of_pyenv(version, Path(environment.get("PYENV_ROOT") or home / ".pyenv"))
    yield from on_path(version, search_path)


def of_uv(version: str, search_path: str) -> Iterator[Path]:
    """Yield the interpreter of *version* that uv knows, if there is uv; it downloads none."""
    uv = shutil.which("uv", path=search_path)
    if uv is not None:
        printed = _output([uv, "python", "find", "--no-project", "--no-python-downloads", version])
        if printed:
            yield Path(printed)


def of_pyenv(version: str, root: Path) -> Iterator[Path]:
    """Yield the interpreters of *version* that pyenv has installed in *root*, newest first."""
    pattern = re.compile(rf"{re.escape(version)}(\.\d+)?")
    folders = [path for path in root.glob("versions/*") if pattern.fullmatch(path.name)]
    for folder in sorted(folders, key=lambda path: _numbers(path.name), reverse=True):
        yield folder / "bin" / "python"


def on_path(version: str, search_path: str) -> Iterator[Path]:
    """Yield the programs in the folders of *search_path* that may be an interpreter of *version*.

    All of them: the first may be one that refuses.
    """
    folders = [Path(folder) for folder in search_path.split(os.pathsep) if folder]
    for name in (f"python{version}", "python3", "python"):
        for folder in folders:
            path = folder / name
            if path.is_file() and os.access(path, os.X_OK):
                yield path


def version_of(python: Path) -> str | None:
    """Return the minor version of the CPython *python*; None where it does not run, or lacks venv.

    What is no CPython is none that is tested.
    """
    implementation, _, version = _output([str(python), "-I", "-c", _QUESTION]).partition(" ")
    return version if implementation == "CPython" else None


def _output(command: list[str]) -> str:
    """Return what *command* prints; nothing where it fails."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
