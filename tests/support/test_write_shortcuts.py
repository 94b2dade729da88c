"""The faster forms of functions that write pages do what the originals do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import sphinx
from docutils import nodes, utils
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx import addnodes, registry
from sphinx.builders import html
from sphinx.builders.html import _assets
from sphinx.search import IndexBuilder
from sphinx.testing.util import SphinxTestApp
from sphinx.util.osutil import relative_uri

from sphinx_transcript.support import write_shortcuts
from sphinx_transcript.support.plain_titles import partial_renderer
from sphinx_transcript.support.search_feed import feed_method
from sphinx_transcript.support.write_shortcuts import (
    checksum_function,
    file_finder,
    relative_uri_function,
    shortcuts,
    translator_method,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Site

ADDRESSES = st.lists(
    st.sampled_from(["a", "b", "", ".", "..", "a.html", "index.html", "_static", "#x", "a#b"]),
    min_size=1,
    max_size=4,
).map("/".join)
FASTER_URI = relative_uri_function(relative_uri)


@given(ADDRESSES, ADDRESSES)
def test_relative_addresses_are_those_of_sphinx(base: str, to: str) -> None:
    assert FASTER_URI(base, to) == relative_uri(base, to)


def test_relative_address_is_computed_once_in_a_folder() -> None:
    calls: list[tuple[str, str]] = []

    def original(base: str, to: str) -> str:
        calls.append((base, to))
        return relative_uri(base, to)

    faster = relative_uri_function(original)
    assert [faster(f"post/{name}.html", "_static/x.css") for name in "abc"] == [
        "../_static/x.css"
    ] * 3
    assert len(calls) == 1


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


class _Translator(nodes.NodeVisitor):
    def visit_x(self, node: nodes.Node) -> str:
        return "of the class"

    def depart_x(self, node: nodes.Node) -> str:
        return "of the class"


def test_translators_have_the_methods_that_sphinx_gives_them() -> None:
    components: Any = registry.SphinxComponentRegistry()
    original: Any = registry.SphinxComponentRegistry.create_translator
    faster = translator_method(original)
    found = []
    for builder in (
        SimpleNamespace(name="html", format="html", default_translator_class=_Translator),
        SimpleNamespace(name="dirhtml", format="html", default_translator_class=_Translator),
        SimpleNamespace(name="text", format="text", default_translator_class=_Translator),
    ):
        for handlers in ({}, {"x": (print, None)}, {"x": (len, repr), "y": (repr, len)}):
            components.translation_handlers["html"] = dict(handlers)
            if builder.name == "dirhtml":
                components.translation_handlers["dirhtml"] = {"z": (print, print)}
            one, other = (
                create(components, builder, new_document("")) for create in (original, faster)
            )
            assert type(other) is type(one) is _Translator
            methods = [
                {name: value.__func__ for name, value in vars(each).items() if "_" in name}
                for each in (one, other)
            ]
            assert methods[0] == methods[1]
            assert all(getattr(other, name).__self__ is other for name in methods[1])
            found.append(len(methods[1]))
    assert found == [0, 1, 4, 2, 2, 2, 0, 0, 0]


def test_files_are_those_of_docutils(tmp_path: Path) -> None:
    (tmp_path / "b.css").touch()
    faster = file_finder(utils.find_file_in_dirs)
    for path in ("a.css", "b.css", str(tmp_path / "a.css")):
        for folders in (["."], [str(tmp_path), "."], [tmp_path]):
            assert faster(path, folders) == utils.find_file_in_dirs(path, folders)


def test_checksums_are_those_of_sphinx(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}", "utf-8")
    faster = checksum_function(_assets._file_checksum)
    for name in ("a.css", "missing.css", "https://example.org/a.css"):
        for _ in range(2):
            assert faster(tmp_path, name) == _assets._file_checksum(tmp_path, name)
    with pytest.raises(Exception, match="query"):
        faster(tmp_path, "a.css?v=1")


TITLES: list[list[nodes.Node]] = [
    [nodes.Text("A <b> & \"q\" 'x' @ é\u00a0")], [nodes.Text(" -- "), nodes.Text("two\n")], [],
    [nodes.Text("a\0\\*b")], [nodes.Text("a"), nodes.emphasis("", "b")],
]  # fmt: skip


@pytest.mark.skipif(sphinx.version_info < (9, 0), reason="Sphinx 8 returns more")
def test_titles_are_those_of_sphinx(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    app = SphinxTestApp("html", srcdir=site.srcdir)
    original = html.StandaloneHTMLBuilder.render_partial
    faster = partial_renderer(original)
    builder: Any = app.builder
    try:
        for children in TITLES:
            for attributes in ({}, {"classes": ["x"]}, {"refid": "y"}):
                one, other = (
                    render(
                        builder,
                        nodes.title("", "", *(each.deepcopy() for each in children), **attributes),
                    )
                    for render in (original, faster)
                )
                assert other == one
        assert faster(builder, None) == original(builder, None)
        # What an extension does to titles is done.
        visitors = (lambda self, node: self.body.append("!"), lambda self, node: None)
        handlers = app.registry.translation_handlers.setdefault("html", {})
        for name in ("title", "Text"):
            monkeypatch.setitem(handlers, name, visitors)
            title = nodes.title("", "a")
            assert faster(builder, title.deepcopy()) == original(builder, title.deepcopy())
            monkeypatch.delitem(handlers, name)
    finally:
        app.cleanup()


LINK_TEXTS = st.sampled_from(
    [nodes.Text("A <b> & \"q\" 'x' @ é"), nodes.Text("two\n"), nodes.emphasis("", "b")]
)
LINKS = st.builds(
    lambda children, attributes: nodes.reference(
        "", "", *(each.deepcopy() for each in children), **attributes
    ),
    st.lists(LINK_TEXTS, max_size=2),
    st.sampled_from(
        [
            {"internal": True, "refuri": "#a", "anchorname": "#a"},
            {"internal": True, "refuri": "", "anchorname": ""},
            {"internal": True, "refuri": 'b.html#"x\ty@z"', "anchorname": ""},
            {"internal": True, "refuri": "mailto:a@b.c", "anchorname": ""},
            {"internal": False, "refuri": "#a", "anchorname": ""},
            {"internal": True, "refuri": "#a", "secnumber": (1, 2)},
            {"internal": True, "refuri": "#a", "classes": ["current"]},
            {"internal": True, "refid": "a"},
        ]
    ),
)


def _contents(entries: Sequence[tuple[nodes.reference, nodes.Node | None, bool]]) -> nodes.Node:
    lists = nodes.bullet_list()
    for link, below, has_class in entries:
        entry = addnodes.compact_paragraph("", "", link.deepcopy())
        item = nodes.list_item("", entry, classes=["current"] if has_class else [])
        item += [] if below is None else below.deepcopy()
        lists += item
    return lists


CONTENTS = st.recursive(
    st.lists(st.tuples(LINKS, st.none(), st.sampled_from([False] * 9 + [True])), max_size=2).map(
        _contents
    ),
    lambda below: st.lists(
        st.tuples(LINKS, st.none() | below | st.just(nodes.paragraph("", "x")), st.just(False)),
        max_size=2,
    ).map(_contents),
    max_leaves=4,
)


@pytest.mark.skipif(sphinx.version_info < (9, 0), reason="Sphinx 8 returns more")
def test_contents_are_those_of_sphinx(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    app = SphinxTestApp("html", srcdir=site.srcdir)
    original = html.StandaloneHTMLBuilder.render_partial
    faster = partial_renderer(original)
    builder: Any = app.builder

    @settings(deadline=None, max_examples=150)
    @given(CONTENTS)
    def compare(contents: nodes.Node) -> None:
        try:
            expected = original(builder, contents.deepcopy())
        except AssertionError:
            return
        assert faster(builder, contents.deepcopy()) == expected

    try:
        compare()
        link = nodes.reference("", "a & b", internal=True, refuri="#c", anchorname="#c")
        plain = _contents([(link, None, False)])
        html_of_plain = (
            '<ul>\n<li><a class="reference internal" href="#c">a &amp; b</a></li>\n</ul>\n'
        )
        no_original = partial_renderer(lambda *_: pytest.fail("Sphinx renders it"))
        assert no_original(builder, plain) == {"fragment": html_of_plain, "title": ""}
        # What an extension does to the nodes is done.
        visitors = (lambda self, node: self.body.append("!"), lambda self, node: None)
        handlers = app.registry.translation_handlers.setdefault("html", {})
        for name in ("bullet_list", "list_item", "compact_paragraph", "reference", "Text"):
            monkeypatch.setitem(handlers, name, visitors)
            assert faster(builder, plain.deepcopy()) == original(builder, plain.deepcopy())
            monkeypatch.delitem(handlers, name)
    finally:
        app.cleanup()


@pytest.mark.skipif(sphinx.version_info < (9, 0), reason="Sphinx 8 returns more")
def test_title_of_text_needs_no_translator(site: Site) -> None:
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        faster = partial_renderer(lambda *_: pytest.fail("Sphinx renders it"))
        builder: Any = app.builder
        assert faster(builder, nodes.title("", "a & b")) == {"fragment": "", "title": "a &amp; b"}
    finally:
        app.cleanup()


@pytest.mark.parametrize(
    ("switch", "is_used"), [("", True), ("transcript_shortcuts = False", False)]
)
def test_originals_are_back_after_the_build(site: Site, switch: str, is_used: bool) -> None:
    originals = [vars(each.owner)[each.name] for each in shortcuts()]
    found = []
    site.conf(switch)
    site.post("a", title="A", date="2020-01-01")
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.connect(
            "html-page-context",
            lambda *_: found.append([vars(each.owner)[each.name] for each in shortcuts()]),
        )
        app.build()
    finally:
        app.cleanup()
    assert found
    assert all(
        (one is not other) == is_used
        for each in found
        for one, other in zip(each, originals, strict=True)
    )
    assert [vars(each.owner)[each.name] for each in shortcuts()] == originals


def test_functions_that_others_have_replaced_are_kept(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    def own(base: str, to: str) -> str:
        return relative_uri(base, to)

    monkeypatch.setattr(html, "relative_uri", own)
    found = []
    site.post("a", title="A", date="2020-01-01")
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.connect("html-page-context", lambda *_: found.append(vars(html)["relative_uri"]))
        app.build()
    finally:
        app.cleanup()
    assert set(found) == {own}
    assert write_shortcuts._replaced == {}
