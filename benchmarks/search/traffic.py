"""Measures what a reader loads until the first results of a query in a large blog."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.report import table
from benchmarks.search.engines import run_engine
from benchmarks.search.logged_server import total_size
from benchmarks.search.pagefind import make_pagefind_index, search_pagefind
from benchmarks.search.relevance import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from benchmarks.search.chosen_words import Choice
    from benchmarks.search.sites import LargeBlog

_SHOWN = 20
OWN_SCRIPTS = ("_static/prompt.js", "_static/prompt.css")
"""What this project loads when the prompt is first used, besides the index."""
_SPHINX_SCRIPTS = ("_static/documentation_options.js", "_static/doctools.js")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What one query loads, as the first of a visit."""

    engine: str
    label: str
    query: str
    total: int
    """The number of results."""
    requests: int
    size: int
    """Bytes after gzip -9."""


def measure_traffic(
    scripts: Path, blog: LargeBlog, pagefind: Path, browser: Browser, index: Path
) -> list[Traffic]:
    """Search *blog* with this project, Sphinx and Pagefind.

    *pagefind* is the Python that has it; it writes its index into the folder *index*.
    """
    output, choices = blog.output, blog.choices
    print("Making the index of Pagefind", file=sys.stderr, flush=True)
    index.parent.mkdir(parents=True, exist_ok=True)
    make_pagefind_index(pagefind, output, index)
    found = [_own(scripts, output, choice) for choice in choices]
    found += _sphinx(scripts, output, choices)
    answers = search_pagefind(browser, index, [each.query for each in choices], anew=True)
    for choice, answer in zip(choices, answers, strict=True):
        size = total_size(index, answer.files)
        found.append(
            Traffic("pagefind", choice.label, choice.query, answer.total, len(answer.files), size)
        )
    return found


def _own(scripts: Path, output: Path, choice: Choice) -> Traffic:
    # A process for each query, as each is the first of a visit.
    opening, [answer] = run_engine(scripts, "transcript", output, [], [choice.query])
    files = [*OWN_SCRIPTS, *opening.files, *answer.files]
    size = total_size(output, files)
    return Traffic("transcript", choice.label, choice.query, answer.total, len(files), size)


def _sphinx(scripts: Path, output: Path, choices: Sequence[Choice]) -> list[Traffic]:
    """Return what Sphinx's search page loads: the index, and the page of each result shown."""
    opening, answers = run_engine(
        scripts, "sphinx", output, [], [choice.query for choice in choices]
    )
    found = []
    for choice, answer in zip(choices, answers, strict=True):
        pages = [f"{page}.html" for page in answer.pages[:_SHOWN]]
        files = [*_SPHINX_SCRIPTS, *opening.files, *pages]
        size = total_size(output, files)
        found.append(Traffic("sphinx", choice.label, choice.query, answer.total, len(files), size))
    return found


def report(traffic: Sequence[Traffic], posts: int) -> str:
    """Return a table of bytes and requests."""
    engines = list(dict.fromkeys(each.engine for each in traffic))
    heads = ["first query of a visit", "posts found"]
    heads += [f"{LABELS[engine]}: bytes, requests" for engine in engines]
    rows = []
    for label in dict.fromkeys(each.label for each in traffic):
        own = {each.engine: each for each in traffic if each.label == label}
        first = own[engines[0]]
        row = [label, f"{first.total:,}"]
        row += [f"{own[engine].size:,}, {own[engine].requests}" for engine in engines]
        rows.append(row)
    about = f"{posts:,} posts of 450 words; until 20 results are shown; bytes, gzip -9"
    return "\n".join([about, "", *table(heads, rows)])
