"""Front matter and beginnings that take neither YAML nor a search are read as with these."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.post import unread_header, yaml_block
from sphinx_transcript.post.field import Field, FrontMatterError

KEYS = ("title", "tags", "draft", "Title", "null", "yes", "x-y", "_a", "<<", "a b", "é", "1")
VALUES = (
    "", " ", "a", "yes", "null", "Null", "nULL", "~", "A b, c's (d)? e! ", '"a: b"', '" a "',
    '"a\\t"',
    '"a" b', "'a'", "[a, b c ]", "[a, null]", "[a, 1]", "[]", "[ a]", "[a, ]", "[a,b]", "[a b, c]",
    "2020-01-02", "2020-13-01", "2020-01-02 10:00", "a: b", "a # b", "a#b", "*a", "&a b", "!a", "|",
    "> a", "{a: b}", "[", "- a", "a -", "- ", "1", "a;", "é", "\u2028", "a\u2028b", '"\u2028"',
    "\ta",
    "a\tb", '"\x7f"', '"\x85"', '"\ufeff"', "\U0001f600", '"\U0001f600"', "a\u200bb", "%a", "@a",
    "`a`",
)  # fmt: skip
LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.builds("{}:{}".format, st.sampled_from(KEYS), st.sampled_from(["", "a", "  a b ", "\ta"])),
    st.builds("{}: {}".format, st.sampled_from(KEYS), st.text("ab1 :#[],-\"'é", max_size=8)),
    st.builds('{}: "{}"'.format, st.sampled_from(KEYS), st.text(max_size=4)),
    st.sampled_from(["", " ", "  a", "- a", "# a", "%a", "? a", "..", "\ta"]),
)


def _with_yaml(lines: list[str]) -> Any:
    original, yaml_block._plain_fields = yaml_block._plain_fields, lambda lines: None
    try:
        return yaml_block.read_yaml(lines)
    except FrontMatterError as error:
        return str(error)
    finally:
        yaml_block._plain_fields = original


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_plain_lines_have_the_fields_of_their_yaml(lines: list[str]) -> None:
    fields = yaml_block._plain_fields(lines)
    if fields is None:
        return
    expected, end = _with_yaml(["---", *lines, "---"])
    assert end == len(lines) + 2
    assert list(fields.items()) == list(expected.items())
    assert [each.name for each in fields.values()] == [each.name for each in expected.values()]


def test_usual_front_matter_is_plain() -> None:
    lines = ['title: "A: b"', "date: 2020-01-02", "tags: [dns, on call]", "draft: true", "series:"]
    assert yaml_block._plain_fields(lines) == {
        "title": Field("A: b", 2),
        "date": Field("2020-01-02", 3),
        "tags": Field(("dns", "on call"), 4),
        "draft": Field("true", 5),
        "series": Field("", 6),
    }


BODY = (
    "", " ", "# Setup", "## yaml", "### title", "##", "#a", "Some words here: draft: true",
    "draft: true", "title: a", "Words and draft: true", "a b: c", "It is so",
    "It's a thing: so; draft: true",
    'He said so, "draft: true"', "one two three <!-- draft: true -->", "---", "...", "```", "a",
    "  a b c",
    "one  draft: true", "a 'b: c", "a b' : c", "published = false", "hidden | true",
    "word two three",
    "{draft: true}", "[draft]: true", "one two three, draft: true", "- draft: true",
    "% draft: true",
    "a\u00a0b c", "\u200bdraft: true", "a b c\u200b", "one-two three: a", "#+draft: true", "#!x",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(BODY), st.text("ab :=|#;\"'-<{ ", max_size=10)), max_size=6),
    st.integers(1, 3),
)
def test_below_the_beginning_of_prose_is_no_header(lines: list[str], start: int) -> None:
    if unread_header._begins_with_prose(lines, start):
        body = lines[start : start + unread_header._SEARCHED_LINES]
        assert unread_header._Scan(body, is_rst=False, is_body=True).find() is None


def test_usual_posts_begin_with_prose() -> None:
    lines = ["---", "# So it is", "", "There are words: many, of any kind.", "And more of them", ""]
    assert unread_header._begins_with_prose(lines, 1)
    assert unread_header._begins_with_prose(lines[3:], 0)
    assert not unread_header._begins_with_prose(["", "Draft: true", ""], 0)
    assert not unread_header._begins_with_prose(["", "Words and more", "draft: true", ""], 0)
