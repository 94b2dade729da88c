"""Authors: the entries of ``transcript_authors``, and their lookup."""

from __future__ import annotations

import pytest

from sphinx_transcript.blog.authors import ENTRY_KEYS, Author, Authors

ENTRIES = {
    "ada": {"name": "Ada Lovelace", "url": "https://ada.example/", "bio": "Counts."},
    "Grace Hopper": {"email": "grace@example.org", "avatar": "/grace.png"},
}


def test_entry_has_the_fields_of_an_author() -> None:
    assert ENTRY_KEYS == ("name", "url", "bio", "email", "avatar")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("ada", "Ada Lovelace"),
        ("ADA", "Ada Lovelace"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("ada  LOVELACE", "Ada Lovelace"),
        ("grace hopper", "Grace Hopper"),
        ("Ada L.", "Ada L."),
        ("", ""),
    ],
)
def test_author_is_found_by_key_or_name(given: str, name: str) -> None:
    authors = Authors(ENTRIES)
    assert authors.name_of(given) == name
    assert authors.author(given).name == name


def test_author_has_the_fields_of_the_entry() -> None:
    authors = Authors(ENTRIES)
    ada = Author("Ada Lovelace", "https://ada.example/", "Counts.")
    assert authors.author("ada") == authors.author("Ada Lovelace") == ada
    grace = Author("Grace Hopper", email="grace@example.org", avatar="/grace.png")
    assert authors.author("Grace hopper") == grace


@pytest.mark.parametrize("authors", [Authors(), Authors(None), Authors({}), Authors(ENTRIES)])
def test_author_without_an_entry_has_only_a_name(authors: Authors) -> None:
    assert authors.author("Alan  Turing") == Author("Alan  Turing")
    assert authors.name_of("Alan  Turing") == "Alan  Turing"


def test_key_takes_precedence_over_the_name_of_another_entry() -> None:
    entries = {"ada": {"url": "key"}, "countess": {"name": "Ada", "url": "name"}}
    for authors in (Authors(entries), Authors(dict(reversed(entries.items())))):
        assert authors.author("ADA").url == "key"
        assert authors.author("countess").url == "name"


def test_order_of_the_entries_does_not_matter() -> None:
    entries = {"b": {"name": "One", "url": "b"}, "a": {"name": "One", "url": "a"}}
    backwards = dict(reversed(entries.items()))
    assert Authors(entries).author("one") == Authors(backwards).author("one")
    assert Authors(entries).author("one").url == "a"


def test_entries_with_the_same_name_are_found_by_their_keys() -> None:
    authors = Authors({"a": {"name": "Ada", "url": "a"}, "b": {"name": "Ada", "url": "b"}})
    assert (authors.author("a").url, authors.author("b").url) == ("a", "b")


def test_name_with_the_slug_of_an_entry_is_that_entry() -> None:
    assert Authors(ENTRIES).name_of("Ada-Lovelace") == "Ada Lovelace"
