"""The search benchmark measures what it says: Sphinx's results in its order, and right ranks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from benchmarks.corpora.kinds import USUAL
from benchmarks.search.chosen_words import choose_queries
from benchmarks.search.corpus import rare_name, rare_names, write_corpus
from benchmarks.search.documents import Document, read_documents
from benchmarks.search.engines import Answer, run_engine
from benchmarks.search.latency import SPHINX_NAME, SPHINX_PAGE
from benchmarks.search.logged_server import logged_server, total_size
from benchmarks.search.queries import Query
from benchmarks.search.relevance import rank_all, share

from tests.conftest import ROOT
from tests.helpers.tools import program

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.conftest import Build, Site

SCRIPTS = ROOT / "benchmarks" / "search" / "js"


@pytest.fixture
def blog(site: Site) -> Build:
    """Return a build of a small generated blog."""
    site.conf('html_theme_options = {"search": "sphinx"}\n')
    USUAL.write(site.srcdir / "post", 12)
    return site.build()


@pytest.mark.browser
def test_results_of_sphinx_are_those_of_its_page_in_a_browser(
    blog: Build, browser: Browser
) -> None:
    program("node")
    # Several words, a part of a word, a word of titles, and one that nothing has.
    queries = ["server", "the answer", "serv", "how we", "qqqq"]
    _, answers = run_engine(SCRIPTS, "sphinx", blog.outdir, [], queries)
    shown = []
    with logged_server(blog.outdir, {SPHINX_NAME: SPHINX_PAGE}) as server:
        for query in queries:
            page = browser.new_page()
            page.goto(f"{server.address}/{SPHINX_NAME}")
            page.wait_for_function("() => Search.hasIndex()")
            page.evaluate("(query) => Search.performSearch(query)", query)
            page.wait_for_function("() => Search.status.innerText")
            links = "links => links.map(link => link.getAttribute('href'))"
            addresses = page.eval_on_selector_all("#search-results a", links)
            shown.append([re.sub(r"\.html(#.*)?$", "", address) for address in addresses])
            page.close()
    assert [answer.pages for answer in answers] == [pages[:20] for pages in shown]
    assert [answer.total for answer in answers] == [len(pages) for pages in shown]
    assert any(len(pages) > 3 for pages in shown)
    assert shown[-1] == []


def test_documents_are_those_of_the_index_with_title_headings_and_text(site: Site) -> None:
    site.write("page.md", "# A *title*\n\nFirst.\n\n## Part one\n\nSecond.\n\n### Part\n\nThird.\n")
    site.post("one", title="Post", date="2020-01-02", tags="[helm]", body="Body.\n\n## End\n\nx\n")
    found = {document.name: document for document in read_documents(site.build().outdir)}
    assert found["page"] == Document("page", "A title", "Part one · Part", "First. Second. Third.")
    assert found["post/one"] == Document("post/one", "Post", "End", "Body. x")
    assert "tag/helm/index" in found
    assert "archive/2020/index" in found
    assert not {"search", "genindex", "404"} & found.keys()


def test_rank_is_the_first_result_that_is_wanted() -> None:
    query = Query("a", "words", ("one", "two"), "title")
    assert query.rank(["other", "two", "one"]) == 2
    assert query.rank(["other"]) is None
    assert query.rank([]) is None


def test_share_counts_queries_that_found_nothing() -> None:
    queries = [Query("a", word, ("one",), "title") for word in ("first", "rest", "nothing")]
    pages = [["one", "two"], ["two", "one"], []]
    answers = [
        Answer(query.query, len(found), found, 0.1, [])
        for query, found in zip(queries, pages, strict=True)
    ]
    ranks = rank_all("sphinx", queries, answers)
    assert [each.rank for each in ranks] == [1, 2, None]
    assert share(ranks, 1) == pytest.approx(1 / 3)
    assert share(ranks, 5) == pytest.approx(2 / 3)


def test_rare_names_are_the_same_each_time_and_differ_between_posts() -> None:
    assert rare_names(7) == rare_names(7)
    assert len({rare_name(number) for number in range(2000)}) == 2000
    assert len(set(rare_names(7)) & set(rare_names(8))) < 10


def test_corpus_has_the_posts_of_the_other_benchmarks_and_rare_names(tmp_path: Path) -> None:
    write_corpus(tmp_path, 2)
    texts = [path.read_text("utf-8") for path in sorted(tmp_path.iterdir())]
    assert len(texts) == 2
    assert all("\nAlso seen: " in text for text in texts)


def test_queries_are_chosen_by_the_share_of_posts_that_have_them() -> None:
    counts = {"half": 500, "common": 505, "tenth": 100, "seldom": 10, "rarely": 11, "once": 1}
    words = {f"{word}ly": count for word, count in counts.items()}
    documents = [
        Document(str(number), "", "", " ".join(word for word in words if number < words[word]))
        for number in range(1000)
    ]
    chosen = {choice.label: choice.query for choice in choose_queries(documents, frozenset())}
    assert chosen["in a tenth"] == "tenthly"
    assert chosen["in one of a hundred"] == "seldomly"
    assert chosen["in one post"] == "oncely"
    assert chosen["one letter missing"] == "sedomly"
    without = choose_queries(documents, frozenset({"commonly"}))
    assert without[0].query != "commonly"


def test_compressed_files_are_counted_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a" * 1000)
    (tmp_path / "b").write_bytes(bytes(range(50)))
    assert total_size(tmp_path, ["b"]) == 50
    assert total_size(tmp_path, ["a", "b"]) < 100
