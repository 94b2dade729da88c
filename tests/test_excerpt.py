"""The excerpt of a post: its nodes, its words and its digest."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from sphinx_transcript.excerpt import excerpt_digest, excerpt_nodes, excerpt_text, shortened

SETTINGS = {"doctitle_xform": False, "report_level": 5, "file_insertion_enabled": False}
MARKS = ["% more", "<!-- more -->", "<!--more-->", "% MORE", "<!-- More\n-->"]


def rst(text: str) -> nodes.document:
    return publish_doctree(f"Title\n=====\n\n{text}", settings_overrides=SETTINGS)


def myst(text: str) -> nodes.document:
    return publish_doctree(f"# Title\n\n{text}", parser=Parser(), settings_overrides=SETTINGS)


def words(doctree: nodes.document) -> str:
    return excerpt_text(excerpt_nodes(doctree))


def test_excerpt_is_the_first_paragraph() -> None:
    doctree = myst("- a list\n\nThe *first*\nparagraph.\n\nThe second.\n")
    first = next(node for node in doctree.findall(nodes.paragraph) if "first" in node.astext())
    assert excerpt_nodes(doctree) == [first]
    assert words(doctree) == "The first paragraph."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Part\n\nIn a part.\n\n## Next\n\nNo.\n", "In a part."),
        ("- item\n\n## Part\n\n> quote\n\n### Deep\n\nDeep.\n", "Deep."),
        ("- item\n\n> quote\n", ""),
        ("", ""),
    ],
)
def test_first_paragraph_may_stand_in_a_section_but_in_nothing_else(
    body: str, expected: str
) -> None:
    assert words(myst(body)) == expected


def test_document_without_a_section_has_an_excerpt() -> None:
    doctree = publish_doctree("One.\n\nTwo.\n", settings_overrides=SETTINGS)
    assert words(doctree) == "One."
    doctree = publish_doctree("One.\n\nTwo.\n\n.. more\n\nNo.\n", settings_overrides=SETTINGS)
    assert words(doctree) == "One. Two."


@pytest.mark.parametrize("mark", MARKS)
def test_all_above_the_mark_is_the_excerpt(mark: str) -> None:
    doctree = myst(f"One.\n\n- two\n- three\n\n{mark}\n\nNo.\n\n<!-- more -->\n\nNo.\n")
    assert [type(node) for node in excerpt_nodes(doctree)] == [nodes.paragraph, nodes.bullet_list]
    assert words(doctree) == "One. two three"


@pytest.mark.parametrize("mark", [".. more", "..\n   More", ".. MORE"])
def test_mark_is_a_comment_in_restructuredtext(mark: str) -> None:
    assert words(rst(f"One.\n\nTwo.\n\n{mark}\n\nNo.\n")) == "One. Two."


@pytest.mark.parametrize(
    "mark", ["% more later", "% moreover", "<!-- no more -->", "more", "`more`"]
)
def test_other_comments_and_words_are_no_mark(mark: str) -> None:
    assert words(myst(f"One.\n\nTwo.\n\n{mark}\n\nThree.\n")) == "One."


def test_mark_inside_a_section_or_a_list_is_none() -> None:
    assert words(myst("One.\n\nTwo.\n\n## Part\n\n% more\n\nNo.\n")) == "One."
    assert words(rst("One.\n\nTwo.\n\n- item\n\n  .. more\n\nNo.\n")) == "One."


@pytest.mark.parametrize("body", ["% more\n\nAll.\n", "% a note\n\n<hr>\n\n% more\n\nAll.\n"])
def test_nothing_above_the_mark_is_no_excerpt(body: str) -> None:
    assert excerpt_nodes(myst(body)) == []
    assert words(myst(body)) == ""


def test_what_shows_nothing_is_left_out_of_the_excerpt() -> None:
    doctree = rst(
        ":field: value\n\n.. _target:\n\n.. note to self\n\nOne.\n\n"
        ".. raw:: html\n\n   <hr>\n\n.. |x| replace:: y\n\n.. more\n\nNo.\n"
    )
    assert [type(node) for node in excerpt_nodes(doctree)] == [nodes.paragraph]
    assert excerpt_nodes(doctree)[0].astext() == "One."


def test_excerpt_stays_in_the_document() -> None:
    doctree = myst("One.\n\nTwo.\n\n% more\n\nThree.\n")
    before = doctree.pformat()
    excerpt = excerpt_nodes(doctree)
    assert doctree.pformat() == before
    assert all(node.parent is doctree.next_node(nodes.section) for node in excerpt)


def test_marks_and_texts_of_footnotes_are_no_words_of_the_excerpt() -> None:
    notes = ".. [1] A note.\n.. [#a] Another."
    doctree = rst(f"Some [1]_ *marked* [#a]_ words.\n\n{notes}\n\n.. more\n\nNo.\n")
    assert words(doctree) == "Some marked words."


def test_words_of_lists_tables_and_quotes_are_words_of_the_excerpt() -> None:
    doctree = rst(
        "One\n``two`` `three <https://example.org>`_.\n\n- four\n\n  five\n\n    six\n\n"
        "====  =====\nseven eight\n====  =====\n\n::\n\n    code\n\n.. more\n"
    )
    text = words(doctree)
    assert text.startswith("One two three. four five six")
    assert "code" not in text


def test_html_tags_are_no_words_of_the_excerpt() -> None:
    assert words(myst("Press <kbd>Esc</kbd> now.<!-- sic -->\n")) == "Press Esc now."


def test_messages_of_docutils_are_no_words_of_the_excerpt() -> None:
    # Sphinx takes them out only after the post is recorded.
    assert words(rst("One.\n\nB. an item\n\n.. more\n\nNo.\n")) == "One. an item"


def digest(text: str) -> str:
    return excerpt_digest(excerpt_nodes(myst(text)))


def test_digest_is_of_all_that_the_excerpt_consists_of() -> None:
    one = digest("One [a](https://a.example/).\n\nTwo.\n")
    assert one == digest("One [a](https://a.example/).\n\nChanged.\n")
    changed = [
        digest("One [a](https://b.example/).\n"),
        digest("One [b](https://a.example/).\n"),
        digest("One *[a](https://a.example/)*.\n"),
        digest("One [a](https://a.example/).\n\nTwo.\n\n% more\n"),
        digest(""),
    ]
    assert len({one, *changed}) == len(changed) + 1


def test_digest_of_text_that_is_not_unicode_stops_no_build() -> None:
    assert excerpt_digest([nodes.paragraph("", "\ud800")]) != excerpt_digest([])


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("one - two", 7, "one…"),
        ("one two", 2, "on…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_between_words(text: str, longest: int, expected: str) -> None:
    assert shortened(text, longest) == expected


@settings(deadline=None)
@given(st.lists(st.text("ab.,é", min_size=1, max_size=6), max_size=8), st.integers(1, 30))
def test_short_text_is_the_beginning_of_the_long_one(parts: list[str], longest: int) -> None:
    text = " ".join(parts)
    short = shortened(text, longest)
    assert (short == text) == (len(text) <= longest)
    assert len(short) <= longest + 1
    assert text.startswith(short.removesuffix("…"))
