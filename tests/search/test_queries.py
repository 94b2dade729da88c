"""The queries that measure the search are complete, and the pages that they want exist."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Build

KINDS = {
    "accent/case",
    "author",
    "date",
    "heading",
    "object",
    "partial word",
    "phrase",
    "plural/inflection",
    "several words",
    "tag",
    "title",
    "topic",
    "typo",
}


class Query(NamedTuple):
    """A query, and the pages that answer it."""

    site: str
    query: str
    kind: str
    wanted: list[str]


def queries() -> list[Query]:
    path = ROOT / "benchmarks" / "search" / "queries.toml"
    tables = tomllib.loads(path.read_text("utf-8"))["query"]
    return [Query(**table) for table in tables]


def test_each_site_has_its_number_of_queries() -> None:
    counts = Counter(query.site for query in queries())
    assert counts == {"example": 24, "attrs": 18, "flask": 18}


def test_all_kinds_are_used_and_no_others() -> None:
    assert {query.kind for query in queries()} == KINDS


def test_no_query_is_there_twice() -> None:
    counts = Counter((query.site, query.query.casefold()) for query in queries())
    assert [query for query, count in counts.items() if count > 1] == []


def test_each_query_wants_one_to_three_different_pages() -> None:
    wrong = [
        query.query
        for query in queries()
        if not 1 <= len(query.wanted) <= 3 or len(set(query.wanted)) < len(query.wanted)
    ]
    assert wrong == []


def test_wanted_pages_of_the_example_site_exist(example_html: Build) -> None:
    pages = {name for query in queries() if query.site == "example" for name in query.wanted}
    written = {name for name in pages if (example_html.outdir / f"{name}.html").is_file()}
    assert pages - written == set()
