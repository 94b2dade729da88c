"""Measures whether a library would meet the numbers: what a reader would load of it, and wait."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.report import table
from benchmarks.search.engines import LIBRARIES, run_engine
from benchmarks.search.logged_server import compressed_size
from benchmarks.search.relevance import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.search.sites import LargeBlog

_BROWSER_FILES = {
    "minisearch": "minisearch.min.js",
    "lunr": "node_modules/lunr/lunr.min.js",
    "flexsearch": "node_modules/flexsearch/dist/flexsearch.bundle.min.js",
    "ufuzzy": "node_modules/@leeoniya/ufuzzy/dist/uFuzzy.iife.min.js",
}
"""The file for browsers; terser makes that of MiniSearch, which ships none that is minified."""


@dataclass(frozen=True, slots=True)
class Library:
    """What a library takes on a large blog."""

    name: str
    script: int
    """Bytes of its file for browsers, after gzip -9."""
    index: int
    """Bytes of its saved index, after gzip -9: it is one file, which each visit loads."""
    milliseconds: float
    """The median of the queries, in node, with the index in memory."""


def measure_libraries(scripts: Path, blog: LargeBlog) -> list[Library]:
    """Search *blog* with each library."""
    queries = [choice.query for choice in blog.choices]
    found = []
    for name in LIBRARIES:
        print(f"Indexing with {LABELS[name]}", file=sys.stderr, flush=True)
        # The first run warms up the compiler of node.
        opening, answers = run_engine(
            scripts, name, blog.output, blog.documents, [*queries, *queries]
        )
        times = [answer.milliseconds for answer in answers[len(queries) :]]
        script = compressed_size(scripts / _BROWSER_FILES[name])
        found.append(Library(name, script, opening.index, median(times)))
    return found


def report(libraries: Sequence[Library], posts: int) -> str:
    """Return a table of the libraries."""
    heads = [f"{posts:,} posts", "script, bytes", "index, bytes", "a query, ms"]
    rows = [
        [LABELS[each.name], f"{each.script:,}", f"{each.index:,}", f"{each.milliseconds:.1f}"]
        for each in libraries
    ]
    return "\n".join(table(heads, rows))
