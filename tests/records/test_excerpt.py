"""The excerpt of a post: its nodes, its text and its digest."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from sphinx_transcript.records.excerpt import excerpt_digest, excerpt_nodes
from sphinx_transcript.records.excerpt_text import excerpt_text

SETTINGS = {"doctitle_xform": False, "report_level": 5, "file_insertion_enabled": False}
MORE_COMMENTS = ["% more", "<!-- more -->", "<!--more-->", "% MORE", "<!-- More\n-->"]


def rst(text: str) -> nodes.document:
    return publish_doctree(f"Title\n=====\n\n{text}", settings_overrides=SETTINGS)


def myst(text: str) -> nodes.document:
    return publish_doctree(f"# Title\n\n{text}", parser=Parser(), settings_overrides=SETTINGS)


def text_of(doctree: nodes.document) -> str:
    return excerpt_text(excerpt_nodes(doctree))


def test_excerpt_is_the_first_paragraph() -> None:
    doctree = myst("- a list\n\nThe *first*\nparagraph.\n\nThe second.\n")
    first = next(node for node in doctree.findall(nodes.paragraph) if "first" in node.astext())
    assert excerpt_nodes(doctree) == [first]
    assert text_of(doctree) == "The first paragraph."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Part\n\nIn a part.\n\n## Next\n\nNo.\n", "In a part."),
        ("- item\n\n## Part\n\n> quote\n\n### Deep\n\nDeep.\n", "Deep."),
        ("- item\n\n> quote\n", "item"),
        ("```python\ncode\n```\n", ""),
        ("", ""),
    ],
)
def test_first_paragraph_may_be_in_a_section_and_precedes_other_text(
    body: str, expected: str
) -> None:
    assert text_of(myst(body)) == expected


def test_document_without_a_section_has_an_excerpt() -> None:
    doctree = publish_doctree("One.\n\nTwo.\n", settings_overrides=SETTINGS)
    assert text_of(doctree) == "One."
    doctree = publish_doctree("One.\n\nTwo.\n\n.. more\n\nNo.\n", settings_overrides=SETTINGS)
    assert text_of(doctree) == "One. Two."


@pytest.mark.parametrize("comment", MORE_COMMENTS)
def test_everything_above_the_more_comment_is_the_excerpt(comment: str) -> None:
    doctree = myst(f"One.\n\n- two\n- three\n\n{comment}\n\nNo.\n\n<!-- more -->\n\nNo.\n")
    assert [type(node) for node in excerpt_nodes(doctree)] == [nodes.paragraph, nodes.bullet_list]
    assert text_of(doctree) == "One. two three"


@pytest.mark.parametrize("comment", [".. more", "..\n   More", ".. MORE"])
def test_more_comment_in_restructuredtext(comment: str) -> None:
    assert text_of(rst(f"One.\n\nTwo.\n\n{comment}\n\nNo.\n")) == "One. Two."


@pytest.mark.parametrize(
    "content", ["% more later", "% moreover", "<!-- no more -->", "more", "`more`"]
)
def test_other_comments_and_text_do_not_end_the_excerpt(content: str) -> None:
    assert text_of(myst(f"One.\n\nTwo.\n\n{content}\n\nThree.\n")) == "One."


def test_more_comment_in_a_section_or_a_list_is_ignored() -> None:
    assert text_of(myst("One.\n\nTwo.\n\n## Part\n\n% more\n\nNo.\n")) == "One."
    assert text_of(rst("One.\n\nTwo.\n\n- item\n\n  .. more\n\nNo.\n")) == "One."


@pytest.mark.parametrize("body", ["% more\n\nAll.\n", "% a note\n\n<!-- more -->\n\nAll.\n"])
def test_excerpt_is_empty_with_nothing_above_the_more_comment(body: str) -> None:
    assert excerpt_nodes(myst(body)) == []
    assert text_of(myst(body)) == ""


def test_invisible_nodes_are_not_in_the_excerpt_but_html_is() -> None:
    doctree = rst(
        ":field: value\n\n.. _target:\n\n.. note to self\n\nOne.\n\n"
        ".. raw:: html\n\n   <hr>\n\n.. |x| replace:: y\n\n.. more\n\nNo.\n"
    )
    assert [type(node) for node in excerpt_nodes(doctree)] == [nodes.paragraph, nodes.raw]
    assert text_of(doctree) == "One."


def test_excerpt_stays_in_the_document() -> None:
    doctree = myst("One.\n\nTwo.\n\n% more\n\nThree.\n")
    before = doctree.pformat()
    excerpt = excerpt_nodes(doctree)
    assert doctree.pformat() == before
    assert all(node.parent is doctree.next_node(nodes.section) for node in excerpt)


def test_excerpt_text_has_no_footnotes() -> None:
    notes = ".. [1] A note.\n.. [#a] Another."
    doctree = rst(f"Some [1]_ *marked* [#a]_ words.\n\n{notes}\n\n.. more\n\nNo.\n")
    assert text_of(doctree) == "Some marked words."


def test_excerpt_text_includes_lists_tables_and_quotes() -> None:
    doctree = rst(
        "One\n``two`` `three <https://example.org>`_.\n\n- four\n\n  five\n\n    six\n\n"
        "====  =====\nseven eight\n====  =====\n\n::\n\n    code\n\n.. more\n"
    )
    text = text_of(doctree)
    assert text.startswith("One two three. four five six")
    assert "code" not in text


def test_excerpt_text_has_no_html_tags() -> None:
    assert text_of(myst("Press <kbd>Esc</kbd> now.<!-- sic -->\n")) == "Press Esc now."


def test_excerpt_text_has_no_system_messages() -> None:
    # Sphinx removes them only after the post is recorded.
    assert text_of(rst("One.\n\nB. an item\n\n.. more\n\nNo.\n")) == "One. an item"


def digest(text: str) -> str:
    return excerpt_digest(excerpt_nodes(myst(text)))


def test_digest_covers_text_and_markup_of_the_excerpt() -> None:
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


def test_digest_of_a_lone_surrogate_is_no_error() -> None:
    assert excerpt_digest([nodes.paragraph("", "\ud800")]) != excerpt_digest([])
