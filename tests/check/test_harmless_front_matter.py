"""Front matter that a build can't warn of."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.check import harmless_front_matter
from sphinx_transcript.check.harmless_front_matter import is_harmless_front_matter


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("title: A {title} *with* signs\ndate: 2020-01-01\n", True),
        ("author: Ada\nstatus: done\n", True),
        ("author: Ada [x](y)\n", False),
        ("myst:\n  enable_extensions: []\n", False),
        ("myst: x\n", False),
        ("seen: 2020-13-01\n", False),
        ("a: {b: c}\n", False),
        ("- a\n", False),
        ("1: a\n", False),
        ("title: " + "a" * 30_000, False),
        ("", False),
        ("updated: 2020-13-01\n", False),
        ("Date: 2020-13-01\n", False),
        ("myst: no\ntitle: a\n", False),
        ("author: a?\n", False),
    ],
)
def test_harmless_front_matter(content: str, expected: bool) -> None:
    assert is_harmless_front_matter(content) is expected


KEYS = ("title", "date", "tags", "author", "myst", "x", "Title", "updated", "a-b", "yes", "1")
VALUES = (
    "", "a", "yes", "null", "A b, c's (d)?", '"a: b"', '"a\\"', "'a'", "[a, b]", "[a, 1]", "[]",
    "[a, ]", "[a,]", "2020-01-02", "2020-13-01", "a: b", "a # b", "a #b", "#a", "*a", "&a b", "!a",
    "|", "{a: b}", "[", "a]", "- a", "a -", "1", "Ada [x](y)", "a;", "~",
    "é", "\u2028", "a  ", "\ta",
)  # fmt: skip
LINES = st.one_of(
    st.builds("{}: {}\n".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.builds("{}:{}\n".format, st.sampled_from(KEYS), st.text("ab1 :#[],-\"'\n?", max_size=8)),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, max_size=4).map("".join))
def test_plain_front_matter_is_harmless_to_the_loader_in_python(content: str) -> None:
    if not harmless_front_matter._is_plain(content):
        return
    # Front matter is read before, which finds repeated keys and a wrong date.
    data: Any = None
    try:
        data = yaml.safe_load(content)
    except ValueError:
        assert "date: 2020-13-01" in content
        return
    assert isinstance(data, dict)
    assert all(isinstance(key, str) for key in data)
    for key, value in data.items():
        assert key != "myst"
        for each in value if isinstance(value, list) else [value]:
            is_safe = key in {"title", "tags", "updated"}
            assert is_safe or harmless_front_matter._PLAIN_VALUE.fullmatch(str(each))
