"""The rows of the table, derived from the runs of its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks import commands, competitors, reload
from benchmarks.corpora.kinds import BY_NAME as KINDS
from benchmarks.report import cost_per_post, kind_ratios, short, unique
from benchmarks.runs import cpu, median_of, median_ratio, memory, select, total_memory, wall
from benchmarks.scenarios import ADDED, EDITED, FEW, FULL, NOTHING, PARALLEL
from benchmarks.table.parts import RELOAD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.runs import Run

    Figure = Callable[[Run], float]

_BASIC, _STEMMER = competitors.BASIC.name, competitors.STEMMER.name
_FURO, _ABLOG = competitors.FURO.name, competitors.ABLOG.name
_OWN = competitors.TRANSCRIPT.name

_BESIDE = {
    _BASIC: "`basic`",
    _STEMMER: "`basic` with PyStemmer",
    _FURO: "Furo",
    _ABLOG: "ABlog and alabaster",
}
_SHORT_BUILDS = {
    NOTHING: "nothing changed",
    EDITED: "one body edited",
    ADDED: "one post added",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; all cells are text."""

    measure: str
    value: str
    beside: str = ""
    ratio: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """Return the cells."""
        return self.measure, self.value, self.beside, self.ratio


def _compare(measure: str, runs: Sequence[Run], other: str, figure: Figure) -> Row:
    """Return a row of the *runs* of sphinx-transcript beside those of *other*."""
    own = [run for run in runs if run.competitor == _OWN]
    others = [run for run in runs if run.competitor == other]
    return _beside(measure, own, others, _BESIDE[other], figure)


def _beside(
    measure: str, own: Sequence[Run], others: Sequence[Run], name: str, figure: Figure
) -> Row:
    value, beside = median_of(own, figure), median_of(others, figure)
    ratio = f"{median_ratio(own, others, figure):.2f}"
    return Row(measure, short(value), f"{name}: {short(beside)}", ratio)


def _builds(runs: Sequence[Run]) -> list[Row]:
    posts = f"{runs[0].posts:,} posts"
    full = select(runs, FULL)
    rows = [
        _compare(f"full build, {posts}, CPU seconds", full, other, cpu)
        for other in (_BASIC, _STEMMER)
    ]
    for scenario, name in _SHORT_BUILDS.items():
        rows += [
            _compare(f"{name}, CPU seconds", select(runs, scenario), other, cpu)
            for other in (_BASIC, _STEMMER)
        ]
    for name, label in {_OWN: "", _BASIC: "`basic`, "}.items():
        several = select(runs, PARALLEL, competitor=name)
        one = select(runs, FULL, competitor=name)
        measure = f"{label}full build with `-j 2`, wall seconds"
        rows.append(_beside(measure, several, one, "one process", wall))
    rows.append(_compare(f"peak memory, full build, {posts}, MiB", full, _BASIC, memory))
    added = select(runs, ADDED)
    rows.append(_compare("peak memory, one post added, MiB", added, _BASIC, memory))
    several = select(runs, PARALLEL)
    if all(run.total_memory for run in several):
        measure = "peak memory of all processes, `-j 2`, MiB"
        rows.append(_compare(measure, several, _BASIC, total_memory))
    return rows


def _kinds(runs: Sequence[Run]) -> list[Row]:
    rows = []
    for kind in unique(run.corpus for run in runs):
        found = select(runs, FULL, corpus=kind)
        measure = f"full build, {found[0].posts:,} posts: {KINDS[kind].about}; CPU seconds"
        rows += [_compare(measure, found, other, cpu) for other in (_BASIC, _STEMMER)]
    for name, other, figure in (
        ("full build", _BASIC, cpu),
        ("full build", _STEMMER, cpu),
        ("peak memory", _BASIC, memory),
    ):
        ratios = kind_ratios(runs, other, figure)
        kind = max(ratios, key=lambda name: ratios[name])
        measure = f"**{name}, the worst of these: {KINDS[kind].about}**"
        row = _compare(measure, select(runs, FULL, corpus=kind), other, figure)
        rows.append(replace(row, ratio=f"**{row.ratio}**"))
    return rows


def _scaling(runs: Sequence[Run]) -> list[Row]:
    sizes = sorted({run.posts for run in runs} - {FEW})
    small, large, largest = sizes
    rows = []
    for name, size in ((_OWN, largest), (_OWN, large), (_BASIC, large)):
        few, many = (cost_per_post(runs, name, FEW, each) for each in (small, size))
        label = "" if name == _OWN else f"{_BESIDE[name]}, "
        measure = f"{label}full build, a post among {size:,}, CPU milliseconds"
        rows.append(
            Row(measure, short(many), f"among {small:,}: {short(few)}", f"{many / few:.2f}")
        )
    found = select(runs, FULL, posts=large)
    rows.append(_compare(f"peak memory, full build, {large:,} posts, MiB", found, _BASIC, memory))
    (alone,) = select(runs, FULL, posts=largest)
    measure = f"peak memory, full build, {largest:,} posts, MiB"
    rows.append(Row(measure, short(memory(alone))))
    return rows


def _ablog(runs: Sequence[Run]) -> list[Row]:
    posts = f"{runs[0].posts:,} posts"
    return [
        _compare(f"{name}, {posts}, CPU seconds", select(runs, scenario), _ABLOG, cpu)
        for scenario, name in {FULL: "full build", EDITED: "one body edited"}.items()
    ]


def _reload(runs: Sequence[Run]) -> list[Row]:
    basic, *others = (method.name for method in reload.SERVE_METHODS)
    found = select(runs, RELOAD, competitor=basic)
    rows = []
    for name in others:
        if own := select(runs, RELOAD, competitor=name):
            measure = f"live reload, {own[0].posts:,} posts, {name}, wall seconds"
            rows.append(_beside(measure, own, found, "`basic`, sphinx-autobuild", wall))
    return rows[::-1]


def _commands(runs: Sequence[Run]) -> list[Row]:
    rows = []
    for name in (commands.NEW, commands.LIST, commands.CHECK):
        found = select(runs, name)
        measure = f"`sphinx-transcript {name}`, {found[0].posts:,} posts, CPU seconds"
        rows.append(Row(measure, short(median_of(found, cpu))))
    return rows


def _documentation(runs: Sequence[Run]) -> list[Row]:
    pages = f"documentation of {runs[0].posts:,} modules"
    rows = [
        _compare(f"{pages}, full build, CPU seconds", select(runs, FULL), other, cpu)
        for other in (_BASIC, _STEMMER, _FURO)
    ]
    rows.append(
        _compare(f"{pages}, nothing changed, CPU seconds", select(runs, NOTHING), _BASIC, cpu)
    )
    return rows


_ROWS: Mapping[str, Callable[[Sequence[Run]], list[Row]]] = {
    "builds": _builds,
    "kinds": _kinds,
    "scaling": _scaling,
    "ablog": _ablog,
    "reload": _reload,
    "commands": _commands,
    "documentation": _documentation,
}


def rows_of(part: str, runs: Sequence[Run]) -> list[Row]:
    """Return the rows of the *part* of that name."""
    return _ROWS[part](runs)
