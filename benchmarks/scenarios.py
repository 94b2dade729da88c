"""Measures builds of generated blogs: scenarios, kinds of posts, and blogs of several sizes."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from benchmarks import competitors
from benchmarks.corpora import kinds
from benchmarks.project import Project
from benchmarks.runs import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.corpora.kinds import Corpus
    from benchmarks.environments import Environment
    from benchmarks.measure import Cost

FEW = 10
"""The number of posts of a site whose build is mostly the start of Sphinx."""

FULL, NOTHING, EDITED, ADDED = "full", "nothing changed", "one body edited", "one post added"
PARALLEL = "full, 2 processes"


class Built(Protocol):
    """What is measured: the site of a competitor."""

    competitor: Competitor

    def log_lines(self) -> int:
        """Return the number of lines in the log of the last build."""


def _full(project: Project) -> Cost:
    project.reset()
    return project.build()


def _nothing(project: Project) -> Cost:
    return project.build()


def _edited(project: Project) -> Cost:
    project.edit()
    return project.build()


def _added(project: Project) -> Cost:
    project.add()
    return project.build()


def _parallel(project: Project) -> Cost:
    project.reset()
    return project.build(jobs=2, sum_memory=True)


# Each scenario continues with the state that the previous one left.
_SCENARIOS: dict[str, Callable[[Project], Cost]] = {
    FULL: _full,
    NOTHING: _nothing,
    EDITED: _edited,
    ADDED: _added,
    PARALLEL: _parallel,
}


_REPETITIONS = {NOTHING: 3, EDITED: 3, ADDED: 3}
"""Repetitions in each round of scenarios so short that noise would dominate."""


def measure_scenarios(
    workdir: Path,
    environments: Mapping[str, Environment],
    posts: int,
    rounds: int,
    scenarios: Iterable[str] = (FULL, NOTHING, EDITED, ADDED),
) -> list[Run]:
    """Measure *scenarios*, with the competitors in turn, so that noise affects all alike."""
    runs: list[Run] = []
    _warm_up(workdir, environments)
    projects = _projects(workdir, environments, posts)
    for turn in range(1, rounds + 1):
        for scenario in scenarios:
            repetitions = _REPETITIONS.get(scenario, 1)
            for number in range(1, repetitions + 1):
                _measure(runs, scenario, (turn - 1) * repetitions + number, projects)
    return runs


def measure_scaling(
    workdir: Path,
    environments: Mapping[str, Environment],
    rounds: Mapping[int, int],
    alone: Mapping[str, Iterable[int]] | None = None,
) -> list[Run]:
    """Measure full builds of sites of the sizes in *rounds*, which says how many times.

    *alone* names competitors that build the sizes there, and no others.
    """
    runs: list[Run] = []
    _warm_up(workdir, environments)
    for size, times in rounds.items():
        names = {
            name: each
            for name, each in environments.items()
            if size in (alone or {}).get(name, rounds)
        }
        projects = _projects(workdir, names, size)
        for turn in range(1, times + 1):
            _measure(runs, FULL, turn, projects)
        for project in projects.values():
            project.reset()
    return runs


def measure_kinds(
    workdir: Path, environments: Mapping[str, Environment], posts: int, rounds: int
) -> list[Run]:
    """Measure full builds of posts of each kind, as many as take about as long as *posts*."""
    runs: list[Run] = []
    _warm_up(workdir, environments)
    sites = [_projects(workdir, environments, corpus.size(posts), corpus) for corpus in kinds.ALL]
    for turn in range(1, rounds + 1):
        for projects in sites:
            _measure(runs, FULL, turn, projects)
    return runs


def note(name: str, turn: int, project: Built, cost: Cost) -> None:
    """Print what was measured; a log that has lines may mean that something is wrong."""
    lines = project.log_lines()
    print(
        f"round {turn}, {name}: {project.competitor.label} {cost.cpu:.2f} s"
        + (f"; its log has {lines} lines" if lines else ""),
        file=sys.stderr,
        flush=True,
    )


def _projects(
    workdir: Path,
    environments: Mapping[str, Environment],
    count: int,
    corpus: Corpus = kinds.USUAL,
) -> dict[str, Project]:
    """Return a site of *count* posts for each environment, by the name of the competitor."""
    return {
        competitor.name: Project(
            workdir / "sites" / f"{competitor.name}-{corpus.name}-{count}",
            competitor,
            environments[competitor.name].python,
            count,
            corpus,
        )
        for competitor in competitors.EVERY
        if competitor.name in environments
    }


def _measure(runs: list[Run], scenario: str, turn: int, projects: Mapping[str, Project]) -> None:
    """Measure *scenario* for each of *projects* in turn, and append the results to *runs*."""
    for name, project in _in_turn(projects, turn):
        cost = _SCENARIOS[scenario](project)
        corpus = project.corpus.name
        runs.append(Run(name, scenario, turn, project.count, **asdict(cost), corpus=corpus))
        note(f"{project.count} {corpus} posts, {scenario}", turn, project, cost)


def _in_turn(projects: Mapping[str, Project], turn: int) -> list[tuple[str, Project]]:
    """Return *projects*, in another order in every other round."""
    items = list(projects.items())
    return items if turn % 2 else items[::-1]


def _warm_up(workdir: Path, environments: Mapping[str, Environment]) -> None:
    """Build a small site with each competitor, to fill the disk cache before measuring."""
    for project in _projects(workdir, environments, 1).values():
        project.build()
        shutil.rmtree(project.folder)
