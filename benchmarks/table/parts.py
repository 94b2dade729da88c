"""The parts of the table: what each measures, and with which competitors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import commands, competitors, documentation, reload, scenarios
from benchmarks.runs import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.environments import Environment

    Environments = Mapping[str, Environment]
    Measure = Callable[[Path, Environments, int, int], list[Run]]

RELOAD = "reload"
"""The scenario of runs that measure live reload; their competitor is the name of the server."""

MAX_TABLE_POSTS = 1000
"""The largest size of the table; another part builds ten times as many posts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the table, measured and kept by itself."""

    name: str
    about: str
    competitors: tuple[Competitor, ...]
    measure: Measure
    """Measures a blog of a number of posts in a number of rounds."""


def few(posts: int) -> int:
    """Return the smaller size at which the cost of a post is measured."""
    return max(scenarios.FEW + 1, posts // 2)


def _builds(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    asked = (
        scenarios.FULL,
        scenarios.NOTHING,
        scenarios.EDITED,
        scenarios.ADDED,
        scenarios.PARALLEL,
    )
    return scenarios.measure_scenarios(workdir, environments, posts, rounds, asked)


def _kinds(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    size, times = max(1, posts * 3 // 10), max(1, rounds - 1)
    return scenarios.measure_kinds(workdir, environments, size, times)


def _ablog(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    asked = (scenarios.FULL, scenarios.EDITED)
    size, times = max(1, posts // 5), max(1, rounds - 1)
    return scenarios.measure_scenarios(workdir, environments, size, times, asked)


def _scaling(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    small, large, largest = few(posts), posts * 5, posts * 10
    times = {scenarios.FEW: rounds, small: rounds, large: 1, largest: 1}
    # Ten thousand posts take `basic` more time than a session may have.
    alone = {competitors.BASIC.name: (scenarios.FEW, small, large)}
    return scenarios.measure_scaling(workdir, environments, times, alone)


def _reload(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    found = reload.measure_all(workdir, environments, posts, rounds + 2)
    return [Run(each.way, RELOAD, each.round, posts, 0, each.seconds, 0) for each in found]


def _commands(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    return commands.measure_all(workdir, environments, posts, rounds + 2)


def _documentation(workdir: Path, environments: Environments, posts: int, rounds: int) -> list[Run]:
    modules, times = max(1, posts * 3 // 10), max(1, rounds - 1)
    return documentation.measure_all(workdir, environments, modules, times)


_LIVE = tuple(
    each
    for each in reload.COMPETITORS
    if each.label in {competitors.BASIC.label, competitors.TRANSCRIPT.label}
)

PARTS = (
    Part("builds", "builds of the usual posts", competitors.MAIN, _builds),
    Part("kinds", "posts of six kinds", competitors.MAIN, _kinds),
    Part(
        "scaling",
        "blogs of several sizes",
        (competitors.BASIC, competitors.TRANSCRIPT),
        _scaling,
    ),
    Part("ablog", "ABlog", (competitors.BASIC, competitors.ABLOG, competitors.TRANSCRIPT), _ablog),
    Part("reload", "live reload", _LIVE, _reload),
    Part("commands", "commands", (competitors.TRANSCRIPT,), _commands),
    Part(
        "documentation",
        "documentation of a package",
        documentation.COMPETITORS,
        _documentation,
    ),
)

BY_NAME = {part.name: part for part in PARTS}
