"""Formats the table, with what it was measured on, as a file that the manual includes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.environments import ROOT
from benchmarks.report import table
from benchmarks.table.figures import rows_of
from benchmarks.table.parts import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.table.store import Measured

# The suffix keeps it from being a page of its own.
FRAGMENT = ROOT / "example_site" / "manual" / "performance-figures.txt"

_COMMENT = "% Written by `python3 benchmarks/run.py --table`. Measure again instead of editing it."
_HEADS = ("measure", "measured", "beside", "ratio")

_PACKAGES = {
    "sphinx": "Sphinx",
    "docutils": "docutils",
    "myst-parser": "MyST-Parser",
    "pygments": "Pygments",
    "pystemmer": "PyStemmer",
    "ablog": "ABlog",
    "furo": "Furo",
    "sphinx-autobuild": "sphinx-autobuild",
    "sphinx-transcript": "sphinx-transcript",
}


def format_fragment(measured: Mapping[str, Measured]) -> str:
    """Return the table of the parts *measured*, which have the same settings."""
    rows = [row.cells() for part, each in measured.items() for row in rows_of(part, each.runs)]
    return "\n".join([_COMMENT, "", *table(_HEADS, rows), "", _about(measured), ""])


def _about(measured: Mapping[str, Measured]) -> str:
    settings = next(iter(measured.values())).settings
    versions: dict[str, str] = {}
    for each in measured.values():
        for packages in each.versions.values():
            versions.update(packages)
    names = [f"{name} {versions[key]}" for key, name in _PACKAGES.items() if key in versions]
    rounds = [f"{BY_NAME[part].about} {_rounds(each)}" for part, each in measured.items()]
    return (
        f"Measured with Python {settings.python}, {', '.join(names)}, on {settings.system} with"
        f" {settings.processors} processors. Runs of each measure and side: {', '.join(rounds)}."
    )


def _rounds(measured: Measured) -> str:
    """Return how many rounds there were: one number, or the smallest and the largest."""
    most: dict[tuple[str, str, int], int] = {}
    for run in measured.runs:
        key = (run.scenario, run.corpus, run.posts)
        most[key] = max(most.get(key, 0), run.round)
    low, high = min(most.values()), max(most.values())
    return f"{low}" if low == high else f"{low} to {high}"
