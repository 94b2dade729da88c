"""The command line, and the order of measurements."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import commands, competitors, documentation, reload, report, scenarios, weight
from benchmarks.corpora.kinds import BY_NAME
from benchmarks.corpora.writer import MAX_POSTS
from benchmarks.environments import make_environments
from benchmarks.measure import BenchmarkError
from benchmarks.output_options import add_output_options, write_json
from benchmarks.project import write_source
from benchmarks.table import command as table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.environments import Environment
    from benchmarks.reload import Reload
    from benchmarks.runs import Run
    from benchmarks.weight import Weight

_DESCRIPTION = "Measure builds of a generated blog with sphinx-transcript and with others."

_SPARE = 100
"""Posts that are only added while it is measured."""


def main(arguments: list[str]) -> int:
    """Run the command line, and return the exit status."""
    options = _parse(arguments)
    names = options.only or [competitor.name for competitor in _defaults(options)]
    if options.write:
        return _write(options, names)
    try:
        if options.table:
            return table.run(options)
        environments = make_environments(options.workdir, names, reload.COMPETITORS)
        print(report.environments(environments), flush=True)
        found = _measure(options, environments)
    except BenchmarkError as error:
        print(f"benchmarks/run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.json:
        versions = {name: each.versions for name, each in environments.items()}
        runs = [asdict(run) for run in found]
        write_json(options.json, {"environments": versions, "runs": runs})
    return 0


def _measure(
    options: argparse.Namespace, environments: Mapping[str, Environment]
) -> Sequence[Run | Weight | Reload]:
    """Measure what *options* ask for, print a report, and return the measurements."""
    workdir, posts, rounds = options.workdir, options.posts, options.repeat
    runs: Sequence[Run]
    if options.weight:
        weights = weight.weigh_all(workdir, environments)
        print(weight.report(weights, environments))
        return weights
    if options.reload:
        reloads = reload.measure_all(workdir, environments, posts, rounds)
        print(reload.report(reloads, posts))
        return reloads
    if options.scaling:
        sizes = (scenarios.FEW, *options.sizes)
        runs = scenarios.measure_scaling(workdir, environments, dict.fromkeys(sizes, rounds))
        print(report.scaling(runs, *sizes))
    elif options.kinds:
        runs = scenarios.measure_kinds(workdir, environments, posts, rounds)
        print(report.kinds(runs))
    elif options.documentation:
        runs = documentation.measure_all(workdir, environments, posts, rounds)
        print(report.scenarios(runs, f"{posts:,} modules with their documentation"))
    elif options.commands:
        runs = commands.measure_all(workdir, environments, posts, rounds)
        print(report.scenarios(runs, f"commands on a site of {posts:,} posts"))
    else:
        asked = [scenarios.FULL, scenarios.NOTHING, scenarios.EDITED, scenarios.ADDED]
        asked += [scenarios.PARALLEL] if options.parallel else []
        runs = scenarios.measure_scenarios(workdir, environments, posts, rounds, asked)
        print(report.scenarios(runs, f"{posts:,} posts"))
    return runs


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
    if options.write or options.kinds:
        return competitors.MAIN
    if options.weight:
        return competitors.WEIGHED
    if options.reload:
        return reload.COMPETITORS
    if options.documentation:
        return documentation.COMPETITORS
    if options.commands:
        return (competitors.TRANSCRIPT,)
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
    modes = parser.add_mutually_exclusive_group()
    for name, about in {
        "kinds": "measure blogs of posts of six kinds",
        "scaling": "measure blogs of two sizes",
        "reload": "measure live reload",
        "commands": "measure the commands new, list and check",
        "documentation": "measure the documentation of a Python package, under themes alone",
        "weight": "measure the bytes that a reader loads",
        "table": "measure all figures of the manual, and write its table",
    }.items():
        modes.add_argument(f"--{name}", action="store_true", help=about)
    modes.add_argument(
        "--write",
        nargs=2,
        metavar=("KIND", "DIR"),
        help=f"only write sites of posts of a kind below DIR: {', '.join(BY_NAME)}",
    )
    parser.add_argument(
        "--sizes",
        nargs=2,
        type=_count,
        default=(500, 5000),
        metavar=("SMALL", "LARGE"),
        help="the sizes for --scaling (500 5000)",
    )
    table.add_options(parser)
    add_output_options(parser)
    options = parser.parse_args(arguments)
    if options.write and options.write[0] not in BY_NAME:
        parser.error(f"there are posts of the kinds {', '.join(BY_NAME)}")
    if min(options.sizes) <= scenarios.FEW:
        parser.error(f"--sizes must be larger than {scenarios.FEW}, the size of the baseline")
    return options


def _count(text: str) -> int:
    number = int(text)
    # The scenario 'one post added' needs more of them.
    if not 1 <= number <= MAX_POSTS - _SPARE:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to {MAX_POSTS - _SPARE}")
    return number
