"""A key that is given twice is an error, whichever of its values would apply."""

from __future__ import annotations

import pytest

from sphinx_transcript.post.front_matter import Field, FrontMatterError, read_front_matter


def read(yaml: str) -> dict[str, Field]:
    return read_front_matter(f"---\ndate: 2020-01-01\n{yaml}\n---\n", "markdown")


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("draft: true\ndraft: false", 4),
        ("Draft: true\ndraft: false", 4),
        ("draft: false\nDRAFT: false", 4),
        ("x: {a: 1, a: 1}", 3),
        ("x:\n  - y:\n      k: 1\n      K: 2", 6),
        ("title: a\ntags: b\nTitle: c", 5),
        ('"draft": true\ndraft: false', 4),
        ("<<: {a: 1, A: 2}", 3),
    ],
)
def test_key_given_twice_is_an_error(yaml: str, line: int) -> None:
    with pytest.raises(FrontMatterError, match="is given twice, here and on line") as caught:
        read(yaml)
    assert caught.value.line == line


@pytest.mark.parametrize("fields", [":draft: true\n:draft: false", ":Tags: a\n:title: b\n:tags: c"])
def test_field_given_twice_is_an_error(fields: str) -> None:
    with pytest.raises(FrontMatterError, match="is given twice, here and on line 1"):
        read_front_matter(f"{fields}\n\nText\n", "restructuredtext")


def test_key_beside_a_merged_one_is_not_given_twice() -> None:
    fields = read("all: &all {tags: a, series: s}\n<<: *all\ntags: b")
    assert (fields["tags"].value, fields["series"].value) == ("b", "s")
