"""Names, texts and keys in a post's front matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.card import KEYS, Card, Status
from sphinx_transcript.messages import Problem, Subtype
from sphinx_transcript.values import split_names
from tests.test_card import Value, card_of, read


@pytest.mark.parametrize("key", ["tags", "categories", "authors"])
@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("helm", ("helm",)),
        (" helm ,two  words,, helm", ("helm", "two words")),
        (("b", "a, c", "b", " two\n words "), ("b", "a, c", "two words")),
        ("Helm, helm, HELM", ("Helm",)),
        ("", ()),
        ((), ()),
    ],
)
def test_names_are_a_list_or_have_commas_between_them(
    key: str, value: Value, names: tuple[str, ...]
) -> None:
    assert getattr(card_of(**{key: value}), key) == names


def test_one_author_may_have_a_comma_in_the_name() -> None:
    assert card_of(author="Ada Lovelace, Countess").authors == ("Ada Lovelace, Countess",)
    assert card_of(author=("Ada", "Grace")).authors == ("Ada", "Grace")


def test_authors_come_before_author() -> None:
    assert card_of(author="Ada", authors="Grace").authors == ("Grace",)
    assert card_of(author="Ada", authors="").authors == ("Ada",)


def test_category_stands_in_for_categories() -> None:
    assert card_of(category="ops, dev").categories == ("ops", "dev")
    assert card_of(category="ops", categories="dev").categories == ("dev",)
    assert card_of(category="ops", categories="").categories == ("ops",)


@pytest.mark.parametrize("key", ["tags", "categories", "category", "aliases", "authors", "author"])
def test_names_of_another_kind_are_left_out_with_a_message(key: str) -> None:
    card, problems = read(**{key: None})
    assert card == Card(Status.UNDATED)
    message = f"{key}: expected a list, or names with commas between them; left out"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 2)]


@pytest.mark.parametrize(
    "key", ["title", "series", "description", "image", "id", "canonical_url", "language"]
)
def test_text_of_another_kind_is_left_out_with_a_message(key: str) -> None:
    card, problems = read(**{key: ("a", "b")})
    assert getattr(card, key) == ""
    message = f"{key}: expected text; left out"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 2)]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("canonical_url", "http://a/b?c#d", "http://a/b?c#d"),
        ("canonical_url", "example.org/a", "an address such as https://example.org/"),
        ("canonical_url", "https:///a", "an address such as https://example.org/"),
        ("canonical_url", "javascript:x", "an address such as https://example.org/"),
        ("language", "de", "de"),
        ("language", "zh-Hant-TW", "zh-Hant-TW"),
        ("language", "German!", "the code of a language such as de or pt-BR"),
        ("language", "d", "the code of a language such as de or pt-BR"),
        ("language", "de--AT", "the code of a language such as de or pt-BR"),
    ],
)
def test_address_and_language_are_well_formed_or_left_out(
    key: str, value: str, expected: str
) -> None:
    card, problems = read(**{key: value})
    is_right = expected == value
    assert getattr(card, key) == (value if is_right else "")
    message = f"{key}: expected {expected}; left out"
    assert problems == ([] if is_right else [Problem(message, Subtype.FRONT_MATTER, 2)])


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abBß é\t\n\u00a0")))
def test_split_names_gives_each_name_once_in_order(parts: list[str]) -> None:
    names = split_names(",".join(parts))
    given_names = [" ".join(part.split()) for part in parts if part.strip()]
    first = {name.casefold(): name for name in reversed(given_names)}
    assert list(names) == [name for name in dict.fromkeys(given_names) if name in first.values()]


# -- keys that are none


@pytest.mark.parametrize(
    ("key", "meant"),
    [("titel", "title"), ("Tags", "tags"), ("categorie", "categories"), ("alias", "aliases")],
)
def test_mistyped_key_gives_a_message_with_the_nearest(key: str, meant: str) -> None:
    _, problems = read(title="a", **{key: "x"})
    message = f"unknown key {key!r} in front matter; did you mean {meant!r}?"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 3)]


@pytest.mark.parametrize("key", [*KEYS, "layout", "status", "lang", "data", "images", "slug"])
def test_keys_of_ours_and_of_other_programs_give_none(key: str) -> None:
    assert read(**{key: ""})[1] == []


@pytest.mark.parametrize("key", ["subtitle", "author_url", "updated_by"])
def test_other_programs_keys_that_are_near_ours_give_none(key: str) -> None:
    assert read(**{key: "x"})[1] == []


def test_case_of_an_address_is_kept() -> None:
    assert card_of(aliases="/Old/, /old/, /Old/").aliases == ("/Old/", "/old/")
