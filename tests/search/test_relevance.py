"""The page that a person would want is found: first mostly, and among five nearly always."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.search.engines import run_engine
from benchmarks.search.relevance import queries_of, rank_all, share

from tests.conftest import EXAMPLE_SITE, ROOT, build_site
from tests.helpers.tools import program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

SCRIPTS = ROOT / "benchmarks" / "search" / "js"
FIRST, AMONG_FIVE = 0.8, 0.95


def test_queries_of_the_example_site_find_the_page_that_a_person_would_want(
    tmp_path: Path,
) -> None:
    program("node")
    shutil.copytree(EXAMPLE_SITE, tmp_path / "site", ignore=shutil.ignore_patterns("_*"))
    output = build_site("html", tmp_path / "site", tmp_path / "build").outdir
    queries = queries_of("example")
    texts = [query.query for query in queries]
    _, answers = run_engine(SCRIPTS, "transcript", output, [], texts)
    ranks = rank_all("transcript", queries, answers)
    missed = [(each.query, each.rank, each.first) for each in ranks if each.rank != 1]
    assert share(ranks, 1) >= FIRST, missed
    assert share(ranks, 5) >= AMONG_FIVE, missed


def test_word_undefined_on_a_page_is_a_word_like_any_other(site: Site) -> None:
    program("node")
    site.write("one.md", "# One\n\nThe behaviour of others is undefined here.\n")
    output = site.build().outdir
    _, answers = run_engine(SCRIPTS, "transcript", output, [], ["behaviour", "undefined"])
    assert [answer.pages for answer in answers] == [["one"], ["one"]]
