"""The faster form of Sphinx's ``clean_astext`` returns the same text."""

from __future__ import annotations

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.nodes import clean_astext

from sphinx_transcript.support.title_text import clean_text, text_method

ORIGINAL = nodes.Text.astext
TEXTS = st.builds(nodes.Text, st.text(max_size=3))
PARTS = st.one_of(
    TEXTS,
    st.builds(lambda alt: nodes.image(alt=alt), st.text(max_size=3)),
    st.builds(lambda text: nodes.raw("", text), st.text(max_size=3)),
    st.builds(lambda text: nodes.literal("", text), st.text(max_size=3)),
)
KINDS = st.sampled_from([nodes.title, nodes.term, nodes.paragraph])


@given(KINDS, st.lists(PARTS, max_size=4))
def test_text_is_that_of_sphinx(kind: type[nodes.TextElement], children: list[nodes.Node]) -> None:
    title = kind("", "", *children)
    before = title.pformat()
    assert clean_text(clean_astext)(title) == clean_astext(title)
    assert title.pformat() == before


@given(st.lists(TEXTS, max_size=4))
def test_title_of_text_is_not_copied(children: list[nodes.Node]) -> None:
    def fail(node: nodes.Element) -> str:
        raise AssertionError

    title = nodes.title("", "", *children)
    assert clean_text(fail)(title) == title.astext()


@given(st.text(st.sampled_from("a \0\n\\é"), max_size=6))
def test_text_of_text_is_that_of_docutils(text: str) -> None:
    found = [astext(nodes.Text(text)) for astext in (ORIGINAL, text_method(ORIGINAL))]
    assert found[0] == found[1]
    assert [*map(type, found)] == [str, str]


def test_text_without_marks_is_not_split() -> None:
    def fail(node: nodes.Text) -> str:
        raise AssertionError

    assert text_method(fail)(nodes.Text("a b")) == "a b"
