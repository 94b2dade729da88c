"""Front matter that a build can't warn of."""

from __future__ import annotations

import pytest

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
    ],
)
def test_harmless_front_matter(content: str, expected: bool) -> None:
    assert is_harmless_front_matter(content) is expected
