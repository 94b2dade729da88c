"""Formats measurements as Markdown."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from benchmarks import competitors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.environments import Environment

_T = TypeVar("_T")

_LABELS = {competitor.name: competitor.label for competitor in competitors.EVERY}
_BASIC, _STEMMER = competitors.BASIC.name, competitors.STEMMER.name


@dataclass(frozen=True, slots=True)
class Run:
    """A measured build."""

    competitor: str
    scenario: str
    round: int
    posts: int
    cpu: float
    wall: float
    memory: float


_FIGURES: dict[str, Callable[[Run], float]] = {
    "CPU seconds": lambda run: run.cpu,
    "wall seconds": lambda run: run.wall,
    "peak memory, MiB": lambda run: run.memory,
}


def environments(found: Mapping[str, Environment]) -> str:
    """Return a list of the packages that all environments share, and of those that differ."""
    versions = {name: environment.main_versions() for name, environment in found.items()}
    common = set.intersection(*(set(each.items()) for each in versions.values()))
    lines = [f"Python {platform.python_version()}", f"- all: {_pairs(sorted(common))}"]
    for name, each in versions.items():
        label = _LABELS.get(name.removesuffix("-live"), name)
        own = [pair for pair in each.items() if pair not in common]
        lines.append(f"- {label}: {_pairs(own) or 'no others'}")
    return "\n".join([lines[0], "", *lines[1:], ""])


def _pairs(versions: Iterable[tuple[str, str]]) -> str:
    return ", ".join(" ".join(pair) for pair in versions)


def scenarios(runs: Sequence[Run], posts: int) -> str:
    """Return a table for each measure: medians, and ratios to `basic`."""
    rounds = max(run.round for run in runs if run.scenario == "full")
    about = "medians, and in brackets the medians of ratios to `basic` in the same round"
    parts = [f"{posts:,} posts; {rounds} rounds; {about}", ""]
    for title, figure in _FIGURES.items():
        parts += [*_scenario_table(title, runs, figure), ""]
    return "\n".join(parts)


def _scenario_table(title: str, runs: Sequence[Run], figure: Callable[[Run], float]) -> list[str]:
    medians = _medians(runs, figure)
    names = _unique(name for name, _, _ in medians)
    columns = _unique((scenario, posts) for _, scenario, posts in medians)
    heads = [title, *(scenario for scenario, _ in columns)]
    with_stemmer = _STEMMER in names and "full" in heads
    if with_stemmer:
        heads.insert(heads.index("full") + 1, f"full ÷ {_LABELS[_STEMMER]}")
    rows = []
    for name in names:
        row = [_LABELS[name]]
        for column in columns:
            value = _round(medians[name, *column])
            if (_BASIC, *column) in medians:
                value += f" ({_ratio(runs, figure, column, name, _BASIC):.2f})"
            row.append(value)
            if with_stemmer and column[0] == "full":
                row.append(f"{_ratio(runs, figure, column, name, _STEMMER):.2f}")
        rows.append(row)
    return table(heads, rows)


def _ratio(
    runs: Sequence[Run],
    figure: Callable[[Run], float],
    column: tuple[str, int],
    name: str,
    other: str,
) -> float:
    """Return the median of the ratios of *name* to *other* in the same round.

    Ratios of the same round cancel out changes in the load of the machine.
    """
    values: dict[str, dict[int, float]] = {name: {}, other: {}}
    for run in runs:
        if run.competitor in values and (run.scenario, run.posts) == column:
            values[run.competitor][run.round] = figure(run)
    return median(values[name][turn] / values[other][turn] for turn in values[name])


def scaling(runs: Sequence[Run], few: int, small: int, large: int) -> str:
    """Return a table of the cost per post on sites of two sizes, without the start of Sphinx."""
    sizes = (few, small, large)
    cpu = _medians(runs, lambda run: run.cpu)
    memory = _medians(runs, lambda run: run.memory)
    heads = ["full build", *(f"{size:,} posts, CPU s" for size in sizes)]
    heads += [f"ms a post, {size:,}" for size in sizes[1:]]
    heads += ["ratio", f"{large:,} posts, MiB"]
    rows = []
    for name in _unique(run.competitor for run in runs):
        spent = [cpu[name, "full", size] for size in sizes]
        # Subtract the build of the *few* posts, which is mostly the start of Sphinx.
        costs = [
            (total - spent[0]) / (size - few) * 1000
            for total, size in zip(spent[1:], sizes[1:], strict=True)
        ]
        row = [_LABELS[name], *map(_round, [*spent, *costs])]
        rows.append([*row, f"{costs[1] / costs[0]:.2f}", _round(memory[name, "full", large])])
    return "\n".join(table(heads, rows))


def _medians(
    runs: Iterable[Run], figure: Callable[[Run], float]
) -> dict[tuple[str, str, int], float]:
    """Return the median of *figure* by competitor, scenario and number of posts."""
    found: dict[tuple[str, str, int], list[float]] = {}
    for run in runs:
        found.setdefault((run.competitor, run.scenario, run.posts), []).append(figure(run))
    return {key: median(values) for key, values in found.items()}


def _unique(values: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(values))


def _round(value: float) -> str:
    """Return *value* with three significant digits, or as an integer if it has more."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table; all columns except the first are right-aligned."""
    marks = ["---", *("---:" for _ in heads[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)]
