"""Folder names of terms as ABlog makes them."""

from __future__ import annotations

import pytest
from ablog.blog import slugify

from sphinx_transcript.blog.ablog_folders import ablog_folders, ablog_name
from sphinx_transcript.blog.taxonomy import term_slug

NAMES = {
    "0.2": "02",
    "Café  au Lait": "cafe-au-lait",
    "naïve": "naive",
    "C++": "c",
    "a/b": "ab",
    "R&D": "rd",
    ".NET": "net",
    "snake_case": "snake_case",
    "--x--": "-x-",
    "ﬁne": "fine",
    "İstanbul": "istanbul",
    "ß": "ß",
    "日本語": "日本語",
    "  two   words ": "two-words",
    "a - b": "a-b",
    "+++": "",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_name_is_that_of_ablog(name: str, expected: str) -> None:
    assert ablog_name(name) == slugify(name) == expected


def folders(*names: str) -> list[str]:
    """Return the folders of terms with *names*, in their order."""
    found = ablog_folders({term_slug(name): name for name in names})
    return [found[term_slug(name)] for name in names]


def test_terms_with_one_name_in_ablog_have_folders_of_their_own() -> None:
    assert folders("C", "C++", "C#") == ["c", term_slug("C++"), term_slug("C#")]
    assert folders("naïve", "naive") == ["naïve", "naive"]
    first, second = folders("C++", "C#")
    assert {first, second} > {"c"}
    assert first != second


@pytest.mark.parametrize("name", ["+++", "con", "index", "page", "x" * 300, "-", "COM1"])
def test_name_that_can_be_no_folder_keeps_its_slug(name: str) -> None:
    assert folders(name) == [term_slug(name)]
