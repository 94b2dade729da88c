"""Comparison of titles."""

from __future__ import annotations

import pytest

from sphinx_transcript.post.title_text import same_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A title", "A title"),
        ("A title", "a  TITLE"),
        ("A title", "\tA\u00a0title\n"),
        ("Don't", "Don’t"),
        ("Say 'yes'", "Say “yes”"),
        ("Say „ja“", "Say «ja»"),
        ("Say « oui »", "Say oui"),
        ("The `ls` command", "The ls command"),
        ("Straße", "STRASSE"),
    ],
)
def test_quotation_marks_case_and_white_space_are_ignored(one: str, other: str) -> None:
    assert same_title(one, other)
    assert same_title(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A title", "Another title"),
        ("A title", "Atitle"),
        ("A title", "A title!"),
        ("A title", ""),
        ("C", "C++"),
        ("well-known", "well known"),
        ("resume", "résumé"),
    ],
)
def test_titles_with_other_differences_are_not_equal(one: str, other: str) -> None:
    assert not same_title(one, other)
    assert not same_title(other, one)


@pytest.mark.parametrize("quoted", ["‹ja›", "‛ja‟", "「ja」", "『ja』"])
def test_quotation_marks_of_all_languages_are_ignored(quoted: str) -> None:
    assert same_title(quoted, "ja")
