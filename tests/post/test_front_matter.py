"""Parsing of front matter, valid and malformed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_transcript.post.front_matter import Field, FrontMatterError, read_front_matter

Value = str | tuple[str, ...] | None


def yaml_values(text: str) -> dict[str, Value]:
    return {key: field.value for key, field in read_front_matter(text, "markdown").items()}


def field_list_values(text: str) -> dict[str, Value]:
    return {key: field.value for key, field in read_front_matter(text, "restructuredtext").items()}


# -- YAML


def test_yaml_has_the_text_and_line_of_each_key() -> None:
    text = "---\ntitle: A title\n\n# a comment\ndate: 2016-09-26\n---\n\nbody: no key\n"
    assert read_front_matter(text, "markdown") == {
        "title": Field("A title", 2),
        "date": Field("2016-09-26", 5),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_counted_once(end: str) -> None:
    text = end.join(["---", "title: a", "draft: true", "---", ""])
    assert read_front_matter(text, "markdown") == {
        "title": Field("a", 2),
        "draft": Field("true", 3),
    }


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("2016-09-26", "2016-09-26"),
        ("2016-09-26 18:30:00 # late", "2016-09-26 18:30:00"),
        ("on", "on"),
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("'it''s: quoted'", "it's: quoted"),
        ('"tab\\tand \\u00e9"', "tab\tand é"),
        (">\n  folded\n  text", "folded text"),
        ("|\n  two\n  lines", "two\nlines"),
        ("", ""),
        ("~", ""),
        ("null", ""),
        ("'~'", "~"),
        ("!!str 5", "5"),
        ("!!python/object/apply:os.system [ls]", ("ls",)),
        ("[a, 'b, c', 1.10, on]", ("a", "b, c", "1.10", "on")),
        ("\n- a\n- ~\n- ''\n- b", ("a", "b")),
        ("[]", ()),
        ("{a: b}", None),
        ("[a, [b]]", None),
        ("&x [*x]", None),
        ("&x a\nother: *x", "a"),
    ],
)
def test_yaml_value_is_the_text_as_written(yaml: str, value: Value) -> None:
    assert yaml_values(f"---\nkey: {yaml}\n---\n")["key"] == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n---\nA rule, and text.\n---\n",
        "---\n---\n",
        "---\n# nothing but a comment\n---\n",
    ],
)
def test_text_without_front_matter_has_no_keys(text: str) -> None:
    assert yaml_values(text) == {}


def test_front_matter_below_a_blank_line_is_an_error() -> None:
    with pytest.raises(FrontMatterError, match="has to begin on the first line") as caught:
        read_front_matter("\n\n---\ntitle: a\n---\n", "markdown")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a\n...\nother: true\n",
        "--- \t\ntitle: a\n----  \nother: true\n---\n",
        "----\ntitle: a\n----\nother: true\n",
    ],
)
def test_closing_fence_is_the_same_as_in_myst(text: str) -> None:
    assert yaml_values(text) == {"title": "a"}


def test_fence_in_a_value_does_not_close_the_front_matter() -> None:
    assert yaml_values("---\na: |\n  x\n  ---\n  y\ndraft: true\n---\n") == {
        "a": "x\n---\ny",
        "draft": "true",
    }


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitle: a\n", 1, "never closes"),
        ("---\ndate: 2016-09-26\ntitle: a: b\n---\n", 3, "needs quotes"),
        ("---\ndate: 2016-09-26\n\ttitle: a\n---\n", 3, "not YAML"),
        ("---\ntitle: 'a\n---\n", 2, "not YAML"),
        ("---\ntitle: *nowhere\n---\n", 2, "undefined alias"),
        ("---\n- title\n---\n", 2, "key: value"),
        ("---\ndraft:true\n---\n", 2, "key: value"),
        ("---\ntitle: a\n--- b\ndraft: true\n---\n", 3, "another document"),
        ("----\ntitle: a\n---\ndraft: true\n----\n", 3, "another document"),
    ],
)
def test_malformed_front_matter_is_an_error_with_its_line(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(FrontMatterError, match=message) as caught:
        read_front_matter(text, "markdown")
    assert caught.value.line == line


@settings(deadline=None)
@given(st.text(alphabet=":-[]{}&*!|>'\"%@`#?,~ \t\nab1é\x00\ufffe"))
@example("[" * 500)
@example("a: " + "[" * 500 + "]" * 500)
def test_any_text_is_parsed_or_raises_front_matter_error(inner: str) -> None:
    line = 1
    try:
        read_front_matter(f"---\n{inner}\n---\n", "markdown")
    except FrontMatterError as error:
        line = error.line
    assert 1 <= line <= inner.count("\n") + 3


def test_control_character_is_an_error_with_its_line() -> None:
    with pytest.raises(FrontMatterError, match=r"control|special") as caught:
        read_front_matter("---\ndate: 2016-09-26\ntitle: \x07\n---\n", "markdown")
    assert caught.value.line == 3


def is_draft_or_rejected(text: str, filetype: str) -> bool:
    try:
        fields = read_front_matter(text, filetype)
    except FrontMatterError:
        return True
    return fields.get("draft", Field(None, 0)).value == "true"


@pytest.mark.parametrize("char", list("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
def test_unusual_character_before_a_fence_does_not_publish_a_draft(char: str) -> None:
    assert is_draft_or_rejected(f"---\ntitle: a{char}---\ndraft: true\n---\n", "markdown")


@pytest.mark.parametrize(
    ("text", "filetype"),
    [("\ufeff---\ndraft: true\n---\n", "markdown"), ("\ufeff:draft: true\n", "restructuredtext")],
)
def test_byte_order_mark_does_not_publish_a_draft(text: str, filetype: str) -> None:
    # source_encoding = "utf-8" keeps it in the text; the default of Sphinx removes it.
    assert is_draft_or_rejected(text, filetype)


def test_merge_key_does_not_publish_a_draft() -> None:
    text = "---\ndefaults: &all {draft: true}\n<<: *all\ntitle: a\n---\n"
    assert is_draft_or_rejected(text, "markdown")


# -- field lists


def test_field_list_has_the_text_and_line_of_each_key() -> None:
    text = ":Title: A title\n:date:\n   2016-09-26\n:draft:\n\nBody\n\n:tags: no\n"
    assert read_front_matter(text, "restructuredtext") == {
        "title": Field("A title", 1),
        "date": Field("2016-09-26", 2),
        "draft": Field("true", 4),
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (":key: a: b", "a: b"),
        (":key:\ta", "a"),
        (":key:  a  ", "a"),
        (":key: a\n  b\n\n  c\n", "a b c"),
        (":key: a\r\n  b\r\n:other: c\r\n", "a b"),
        (":key: a\n\n\n:other: b", "a"),
        (":key: a\nnot part of it", "a"),
        (":key:\n  - a\n  - b c", ("a", "b c")),
        (":key: * a\n      * b", ("a", "b")),
        (":key: a\n  - b", "a - b"),
        (":key: -5 degrees", "-5 degrees"),
        (".. a comment\n   :key: no\n\n.. _target:\n\n:key: a", "a"),
        ("..\n   :key: no\n\n:key: a", "a"),
        ("\n\n:key: a", "a"),
    ],
)
def test_field_value_is_the_text_as_written(text: str, value: Value) -> None:
    assert field_list_values(text)["key"] == value


@pytest.mark.parametrize(
    "text",
    ["", "Text\n\n:key: a", ": key: a", ":key:a", "::", ":: a", "  :key: a", "---\nkey: a\n---\n"],
)
def test_text_without_a_field_list_has_no_keys(text: str) -> None:
    assert field_list_values(text) == {}


@pytest.mark.parametrize(
    "title",
    [
        "Title\n=====\n",
        "=====\nTitle\n=====\n",
        "漢字\n----\n\n.. a comment\n",
        "X\n=\n",
    ],
)
def test_title_above_the_field_list_does_not_publish_a_draft(title: str) -> None:
    assert is_draft_or_rejected(f"{title}\n:draft: true\n", "restructuredtext")


def test_field_name_may_contain_colons_and_spaces() -> None:
    assert field_list_values(":a:b c: d") == {"a:b c": "d"}
