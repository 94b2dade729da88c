"""The command line, and the order of measurements."""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import competitors, reload, report, weight
from benchmarks.corpora.kinds import BY_NAME
from benchmarks.corpora.writer import MAX_POSTS
from benchmarks.environments import make_environments
from benchmarks.measure import BenchmarkError
from benchmarks.output_options import add_output_options, write_json
from benchmarks.project import Project, write_source
from benchmarks.report import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.environments import Environment
    from benchmarks.measure import Cost
    from benchmarks.reload import Reload
    from benchmarks.weight import Weight

_FEW = 10
"""The number of posts of a site whose build is mostly the start of Sphinx."""

_DESCRIPTION = "Measure builds of a generated blog with sphinx-transcript and with others."

_PARALLEL = "full, 2 processes"


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
    return project.build(jobs=2)


# Each scenario continues with the state that the previous one left.
_SCENARIOS: dict[str, Callable[[Project], Cost]] = {
    "full": _full,
    "nothing changed": _nothing,
    "one body edited": _edited,
    "one post added": _added,
    _PARALLEL: _parallel,
}


_REPETITIONS = {"nothing changed": 3, "one body edited": 3}
"""Repetitions in each round of scenarios so short that noise would dominate."""


def main(arguments: list[str]) -> int:
    """Run the command line, and return the exit status."""
    options = _parse(arguments)
    workdir: Path = options.workdir
    names = options.only or [competitor.name for competitor in _defaults(options)]
    if options.write:
        return _write(options, names)
    found: Sequence[Run | Weight | Reload]
    try:
        environments = make_environments(workdir, names, reload.COMPETITORS)
        print(report.environments(environments), flush=True)
        if options.weight:
            found = weights = weight.weigh_all(workdir, environments)
            print(weight.report(weights, environments))
        elif options.reload:
            found = reload.measure_all(workdir, environments, options.posts, options.repeat)
            print(reload.report(found, options.posts))
        elif options.scaling:
            found = runs = _measure_scaling(options, workdir, environments)
            print(report.scaling(runs, _FEW, *options.sizes))
        else:
            found = runs = _measure_scenarios(options, workdir, environments)
            print(report.scenarios(runs, options.posts))
    except BenchmarkError as error:
        print(f"benchmarks/run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.json:
        _write_json(options.json, environments, found)
    return 0


def _write(options: argparse.Namespace, names: Sequence[str]) -> int:
    """Write the sources of a site for each competitor in *names*, and build nothing."""
    kind, folder = options.write
    for competitor in competitors.EVERY:
        if competitor.name in names:
            site = Path(folder) / f"{competitor.name}-{kind}-{options.posts}"
            write_source(site, competitor, BY_NAME[kind], options.posts)
            print(site / "source")
    return 0


def _defaults(options: argparse.Namespace) -> tuple[competitors.Competitor, ...]:
    if options.write:
        return (competitors.BASIC, competitors.STEMMER, competitors.TRANSCRIPT)
    if options.weight:
        return competitors.WEIGHED
    if options.reload:
        return reload.COMPETITORS
    return (competitors.BASIC, competitors.TRANSCRIPT) if options.scaling else competitors.ALL


def _parse(arguments: list[str]) -> argparse.Namespace:
    every = (*competitors.EVERY, *reload.COMPETITORS)
    names = [competitor.name for competitor in every]
    parser = argparse.ArgumentParser(prog="benchmarks/run.py", description=_DESCRIPTION)
    parser.add_argument("--posts", type=_count, default=1000, help="number of posts (1000)")
    parser.add_argument(
        "--repeat", type=_count, default=3, help="number of rounds; medians are shown (3)"
    )
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--parallel", action="store_true", help="also build with two processes")
    parser.add_argument("--scaling", action="store_true", help="measure blogs of two sizes")
    parser.add_argument("--reload", action="store_true", help="measure live reload")
    parser.add_argument(
        "--weight", action="store_true", help="measure the bytes that a reader loads"
    )
    parser.add_argument(
        "--sizes",
        nargs=2,
        type=_count,
        default=(500, 5000),
        metavar=("SMALL", "LARGE"),
        help="the sizes for --scaling (500 5000)",
    )
    parser.add_argument(
        "--write",
        nargs=2,
        metavar=("KIND", "DIR"),
        help=f"only write sites of posts of a kind below DIR: {', '.join(BY_NAME)}",
    )
    add_output_options(parser)
    options = parser.parse_args(arguments)
    if options.write and options.write[0] not in BY_NAME:
        parser.error(f"there are posts of the kinds {', '.join(BY_NAME)}")
    if min(options.sizes) <= _FEW:
        parser.error(f"--sizes must be larger than {_FEW}, the size of the baseline")
    return options


def _count(text: str) -> int:
    number = int(text)
    # The scenario 'one post added' needs one more.
    if not 1 <= number < MAX_POSTS:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to {MAX_POSTS - 1}")
    return number


def _projects(
    workdir: Path, environments: Mapping[str, Environment], count: int
) -> dict[str, Project]:
    """Return a site of *count* posts for each environment, by the name of the competitor."""
    return {
        competitor.name: Project(
            workdir / "sites" / f"{competitor.name}-{count}",
            competitor,
            environments[competitor.name].python,
            count,
        )
        for competitor in competitors.EVERY
        if competitor.name in environments
    }


def _measure(
    runs: list[Run], scenario: str, turn: int, posts: int, projects: Mapping[str, Project]
) -> None:
    """Measure *scenario* for each of *projects* in turn, and append the results to *runs*."""
    for name, project in projects.items():
        cost = _SCENARIOS[scenario](project)
        runs.append(Run(name, scenario, turn, posts, **asdict(cost)))
        lines = project.log_lines()
        note = f"; its log has {lines} lines" if lines else ""
        print(
            f"round {turn}, {posts} posts, {scenario}: {project.competitor.label}"
            f" {cost.cpu:.2f} s{note}",
            file=sys.stderr,
            flush=True,
        )


def _warm_up(workdir: Path, environments: Mapping[str, Environment]) -> None:
    """Build a small site with each competitor, to fill the disk cache before measuring."""
    for project in _projects(workdir, environments, 1).values():
        project.build()
        shutil.rmtree(project.folder)


def _measure_scenarios(
    options: argparse.Namespace, workdir: Path, environments: Mapping[str, Environment]
) -> list[Run]:
    """Measure all scenarios, with the competitors in turn, so that noise affects all alike."""
    runs: list[Run] = []
    _warm_up(workdir, environments)
    projects = _projects(workdir, environments, options.posts)
    for turn in range(1, options.repeat + 1):
        for scenario in _SCENARIOS:
            if scenario != _PARALLEL or options.parallel:
                repetitions = _REPETITIONS.get(scenario, 1)
                for number in range(1, repetitions + 1):
                    _measure(
                        runs, scenario, (turn - 1) * repetitions + number, options.posts, projects
                    )
    return runs


def _measure_scaling(
    options: argparse.Namespace, workdir: Path, environments: Mapping[str, Environment]
) -> list[Run]:
    """Measure full builds of sites of the two sizes, and of a site with few posts."""
    runs: list[Run] = []
    _warm_up(workdir, environments)
    sites = {size: _projects(workdir, environments, size) for size in (_FEW, *options.sizes)}
    for turn in range(1, options.repeat + 1):
        for size, projects in sites.items():
            _measure(runs, "full", turn, size, projects)
    return runs


def _write_json(
    file: Path, environments: Mapping[str, Environment], runs: Sequence[Run | Weight | Reload]
) -> None:
    versions = {name: each.versions for name, each in environments.items()}
    write_json(file, {"environments": versions, "runs": [asdict(run) for run in runs]})
