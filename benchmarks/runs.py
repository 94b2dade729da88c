"""A measured run, and medians of runs."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """A measured build, command or edit."""

    competitor: str
    scenario: str
    round: int
    posts: int
    cpu: float
    wall: float
    memory: float
    """Peak memory of the largest process, in MiB."""
    total_memory: float | None = None
    """Peak memory of all processes together, in MiB, if it was measured."""
    corpus: str = "usual"


def cpu(run: Run) -> float:
    """Return the CPU seconds of *run*."""
    return run.cpu


def wall(run: Run) -> float:
    """Return the wall seconds of *run*."""
    return run.wall


def memory(run: Run) -> float:
    """Return the memory of the largest process of *run*."""
    return run.memory


def total_memory(run: Run) -> float:
    """Return the memory of all processes of *run*, or of the largest if it was not measured."""
    return run.memory if run.total_memory is None else run.total_memory


def select(
    runs: Iterable[Run],
    scenario: str,
    *,
    competitor: str | None = None,
    posts: int | None = None,
    corpus: str | None = None,
) -> list[Run]:
    """Return the runs of *scenario* that are of the *competitor*, *posts* and *corpus* given."""
    return [
        run
        for run in runs
        if run.scenario == scenario
        and competitor in {None, run.competitor}
        and posts in {None, run.posts}
        and corpus in {None, run.corpus}
    ]


def median_of(runs: Iterable[Run], figure: Callable[[Run], float]) -> float:
    """Return the median of *figure*."""
    return median(map(figure, runs))


def median_ratio(
    runs: Sequence[Run], others: Sequence[Run], figure: Callable[[Run], float]
) -> float:
    """Return the median of the ratios of *runs* to the *others* of the same round.

    Ratios of the same round cancel out changes in the load of the machine.

    Raises ValueError if no round has both.
    """
    found = {run.round: figure(run) for run in others}
    ratios = [figure(run) / found[run.round] for run in runs if run.round in found]
    if not ratios:
        raise ValueError("no round has runs of both")
    return median(ratios)
