"""The faster form of the method that fills Sphinx's search index does what it does."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes, search
from sphinx.search import IndexBuilder

from sphinx_transcript.support.search_feed import feed_method, prune_method

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = st.sampled_from(
    ["Cats", "cat", "running", "The", "a", "12", "naïve", "x_y", "\0cat", "Wörter"]
)
TEXTS = st.lists(WORDS, max_size=5).map(" ".join).map(nodes.Text)


def _element(
    kind: type[nodes.Element], classes: list[str], children: list[nodes.Node]
) -> nodes.Node:
    node = kind("", *children, classes=classes)
    if isinstance(node, nodes.title | nodes.section):
        node["ids"] = [f"id{len(node.children)}"] * (len(node.children) % 2)
    return node


def _elements(children: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    kinds = [nodes.paragraph, nodes.section, nodes.title, nodes.emphasis, nodes.comment]
    classes = st.sampled_from([[], [], ["x"], ["no-search"]])
    return st.builds(_element, st.sampled_from(kinds), classes, st.lists(children, max_size=4))


RAW = st.sampled_from(
    [
        nodes.raw("", "<b>bold cats</b>", format="html"),
        nodes.meta("", name="keywords", content="red, cats, 12"),
    ]
).map(lambda node: node.deepcopy())
ENTRIES = st.tuples(
    st.sampled_from(["single", "pair", "triple", "see", "seealso", "other"]),
    st.sampled_from(["cat; red", "cat", "", "a; b; c"]),
    st.sampled_from(["", "id"]),
    st.sampled_from(["", "main"]),
    st.none(),
)
INDEXES = st.builds(
    lambda entries, children, classes: addnodes.index(
        "", *children, entries=entries, classes=classes
    ),
    st.lists(ENTRIES, max_size=3),
    st.just([]) | st.lists(TEXTS, max_size=1),
    st.sampled_from([[], ["no-search"]]),
)
SPECIAL = RAW | INDEXES
TREES = st.lists(
    st.recursive(TEXTS | INDEXES, _elements, max_leaves=12) | _elements(TEXTS), max_size=6
) | st.lists(_elements(TEXTS) | SPECIAL, max_size=4)


def _indexed(feed: Any, language: str, trees: list[list[nodes.Node]]) -> Any:
    names = "titles filenames mapping title_mapping all_titles index_entries objnames objtypes"
    env: Any = SimpleNamespace(domains=None, version={})
    for name in names.split():
        setattr(env, f"_search_index_{name}", {})
    builder = IndexBuilder(env, language, {}, "")
    for number, tree in enumerate(trees):
        document = new_document("")
        document += [node.deepcopy() for node in tree]
        feed(builder, f"d{number % 3}", f"d{number}.md", "Title", document)
    found = vars(env).items()
    return {name: list(each.items()) for name, each in found if name.startswith("_search")}


@given(st.lists(TREES, min_size=1, max_size=4), st.sampled_from(["en", "de", "zh", "ja", "xx"]))
def test_search_index_is_that_of_sphinx(trees: list[list[nodes.Node]], language: str) -> None:
    original = IndexBuilder.feed
    assert _indexed(feed_method(original), language, trees) == _indexed(original, language, trees)


@pytest.mark.parametrize("kind", [nodes.comment, nodes.paragraph, nodes.title])
def test_index_entries_are_found_where_words_are_not(kind: type[nodes.TextElement]) -> None:
    index = addnodes.index("", entries=[("pair", "cat; red", "id", "main", None)])
    hidden: list[nodes.Node] = [kind("", "", index, classes=["no-search"])]
    found = _indexed(feed_method(IndexBuilder.feed), "en", [hidden])
    assert found == _indexed(IndexBuilder.feed, "en", [hidden])
    assert len(dict(found["_search_index_index_entries"])["d0"]) == 2


def test_words_are_stemmed_once_in_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    from sphinx.search.en import SearchEnglish

    stemmed: list[str] = []
    original = SearchEnglish.stem

    def stem(self: SearchEnglish, word: str) -> str:
        stemmed.append(word)
        return original(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", stem)
    tree: list[nodes.Node] = [nodes.paragraph("", "cats and cats")]
    _indexed(feed_method(IndexBuilder.feed), "en", [tree, tree])
    assert stemmed == ["cats", "and"]


@pytest.mark.parametrize("name", ["split", "_word_re", "_word_collector", "_feed_visit_nodes"])
def test_replaced_ways_to_collect_words_are_used(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree: list[nodes.Node] = [nodes.paragraph("", "red"), nodes.paragraph("", "cats")]
    before = _indexed(IndexBuilder.feed, "xx", [tree])
    if name == "_word_re":
        monkeypatch.setattr(search.SearchLanguage, name, re.compile(r"(?s).+"))
    else:
        owners = (search.SearchLanguage, IndexBuilder, search)
        owner: Any = next(each for each in owners if hasattr(each, name))
        original = getattr(owner, name)

        def replacement(*arguments: Any, **named: Any) -> Any:
            if name == "split":
                return [arguments[1] + "x"]
            found = original(*arguments, **named)
            (named.get("word_store") or found).words.append("another")
            return found

        monkeypatch.setattr(owner, name, replacement)
    expected = _indexed(IndexBuilder.feed, "xx", [tree])
    assert _indexed(feed_method(IndexBuilder.feed), "xx", [tree]) == expected
    assert (expected != before) == (name != "_word_re")


class _Names(dict[str, int]):
    """The names of documents, which count how often they are looked at, one after the other."""

    count = 0

    def __iter__(self) -> Iterator[str]:
        self.count += 1
        return super().__iter__()


@pytest.mark.parametrize("names", [["d2", "d0"], ["d0", "d1", "d2", "d3"], []])
def test_documents_are_looked_at_once_and_not_for_each_term(names: list[str]) -> None:
    def pruned(prune: Any, names: Any) -> list[list[Any]]:
        env: Any = SimpleNamespace(domains=None, version={})
        for name in ("titles", "filenames", "mapping", "title_mapping", "all_titles",
                     "index_entries", "objtypes", "objnames"):  # fmt: skip
            setattr(env, f"_search_index_{name}", {})
        builder = IndexBuilder(env, "en", {}, "")
        for number in range(3):
            document = new_document("")
            document += nodes.paragraph("", f"cat dog number{number} bird fish")
            builder.feed(f"d{number}", f"d{number}.md", "Title", document)
        prune(builder, names)
        return [
            [*each.items()]
            for each in (builder._titles, builder._filenames, builder._all_titles,
                         builder._mapping, builder._title_mapping)
        ]  # fmt: skip

    found, expected = _Names(dict.fromkeys(names, 0)), _Names(dict.fromkeys(names, 0))
    original = IndexBuilder.prune
    assert pruned(prune_method(original), found) == pruned(original, expected)
    assert found.count == 1
    assert expected.count > 4
