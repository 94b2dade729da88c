"""Measures relevance: how often the page that a person would want is first, or among five."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.report import table
from benchmarks.search.documents import read_documents
from benchmarks.search.engines import ENGINES, run_engine
from benchmarks.search.pagefind import make_pagefind_index, search_pagefind
from benchmarks.search.queries import read_queries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from benchmarks.search.engines import Answer
    from benchmarks.search.queries import Query

LABELS = {
    "transcript": "sphinx-transcript",
    "sphinx": "Sphinx",
    "minisearch": "MiniSearch",
    "lunr": "lunr",
    "flexsearch": "FlexSearch",
    "ufuzzy": "uFuzzy, titles and headings",
    "pagefind": "Pagefind",
}


@dataclass(frozen=True, slots=True)
class Rank:
    """Where an engine has the wanted page of a query."""

    engine: str
    site: str
    kind: str
    query: str
    rank: int | None
    """The position from 1 among the first 20 results, or None."""
    total: int
    """The number of all results."""
    first: str
    """The page of the first result, or nothing."""


def measure_relevance(
    scripts: Path, sites: Mapping[str, Path], engines: Sequence[str] = ENGINES
) -> list[Rank]:
    """Run the queries of *sites*, built sites by name, in *engines*."""
    ranks: list[Rank] = []
    for site, output in sites.items():
        queries = queries_of(site)
        documents = read_documents(output)
        for engine in engines:
            print(f"Searching {site} with {LABELS[engine]}", file=sys.stderr, flush=True)
            texts = [query.query for query in queries]
            _, answers = run_engine(scripts, engine, output, documents, texts)
            ranks += rank_all(engine, queries, answers)
    return ranks


def measure_pagefind(
    python: Path, browser: Browser, workdir: Path, sites: Mapping[str, Path]
) -> list[Rank]:
    """Run the queries of *sites* in Pagefind."""
    ranks: list[Rank] = []
    for site, output in sites.items():
        index = workdir / "search" / "pagefind" / site
        index.parent.mkdir(parents=True, exist_ok=True)
        make_pagefind_index(python, output, index)
        queries = queries_of(site)
        answers = search_pagefind(browser, index, [query.query for query in queries])
        ranks += rank_all("pagefind", queries, answers)
    return ranks


def queries_of(site: str) -> list[Query]:
    """Return the queries of *site*."""
    return [query for query in read_queries() if query.site == site]


def rank_all(engine: str, queries: Sequence[Query], answers: Sequence[Answer]) -> list[Rank]:
    """Return where *answers*, which belong to *queries* in turn, have the wanted pages."""
    return [
        Rank(
            engine,
            query.site,
            query.kind,
            query.query,
            query.rank(answer.pages),
            answer.total,
            answer.pages[0] if answer.pages else "",
        )
        for query, answer in zip(queries, answers, strict=True)
    ]


def share(ranks: Sequence[Rank], within: int) -> float:
    """Return the share of *ranks* that are at most *within*."""
    return sum(each.rank is not None and each.rank <= within for each in ranks) / len(ranks)


def report(ranks: Sequence[Rank]) -> str:
    """Return a table of the shares: of all queries, and of each site's."""
    sites = list(dict.fromkeys(each.site for each in ranks))
    counts = {site: len(queries_of(site)) for site in sites}
    heads = ["search", "first", "among five", "found nothing"]
    heads += [f"{site} ({counts[site]}): first, five" for site in sites]
    rows = []
    for engine in dict.fromkeys(each.engine for each in ranks):
        own = [each for each in ranks if each.engine == engine]
        row = [LABELS[engine], _percent(share(own, 1)), _percent(share(own, 5))]
        row.append(str(sum(each.total == 0 for each in own)))
        for site in sites:
            here = [each for each in own if each.site == site]
            row.append(f"{_percent(share(here, 1))}, {_percent(share(here, 5))}")
        rows.append(row)
    about = f"{sum(counts.values())} queries; the page that a person would want"
    return "\n".join([about, "", *table(heads, rows)])


def _percent(value: float) -> str:
    return f"{value * 100:.0f} %"
