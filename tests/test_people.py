"""Who writes: the entries of ``transcript_authors``, and the names that posts give."""

from __future__ import annotations

import pytest

from sphinx_transcript.people import KEYS, Author, People

ENTRIES = {
    "ada": {"name": "Ada Lovelace", "url": "https://ada.example/", "bio": "Counts."},
    "Grace Hopper": {"email": "grace@example.org", "avatar": "/grace.png"},
}


def test_entry_has_the_fields_of_an_author() -> None:
    assert KEYS == ("name", "url", "bio", "email", "avatar")


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
def test_author_is_called_by_the_key_or_by_the_name(given: str, name: str) -> None:
    people = People(ENTRIES)
    assert people.name_of(given) == name
    assert people.author(given).name == name


def test_author_of_an_entry_has_what_the_entry_says() -> None:
    people = People(ENTRIES)
    ada = Author("Ada Lovelace", "https://ada.example/", "Counts.")
    assert people.author("ada") == people.author("Ada Lovelace") == ada
    grace = Author("Grace Hopper", email="grace@example.org", avatar="/grace.png")
    assert people.author("Grace hopper") == grace


@pytest.mark.parametrize("people", [People(), People(None), People({}), People(ENTRIES)])
def test_author_without_an_entry_has_only_a_name(people: People) -> None:
    assert people.author("Alan  Turing") == Author("Alan  Turing")
    assert people.name_of("Alan  Turing") == "Alan  Turing"


def test_key_comes_before_the_name_that_another_entry_has() -> None:
    entries = {"ada": {"url": "key"}, "countess": {"name": "Ada", "url": "name"}}
    for people in (People(entries), People(dict(reversed(entries.items())))):
        assert people.author("ADA").url == "key"
        assert people.author("countess").url == "name"


def test_order_of_the_entries_makes_no_difference() -> None:
    entries = {"b": {"name": "One", "url": "b"}, "a": {"name": "One", "url": "a"}}
    backwards = dict(reversed(entries.items()))
    assert People(entries).author("one") == People(backwards).author("one")
    assert People(entries).author("one").url == "a"


def test_each_key_means_its_own_entry_where_two_have_one_name() -> None:
    people = People({"a": {"name": "Ada", "url": "a"}, "b": {"name": "Ada", "url": "b"}})
    assert (people.author("a").url, people.author("b").url) == ("a", "b")


def test_name_that_shares_the_slug_of_an_entry_is_that_entry() -> None:
    assert People(ENTRIES).name_of("Ada-Lovelace") == "Ada Lovelace"
