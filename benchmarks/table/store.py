"""Keeps the measurements of each part, so that the table can be made in several sittings."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.environments import ROOT
from benchmarks.runs import Run

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What all parts of a table have to share: figures of different settings don't compare."""

    sources: str
    """A hash of the package and the benchmark."""
    posts: int
    rounds: int
    python: str
    system: str
    processors: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The measurements of a part."""

    settings: Settings
    versions: dict[str, dict[str, str]]
    """The main packages and their versions, by competitor."""
    runs: list[Run]


def current_settings(posts: int, rounds: int) -> Settings:
    """Return the settings of a table that is measured now, here."""
    return Settings(
        _hash_of_sources(),
        posts,
        rounds,
        platform.python_version(),
        f"{platform.system()} {platform.machine()}",
        os.cpu_count() or 1,
    )


def save(folder: Path, part: str, measured: Measured) -> None:
    """Write the measurements of the *part* of that name into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(measured), indent=1)
    (folder / f"{part}.json").write_text(f"{text}\n", "utf-8")


def load(folder: Path, part: str, settings: Settings) -> Measured | None:
    """Return the measurements of a *part*, or None if there are none with these *settings*."""
    try:
        found: dict[str, Any] = json.loads((folder / f"{part}.json").read_text("utf-8"))
        if found["settings"] != asdict(settings):
            return None
        runs = [Run(**run) for run in found["runs"]]
    except (OSError, ValueError, KeyError, TypeError):
        # Another version of the benchmark may have written it.
        return None
    return Measured(settings, found["versions"], runs)


def _hash_of_sources() -> str:
    folders = (ROOT / "theme", ROOT / "benchmarks")
    patterns = ("sphinx_transcript/**/*", "*.py", "corpora/*.py", "table/*.py")
    files = {path for folder in folders for each in patterns for path in folder.glob(each)}
    total = hashlib.sha256()
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
