"""Names, texts and mistyped keys in the front matter of a post."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.post.field_values import split_names
from sphinx_transcript.post.metadata import KEY_NAMES, PostMetadata
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.support.problems import Problem, Subtype
from tests.post.test_metadata import Value, metadata_of, read


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
def test_names_are_a_list_or_comma_separated(
    key: str, value: Value, names: tuple[str, ...]
) -> None:
    assert getattr(metadata_of(**{key: value}), key) == names


def test_single_author_may_have_a_comma() -> None:
    assert metadata_of(author="Ada Lovelace, Countess").authors == ("Ada Lovelace, Countess",)
    assert metadata_of(author=("Ada", "Grace")).authors == ("Ada", "Grace")


def test_authors_take_precedence_over_author() -> None:
    assert metadata_of(author="Ada", authors="Grace").authors == ("Grace",)
    assert metadata_of(author="Ada", authors="").authors == ("Ada",)


def test_category_is_a_fallback_for_categories() -> None:
    assert metadata_of(category="ops, dev").categories == ("ops", "dev")
    assert metadata_of(category="ops", categories="dev").categories == ("dev",)
    assert metadata_of(category="ops", categories="").categories == ("ops",)


@pytest.mark.parametrize("key", ["tags", "categories", "category", "aliases", "authors", "author"])
def test_names_of_another_type_are_ignored_with_a_problem(key: str) -> None:
    metadata, problems = read(**{key: None})
    assert metadata == PostMetadata(PublicationStatus.UNDATED)
    message = f"{key}: expected a list, or names with commas between them; left out"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 2)]


@pytest.mark.parametrize(
    "key", ["title", "series", "description", "image", "id", "canonical_url", "language"]
)
def test_text_of_another_type_is_ignored_with_a_problem(key: str) -> None:
    metadata, problems = read(**{key: ("a", "b")})
    assert getattr(metadata, key) == ""
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
def test_invalid_address_or_language_is_ignored_with_a_problem(
    key: str, value: str, expected: str
) -> None:
    metadata, problems = read(**{key: value})
    is_valid = expected == value
    assert getattr(metadata, key) == (value if is_valid else "")
    message = f"{key}: expected {expected}; left out"
    assert problems == ([] if is_valid else [Problem(message, Subtype.FRONT_MATTER, 2)])


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abBß é\t\n\u00a0")))
def test_split_names_has_each_name_once_in_order(parts: list[str]) -> None:
    names = split_names(",".join(parts))
    given_names = [" ".join(part.split()) for part in parts if part.strip()]
    first = {name.casefold(): name for name in reversed(given_names)}
    assert list(names) == [name for name in dict.fromkeys(given_names) if name in first.values()]


# -- mistyped keys


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [("titel", "title"), ("Tags", "tags"), ("categorie", "categories"), ("alias", "aliases")],
)
def test_mistyped_key_is_a_problem_with_a_suggestion(key: str, suggestion: str) -> None:
    _, problems = read(title="a", **{key: "x"})
    message = f"unknown key {key!r} in front matter; did you mean {suggestion!r}?"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 3)]


@pytest.mark.parametrize("key", [*KEY_NAMES, "layout", "status", "lang", "data", "images", "slug"])
def test_known_and_foreign_keys_are_no_problem(key: str) -> None:
    assert read(**{key: ""})[1] == []


@pytest.mark.parametrize("key", ["subtitle", "author_url", "updated_by"])
def test_foreign_keys_similar_to_ours_are_no_problem(key: str) -> None:
    assert read(**{key: "x"})[1] == []


def test_case_of_an_address_is_kept() -> None:
    assert metadata_of(aliases="/Old/, /old/, /Old/").aliases == ("/Old/", "/old/")
