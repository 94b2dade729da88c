"""Measures what the index adds to a full build: the same blog with and without it, in pairs."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.competitors import TRANSCRIPT
from benchmarks.project import Project
from benchmarks.report import table

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (300, 1000)
_KINDS = ("transcript", "sphinx")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two full builds after each other, in CPU seconds of all their processes."""

    posts: int
    with_index: float
    without: float
    """With the option search = "sphinx", which writes the index of Sphinx alone."""

    @property
    def added(self) -> float:
        """Return the share that the index adds."""
        return self.with_index / self.without - 1


def measure_pairs(workdir: Path, rounds: int, sizes: Sequence[int] = SIZES) -> list[Pair]:
    """Build blogs of *sizes* posts in *rounds* pairs; who is first alternates."""
    found: list[Pair] = []
    for posts in sizes:
        projects = {kind: _project(workdir, kind, posts) for kind in _KINDS}
        for project in projects.values():
            project.build()
        for number in range(rounds):
            cpu: dict[str, float] = {}
            for kind in _KINDS if number % 2 else reversed(_KINDS):
                projects[kind].reset()
                cpu[kind] = projects[kind].build().cpu
            pair = Pair(posts, cpu["transcript"], cpu["sphinx"])
            print(
                f"{posts} posts: {pair.with_index:.2f} and {pair.without:.2f} s,"
                f" {pair.added * 100:+.1f} %",
                file=sys.stderr,
                flush=True,
            )
            found.append(pair)
    return found


def _project(workdir: Path, kind: str, posts: int) -> Project:
    conf = f'{TRANSCRIPT.conf}html_theme_options = {{"search": "{kind}"}}\n'
    competitor = replace(TRANSCRIPT, name=f"search-{kind}", conf=conf)
    folder = workdir / "search" / "builds" / f"{kind}-{posts}"
    return Project(folder, competitor, Path(sys.executable), posts)


def report(pairs: Sequence[Pair]) -> str:
    """Return a table of medians."""
    rows = []
    for posts in dict.fromkeys(pair.posts for pair in pairs):
        own = [pair for pair in pairs if pair.posts == posts]
        added = sorted(pair.added for pair in own)
        figures = [
            f"{posts:,}",
            f"{median(pair.without for pair in own):.1f}",
            f"{median(pair.with_index for pair in own):.1f}",
            f"{median(added) * 100:.1f} %",
            f"{added[0] * 100:.1f} to {added[-1] * 100:.1f} %",
        ]
        rows.append(figures)
    heads = ["posts", 'search = "sphinx", CPU s', '"transcript", CPU s', "added, median", "all"]
    about = f"full builds in {len(pairs) // len(rows)} pairs; medians of the pairs' ratios"
    return "\n".join([about, "", *table(heads, rows)])
