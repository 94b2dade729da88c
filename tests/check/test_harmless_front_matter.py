"""Front matter that a build can't warn of."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.check.harmless_front_matter import (
    _SAME_FOR_BOTH_LOADERS,
    is_harmless_front_matter,
)

_VALUES = st.text(alphabet="ab1 \"'[],.:-?!/#\n\t\\{}~&*|>%@`_+;()T", max_size=14)


@given(st.lists(st.tuples(st.sampled_from(["a: ", "title:", "- ", "  - ", "x"]), _VALUES)))
def test_both_loaders_return_the_same_for_simple_lines(lines: list[tuple[str, str]]) -> None:
    content = "\n".join(start + value for start, value in lines)
    if _SAME_FOR_BOTH_LOADERS.fullmatch(content):
        assert _load(content, yaml.CSafeLoader) == _load(content, yaml.SafeLoader)


@given(
    st.lists(
        st.from_regex(
            r"[ab]:( (\"[ab?: ]*\"|\[[\w ,]*\]|2020-0[23]-3[0-3]|[\w/][\w ,.'?!;-]*))?",
            fullmatch=True,
        ),
        max_size=4,
    )
)
def test_both_loaders_return_the_same_for_front_matter(lines: list[str]) -> None:
    content = "\n".join(lines)
    if _SAME_FOR_BOTH_LOADERS.fullmatch(content):
        assert _load(content, yaml.CSafeLoader) == _load(content, yaml.SafeLoader)


def _load(content: str, loader: Any) -> Any:
    try:
        return yaml.load(content, loader)  # noqa: S506 (safe loaders)
    except (yaml.YAMLError, ValueError):
        return "refused"


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
    ],
)
def test_harmless_front_matter(content: str, expected: bool) -> None:
    assert is_harmless_front_matter(content) is expected
