"""Front matter that is loaded in the quick way is what PyYAML's loader in Python makes of it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.post.plain_yaml import YAML_ERRORS, load_plain_yaml

_STARTS = ("a: ", "title:", "my-key: ", "  b: ", "- ", "  - ", "  - c: ", "x", "'k': ")
_VALUES = st.text(alphabet="ab1 \"'[],.:-?!/#\n\t\\{}~&*|>%@`_+;()Té\u2028\x85", max_size=14)
_PLAIN_VALUES = r"""\"[ab?: ]*"|'[ab?: #]*'|\[[\w ,]*\]|2020-0[23]-3[0-3]|[\w/][\w ,.'?!;-]*"""
_PLAIN_LINES = rf"([ab]|  c|d-e):( ({_PLAIN_VALUES}))?"


@given(st.lists(st.tuples(st.sampled_from(_STARTS), _VALUES)))
def test_data_are_those_of_the_other_loader(lines: list[tuple[str, str]]) -> None:
    _compare("\n".join(start + value for start, value in lines))


@given(st.lists(st.from_regex(_PLAIN_LINES, fullmatch=True), max_size=4))
def test_data_of_plain_lines_are_those_of_the_other_loader(lines: list[str]) -> None:
    _compare("\n".join(lines))


_WORDS = ("a", "b-c", "on", "Null", "yes", "1", "d e", "1.10", "é", "-", "", "2020-01-01", "NO ")
_SIMPLE_VALUES = st.one_of(
    st.sampled_from(_WORDS).map(" {}".format),
    st.lists(st.sampled_from(_WORDS), max_size=3).map(", ".join).map(" [{}]".format),
    st.text("ab 1'#:,é\u00a0\u2014\x85-?", max_size=6).map(' "{}"'.format),
    st.text("ab 1'#:,é-?.()!;", max_size=6).map(" c{}".format),
    st.sampled_from((" 2020-02-29", " 2021-02-29", " 2020-1-1", " ٢٠٢٠-٠١-٠١", "", " ")),
)
_SIMPLE_LINES = st.tuples(
    st.sampled_from(("a", "b", "on", "No", "d-e", "y", "e_f1")), _SIMPLE_VALUES
)


@given(st.lists(_SIMPLE_LINES.map(":".join), max_size=4), st.sampled_from(("", "\n", "\n\n")))
def test_data_of_simple_lines_are_those_of_the_other_loader(lines: list[str], end: str) -> None:
    _compare("\n".join(lines) + end)


def test_simple_lines_take_no_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "title: \"So: 'it' is\"\ndate: 2020-01-02\ntags: [a, b-c, d e]\nauthor: A B\nx:\n"
    expected = yaml.safe_load(content)
    monkeypatch.setattr(yaml, "load", lambda *_: pytest.fail("loaded"))
    assert repr(load_plain_yaml(content)) == repr(expected)


def _compare(content: str) -> None:
    data = load_plain_yaml(content)
    if data is not None:
        # The text tells numbers from booleans.
        assert repr(yaml.safe_load(content)) == repr(data)


@pytest.mark.parametrize(
    "content",
    [
        "title: A plain title\ndate: 2020-01-01\ntags: [a, b-c]\n",
        "title: \"Quoted: 'so'\"\nsubtitle: 'Also: so'\n",
        "blogpost: true\nlanguage: en\nlinks:\n  - a\n  - b\nmy-key: 1.10\nnested:\n  key: on\n",
    ],
)
def test_usual_front_matter_is_plain(content: str) -> None:
    assert load_plain_yaml(content) == yaml.safe_load(content)


@pytest.mark.parametrize(
    "content", ["a: [a?b]", "a: b: c", "a: *b", "a: &b c", "a: {b: c}", "a: !x y", "a: |\n  b"]
)
def test_other_front_matter_is_left_to_the_other_loader(content: str) -> None:
    assert load_plain_yaml(content) is None


def test_errors_are_those_of_both_loaders() -> None:
    with pytest.raises(YAML_ERRORS):
        yaml.safe_load("a: 2020-13-01")
    assert load_plain_yaml("a: 2020-13-01") is None
