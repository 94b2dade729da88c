"""Makes a virtual environment for each competitor, and reuses it until its inputs change."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.competitors import BASIC, CHECKOUT, EVERY, PINNING
from benchmarks.measure import BenchmarkError, measure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from benchmarks.competitors import Competitor

ROOT = Path(__file__).resolve().parent.parent

_REPORTED = (
    "sphinx", "docutils", "myst-parser", "markdown-it-py", "pygments", "snowballstemmer",
    "pystemmer", "sphinx-autobuild", "alabaster", "ablog", "furo", "pydata-sphinx-theme",
    "mkdocs", "mkdocs-material", "sphinx-transcript",
)  # fmt: skip

_LIST_VERSIONS = """\
import json, sys
from importlib.metadata import distributions
found = {each.name.lower().replace("_", "-"): each.version for each in distributions()}
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment with the packages of a competitor."""

    python: Path
    versions: dict[str, str]
    """The version of each installed package."""

    def main_versions(self) -> dict[str, str]:
        """Return the versions of the packages that reports list."""
        return {name: self.versions[name] for name in _REPORTED if name in self.versions}


def make_environments(
    workdir: Path, names: Collection[str], more: Sequence[Competitor] = ()
) -> dict[str, Environment]:
    """Return the environment of each competitor in *names*, by name.

    *more* are competitors besides EVERY.
    """
    found: dict[str, Environment] = {}
    pins: dict[str, str] = {}
    for competitor in (*EVERY, *more):
        if competitor in PINNING or competitor.name in names:
            found[competitor.name] = _make(workdir, competitor, pins)
        if competitor in PINNING:
            pins = found[competitor.name].versions
    return {name: environment for name, environment in found.items() if name in names}


def _make(workdir: Path, competitor: Competitor, pins: dict[str, str]) -> Environment:
    folder = workdir / "environments" / competitor.name
    python = folder / "bin" / "python"
    stamp, constraints = folder / "installed-for", folder / "constraints.txt"
    tools = {"pip", "setuptools", "wheel"}
    lines = [f"{name}=={version}" for name, version in sorted(pins.items()) if name not in tools]
    # All inputs that determine what is installed.
    inputs = [*competitor.requirements, sys.version, *lines]
    if CHECKOUT in competitor.requirements:
        inputs.append(_source_hash())
    if not (python.exists() and stamp.is_file() and stamp.read_text("utf-8") == str(inputs)):
        print(f"Installing {competitor.label}", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        log = workdir / "logs" / f"install-{competitor.name}.log"
        measure([sys.executable, "-m", "venv", str(folder)], log)
        constraints.write_text("\n".join([*lines, ""]), "utf-8")
        packages = [str(ROOT) if each == CHECKOUT else each for each in competitor.requirements]
        pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
        measure([*pip, "--constraint", str(constraints), *packages], log)
        stamp.write_text(str(inputs), "utf-8")
    environment = Environment(python, _versions(python))
    _check(competitor, environment, pins)
    return environment


def _versions(python: Path) -> dict[str, str]:
    command = [str(python), "-I", "-c", _LIST_VERSIONS]
    output = subprocess.check_output(command, text=True)  # noqa: S603 (the command is above)
    versions: dict[str, str] = json.loads(output)
    return versions


def _check(competitor: Competitor, environment: Environment, pins: dict[str, str]) -> None:
    """Raise BenchmarkError if *environment* would make the comparison unfair."""
    if competitor is BASIC and "pystemmer" in environment.versions:
        raise BenchmarkError(f"PyStemmer is in the environment of {competitor.label}")
    if competitor.is_sphinx and pins and environment.versions["sphinx"] != pins["sphinx"]:
        raise BenchmarkError(f"{competitor.label} has another Sphinx than {pins['sphinx']}")


def _source_hash() -> str:
    """Return a hash of all files of the checkout that are part of an installation."""
    names = ("pyproject.toml", "README.md", "LICENSE")
    files = [path for path in (ROOT / "theme").rglob("*") if path.is_file()]
    files = [path for path in files if "__pycache__" not in path.parts]
    total = hashlib.sha256()
    for path in sorted([*files, *(ROOT / name for name in names)]):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
