"""Suggestions for mistyped names."""

from __future__ import annotations

import pytest

from sphinx_transcript.support.nearest_name import did_you_mean, nearest

KNOWN = ("title", "date", "updated", "tags", "Kubernetes")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("titel", "title"),
        ("tag", "tags"),
        ("TAGS", "tags"),
        ("kubernets", "Kubernetes"),
        ("update", "updated"),
        ("date", "date"),
        ("dtae", "date"),
        ("helm", None),
        ("stage", None),
        ("t", None),
        ("", None),
    ],
)
def test_nearest_is_the_similar_name_or_none(name: str, expected: str | None) -> None:
    assert nearest(name, KNOWN) == expected


def test_nearest_does_not_depend_on_the_order_of_the_names() -> None:
    names = ["lang", "long", "Long"]
    assert nearest("lung", names) == nearest("lung", reversed(names)) == "long"


def test_hint_is_a_question_or_empty() -> None:
    assert did_you_mean("titel", KNOWN) == "; did you mean 'title'?"
    assert did_you_mean("helm", KNOWN) == ""
    assert did_you_mean("helm", []) == ""
