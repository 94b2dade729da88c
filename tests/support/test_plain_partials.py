"""Titles and tables of contents of plain text are rendered as Sphinx renders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sphinx
from docutils import nodes
from docutils.transforms import Transform
from docutils.writers._html_base import HTMLTranslator
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx import addnodes
from sphinx.builders import html
from sphinx.testing.util import SphinxTestApp
from sphinx.writers.html5 import HTML5Translator

from sphinx_transcript.support.plain_titles import partial_renderer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Site


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


@pytest.mark.skipif(sphinx.version_info < (9, 0), reason="Sphinx 8 returns more")
@pytest.mark.parametrize(
    "name",
    [
        "visit_Text", "visit_title", "depart_title", "visit_document", "visit_reference",
        "depart_reference", "visit_bullet_list", "visit_list_item", "visit_compact_paragraph",
        "encode", "starttag", "dispatch_visit",
    ],
)  # fmt: skip
def test_replaced_methods_of_translators_are_called(
    name: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = SphinxTestApp("html", srcdir=site.srcdir)
    original = html.StandaloneHTMLBuilder.render_partial
    builder: Any = app.builder
    link = nodes.reference("", "a & b", internal=True, refuri="#c", anchorname="#c")
    trees = [nodes.title("", "a & b"), _contents([(link, None, False)])]
    for owner in (HTML5Translator, HTMLTranslator):
        method = getattr(owner, name, None)
        if method is None:
            continue

        def replacement(self: Any, *arguments: Any, _method: Any = method, **named: Any) -> Any:
            self.body.append("!")
            return _method(self, *arguments, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, name, replacement)
            # Also where it has been replaced before this is imported.
            faster = partial_renderer(original)
            for tree in trees:
                found = faster(builder, tree.deepcopy())
                assert found == original(builder, tree.deepcopy())
    app.cleanup()


class _Capitals(Transform):
    default_priority = 900

    def apply(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            text.parent.replace(text, nodes.Text(text.upper()))


@pytest.mark.skipif(sphinx.version_info < (9, 0), reason="Sphinx 8 returns more")
def test_transforms_of_others_are_applied(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    app = SphinxTestApp("html", srcdir=site.srcdir)
    transforms = (*html._WRITER_TRANSFORMS, _Capitals)
    monkeypatch.setattr(html, "_WRITER_TRANSFORMS", transforms)
    builder: Any = app.builder
    faster = partial_renderer(html.StandaloneHTMLBuilder.render_partial)
    assert faster(builder, nodes.title("", "a"))["title"] == "A"
    app.cleanup()
