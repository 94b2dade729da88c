"""Measures commands of sphinx-transcript from their start to their end, on a site with posts."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.competitors import TRANSCRIPT
from benchmarks.measure import BenchmarkError, measure
from benchmarks.project import Project
from benchmarks.runs import Run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.environments import Environment

NEW, LIST, CHECK = "new", "list", "check"

_ARGUMENTS = {NEW: ("new", "A new post"), LIST: ("list",), CHECK: ("check",)}


def measure_all(
    workdir: Path, environments: Mapping[str, Environment], posts: int, rounds: int
) -> list[Run]:
    """Run each command in turn, for *rounds* rounds after one that is not counted."""
    python = environments[TRANSCRIPT.name].python
    project = Project(workdir / "sites" / f"commands-{posts}", TRANSCRIPT, python, posts)
    log = project.folder / "command.log"
    runs: list[Run] = []
    for turn in range(rounds + 1):
        for name, arguments in _ARGUMENTS.items():
            # The program as it is installed; with -I it imports nothing else.
            program = python.parent / "sphinx-transcript"
            command = [str(python), "-I", str(program), *arguments]
            cost = measure(command, log, folder=project.source)
            _check(name, project, log)
            if turn:
                runs.append(Run(TRANSCRIPT.name, name, turn, posts, **asdict(cost)))
                print(f"round {turn}, {name}: {cost.cpu:.2f} s", file=sys.stderr, flush=True)
    return runs


def _check(name: str, project: Project, log: Path) -> None:
    """Raise BenchmarkError if the command did something else, and revert what it did."""
    lines = log.read_text("utf-8").splitlines()
    if name == NEW:
        (project.source / lines[-1]).unlink()
    elif name == LIST and len(lines) != project.count:
        raise BenchmarkError(f"list has {len(lines)} lines, not {project.count}: {log}")
