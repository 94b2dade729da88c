"""Formats measurements as Markdown."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, TypeVar

from benchmarks import competitors
from benchmarks.corpora.kinds import BY_NAME
from benchmarks.runs import cpu, median_of, median_ratio, memory, select, wall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.environments import Environment
    from benchmarks.runs import Run

_T = TypeVar("_T")

LABELS = {competitor.name: competitor.label for competitor in competitors.EVERY}
_BASIC, _STEMMER = competitors.BASIC.name, competitors.STEMMER.name
_OWN = competitors.TRANSCRIPT.name

_FIGURES: dict[str, Callable[[Run], float]] = {
    "CPU seconds": cpu,
    "wall seconds": wall,
    "peak memory, MiB": memory,
}


def environments(found: Mapping[str, Environment]) -> str:
    """Return a list of the packages that all environments share, and of those that differ."""
    versions = {name: environment.main_versions() for name, environment in found.items()}
    common = set.intersection(*(set(each.items()) for each in versions.values()))
    lines = [f"Python {platform.python_version()}", f"- all: {_pairs(sorted(common))}"]
    for name, each in versions.items():
        label = LABELS.get(name.removesuffix("-live"), name)
        own = [pair for pair in each.items() if pair not in common]
        lines.append(f"- {label}: {_pairs(own) or 'no others'}")
    return "\n".join([lines[0], "", *lines[1:], ""])


def _pairs(versions: Iterable[tuple[str, str]]) -> str:
    return ", ".join(" ".join(pair) for pair in versions)


def scenarios(runs: Sequence[Run], subject: str) -> str:
    """Return a table for each measure of *subject*: medians, and ratios to `basic`."""
    first = runs[0].scenario
    rounds = max(run.round for run in runs if run.scenario == first)
    about = "medians, and in brackets the medians of ratios to `basic` in the same round"
    parts = [f"{subject}; {rounds} rounds; {about}", ""]
    for title, figure in _FIGURES.items():
        parts += [*_scenario_table(title, runs, figure), ""]
    return "\n".join(parts)


def _scenario_table(title: str, runs: Sequence[Run], figure: Callable[[Run], float]) -> list[str]:
    names = unique(run.competitor for run in runs)
    columns = unique(run.scenario for run in runs)
    with_stemmer = _STEMMER in names and "full" in columns
    heads = [title, *columns]
    if with_stemmer:
        heads.insert(heads.index("full") + 1, f"full ÷ {LABELS[_STEMMER]}")
    rows = []
    for name in names:
        row = [LABELS[name]]
        for scenario in columns:
            found = select(runs, scenario, competitor=name)
            value = short(median_of(found, figure))
            if basic := select(runs, scenario, competitor=_BASIC):
                value += f" ({median_ratio(found, basic, figure):.2f})"
            row.append(value)
            if with_stemmer and scenario == "full":
                stemmer = select(runs, scenario, competitor=_STEMMER)
                row.append(f"{median_ratio(found, stemmer, figure):.2f}")
        rows.append(row)
    return table(heads, rows)


def kind_ratios(
    runs: Sequence[Run], other: str, figure: Callable[[Run], float]
) -> dict[str, float]:
    """Return the ratios of sphinx-transcript to *other* in full builds, by the kind of posts."""
    found = {}
    for kind in unique(run.corpus for run in runs):
        own = select(runs, "full", competitor=_OWN, corpus=kind)
        found[kind] = median_ratio(own, select(runs, "full", competitor=other, corpus=kind), figure)
    return found


def kinds(runs: Sequence[Run]) -> str:
    """Return a table of full builds of posts of each kind, and name the worst kind."""
    columns = {
        "÷ basic": (_BASIC, cpu),
        f"÷ {LABELS[_STEMMER]}": (_STEMMER, cpu),
        "memory ÷ basic": (_BASIC, memory),
    }
    present = {run.competitor for run in runs}
    ratios = {
        head: kind_ratios(runs, other, figure)
        for head, (other, figure) in columns.items()
        if other in present and _OWN in present
    }
    names = unique(run.competitor for run in runs)
    heads = ["full build of", *(f"{LABELS[name]}, CPU s" for name in names), *ratios]
    rows = []
    for kind in unique(run.corpus for run in runs):
        found = select(runs, "full", corpus=kind)
        seconds = [
            short(median_of([run for run in found if run.competitor == name], cpu))
            for name in names
        ]
        subject = f"{found[0].posts:,} {kind}: {BY_NAME[kind].about}"
        rows.append([subject, *seconds, *(f"{each[kind]:.2f}" for each in ratios.values())])
    worst = [f"- the worst {head}: {_worst(found)}" for head, found in ratios.items()]
    return "\n".join([*table(heads, rows), "", *worst])


def _worst(ratios: Mapping[str, float]) -> str:
    kind = max(ratios, key=lambda name: ratios[name])
    return f"{ratios[kind]:.2f} ({kind})"


def scaling(runs: Sequence[Run], few: int, small: int, large: int) -> str:
    """Return a table of the cost per post on sites of two sizes, without the start of Sphinx."""
    sizes = (few, small, large)
    heads = ["full build", *(f"{size:,} posts, CPU s" for size in sizes)]
    heads += [f"ms a post, {size:,}" for size in sizes[1:]]
    heads += ["ratio", f"{large:,} posts, MiB"]
    rows = []
    for name in unique(run.competitor for run in runs):
        found = {size: select(runs, "full", competitor=name, posts=size) for size in sizes}
        spent = [median_of(each, cpu) for each in found.values()]
        costs = [cost_per_post(runs, name, few, size) for size in sizes[1:]]
        row = [LABELS[name], *map(short, [*spent, *costs])]
        ratio = costs[1] / costs[0]
        rows.append([*row, f"{ratio:.2f}", short(median_of(found[large], memory))])
    return "\n".join(table(heads, rows))


def cost_per_post(runs: Sequence[Run], name: str, few: int, size: int) -> float:
    """Return the milliseconds that a post of *size* costs the competitor *name*.

    The build of the *few* posts, which is mostly the start of Sphinx, is subtracted.
    """
    start, whole = (
        median_of(select(runs, "full", competitor=name, posts=posts), cpu) for posts in (few, size)
    )
    return (whole - start) / (size - few) * 1000


def unique(values: Iterable[_T]) -> list[_T]:
    """Return each of *values* once, in their order."""
    return list(dict.fromkeys(values))


def short(value: float) -> str:
    """Return *value* with three significant digits, or as an integer if it has more."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table; all columns except the first are right-aligned."""
    marks = ["---", *("---:" for _ in heads[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)]
