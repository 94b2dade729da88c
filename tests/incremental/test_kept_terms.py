"""Sphinx's search index is the same whether or not its terms are kept as they are."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import example, given
from hypothesis import strategies as st
from sphinx.search import IndexBuilder, js_index

from sphinx_transcript.incremental import kept_terms
from sphinx_transcript.incremental.kept_terms import KeptName, LastIndex, MergingFormat
from sphinx_transcript.support.search_feed import feed_method

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

WORDS = ["helm", "cheese", "terms", "titles", "titleterms", '"terms":{', '},"titles":[', "}})"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
PAGES = st.tuples(TEXTS.filter(bool), TEXTS)
SITES = st.dictionaries(st.sampled_from("abcde"), PAGES, min_size=1)
Pages = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state") / "index.digest"


def doctree(title: str, text: str) -> nodes.document:
    document = new_document("x")
    section = nodes.section("", nodes.title("", title), nodes.paragraph("", text), ids=["i"])
    document += section
    if '"' in text:  # For Sphinx's own way to collect words.
        document += nodes.meta(name="keywords", content=text)
    return document


def index_of(pages: Pages, written: set[str], last: str, format_: Any) -> str:
    """Return the index of *pages*, of which a build writes those *written*."""
    names = ("titles", "filenames", "mapping", "title_mapping", "all_titles", "index_entries")
    attributes: dict[str, Any] = {f"_search_index_{name}": {} for name in names}
    attributes |= {"_search_index_objtypes": {}, "_search_index_objnames": {}}
    domains = SimpleNamespace(sorted=list)
    env: Any = SimpleNamespace(domains=domains, version={"terms": 1}, **attributes)
    indexer = IndexBuilder(env, "en", {}, "")
    if last:
        indexer.load(io.StringIO(last), format_)
    indexer.prune(pages.keys() - written)
    feed: Any = IndexBuilder.feed
    if isinstance(format_, MergingFormat):
        feed = feed_method(feed, format_.file_name)
    for name in sorted(written):
        feed(indexer, name, f"{name}.md", pages[name][0], doctree(*pages[name]))
    builder = SimpleNamespace(indexer=indexer, indexer_format=format_, outdir=None)
    complete(builder, pages)
    indexer.prune(pages)
    stream = io.StringIO()
    indexer.dump(stream, format_)
    return stream.getvalue()


def complete(builder: SimpleNamespace, pages: Pages) -> None:
    for mapping in (builder.indexer._mapping, builder.indexer._title_mapping):
        for term in [term for term, docnames in mapping.items() if not docnames]:
            del mapping[term]


# The page whose number is lower gets the term later.
@example(
    {"a": ("x", ""), "b": ("y", "cheese")}, {"a": ("x", "cheese"), "b": ("y", "cheese")}, set()
)
@example({"a": ("x", "helm"), "c": ("y", "helm")}, {"b": ("z", ""), "c": ("y", "helm")}, set())
@given(SITES, SITES, st.sets(st.sampled_from("abcde")))
def test_index_is_that_of_sphinx(state: Path, before: Pages, after: Pages, more: set[str]) -> None:
    last = index_of(before, {*before}, "", MergingFormat(state))
    assert last == index_of(before, {*before}, "", js_index)
    changed = {name for name in after if after[name] != before.get(name)}
    written = changed | (more & after.keys())
    found = index_of(after, written, last, MergingFormat(state))
    assert found == index_of(after, written, last, js_index)
    assert found == index_of(after, {*after}, "", js_index)
    # Nothing is known of an index that another build has left.
    state.unlink()
    assert found == index_of(after, written, last, MergingFormat(state))


def test_terms_are_not_parsed_where_nothing_is_written(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"a": ("helm", "cheese"), "b": ("cheese", "")}
    last = index_of(pages, {*pages}, "", js_index)
    for name in ("merged_terms", "updated_terms"):
        monkeypatch.setattr(kept_terms, name, None)
    assert index_of(pages, set(), last, MergingFormat(state)) == last


def test_terms_of_a_page_that_has_them_already_are_not_added(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"a": ("helm", "cheese"), "b": ("cheese", "")}
    last = index_of(pages, {*pages}, "", MergingFormat(state))
    for name in ("merged_terms", "updated_terms"):
        monkeypatch.setattr(kept_terms, name, None)
    monkeypatch.setattr("sphinx_transcript.support.search_feed._add", None)
    assert index_of(pages, {"a"}, last, MergingFormat(state)) == last


def test_terms_of_an_edited_page_alone_are_changed(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"a": ("helm", "cheese"), "b": ("cheese", "")}
    last = index_of(pages, {*pages}, "", MergingFormat(state))
    monkeypatch.setattr(kept_terms, "merged_terms", None)
    pages["b"] = ("cheese", "helm")
    assert index_of(pages, {"b"}, last, MergingFormat(state)) == index_of(
        pages, {*pages}, "", js_index
    )


@pytest.mark.parametrize("damage", [("[0,1]", "[0,2]"), ('"chees":', '"chesse":')])
def test_digests_tell_nothing_of_another_index(state: Path, damage: tuple[str, str]) -> None:
    """As Sphinx, which takes each index that it can read."""
    pages = {"a": ("helm", "cheese"), "b": ("x", "cheese"), "c": ("helm", "")}
    last = index_of(pages, {*pages}, "", MergingFormat(state))
    other = last.replace(*damage)
    assert other != last
    assert index_of(pages, {"a"}, other, MergingFormat(state)) == index_of(
        pages, {"a"}, other, js_index
    )


@pytest.mark.parametrize("text", ["", "x", "Search.setIndex({})", "Search.setIndex({", "null"])
def test_other_texts_are_those_of_sphinx(state: Path, text: str) -> None:
    def loaded(format_: Any) -> object:
        try:
            return format_.load(io.StringIO(text))
        except ValueError as error:
            return str(error)

    assert loaded(MergingFormat(state)) == loaded(js_index)


@pytest.mark.parametrize("part", ["terms", "titleterms"])
@pytest.mark.parametrize("damage", ['"x":', "}", "0x"])
def test_damaged_terms_are_found_when_the_index_is_loaded(
    state: Path, part: str, damage: str
) -> None:
    pages = {"a": ("helm", "cheese")}
    index = index_of(pages, {"a"}, "", js_index).replace(f'"{part}":{{', f'"{part}":{{{damage}')
    for format_ in (MergingFormat(state), js_index):
        with pytest.raises(ValueError, match=r"."):
            format_.load(io.StringIO(index))


def test_index_with_another_key_at_its_end_is_loaded_as_by_sphinx(state: Path) -> None:
    index = index_of({"a": ("helm", "cheese")}, {"a"}, "", js_index)
    longer = index.removesuffix("})") + ',"zz":{"a":{}}})'
    assert MergingFormat(state).load(io.StringIO(longer)) == js_index.loads(longer)


def test_order_of_the_keys_is_known() -> None:
    index = index_of({"a": ("helm", "cheese")}, {"a"}, "", js_index)
    last = LastIndex(index)
    assert [type(name) for name in last.data["filenames"]] == [KeptName]
    assert json.loads(last.terms["terms"]) == {"chees": 0}
    assert json.loads(last.terms["titleterms"]) == {"helm": 0}


@pytest.mark.parametrize(("is_on", "is_kept"), [(True, True), (False, False)])
def test_switch_leaves_the_format_of_sphinx(
    site: Site, monkeypatch: pytest.MonkeyPatch, is_on: bool, is_kept: bool
) -> None:
    calls: list[str] = []
    load = MergingFormat.load

    def note(self: MergingFormat, stream: Any) -> Any:
        calls.append("load")
        return load(self, stream)

    monkeypatch.setattr(MergingFormat, "load", note)
    site.build()
    site.post("a", date="2020-01-01", body="New words.")
    incremental = site.build(transcript_shortcuts=is_on)
    assert bool(calls) is is_kept
    assert incremental.read("searchindex.js") == site.clean_build().read("searchindex.js")
