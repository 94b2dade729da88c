"""Terms and their slugs."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.taxonomy import (
    TERM_KINDS,
    Term,
    TermKind,
    names_given,
    term_slug,
    terms,
)
from tests.blog.posts import make_post

MAX_BYTES = 60
SPACES = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u3000", "-", " - ", "--"])
WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S"), exclude_characters="-"), min_size=1, max_size=6
)
LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd"), include_characters="- "))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kubernetes", "kubernetes"),
        (" Helm \n charts ", "helm-charts"),
        ("helm - charts", "helm-charts"),
        ("node.js", "node.js"),
        ("snake_case", "snake_case"),
        ("Straße", "strasse"),
        ("E\u0301te\u0301", "été"),
        ("日本 語", "日本-語"),
        ("नमस्ते", "नमस्ते"),
        ("a" * MAX_BYTES, "a" * MAX_BYTES),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_slug_is_the_name_in_lower_case_with_hyphens(name: str, slug: str) -> None:
    assert term_slug(name) == slug


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("c++", "c-"),
        ("c#", "c-"),
        ("a/b", "ab-"),
        ("what?", "what-"),
        (".net", "net-"),
        ("-a", "a-"),
        ("\ud800x", "x-"),
        ("..", ""),
        ("🎉", ""),
        ("é" * 40, f"{'é' * 30}-"),
    ],
)
def test_slug_of_a_name_with_other_characters_ends_in_a_digest(name: str, start: str) -> None:
    assert re.fullmatch(rf"{re.escape(start)}[0-9a-f]{{8}}", term_slug(name))


def test_slugs_are_stable_across_releases() -> None:
    # They are in URLs that other sites link to.
    slugs = [term_slug(name) for name in ("c++", "C#", "🎉", "..", "a" * 61)]
    expected = ["c-f4dc9948", "c-8a0b3d20", "ea752979", "e6fc5bb9", f"{'a' * 60}-a79c1fb9"]
    assert slugs == expected


@settings(deadline=None)
@given(st.text() | st.text(alphabet="./\\-?#%: \0\ud800é🎉\u200d", min_size=1))
@example("..")
@example("\u00a8")
def test_slug_is_a_safe_segment_of_a_url_and_a_path(name: str) -> None:
    slug = term_slug(name)
    assert bool(slug) == bool(name.strip())
    assert not set(slug) & set("/\\?#%:\"'<>&")
    assert not slug.startswith((".", "-"))
    assert not slug.endswith((".", "-"))
    assert not {unicodedata.category(char)[0] for char in slug} & set("CZ")
    assert len(slug.encode()) <= MAX_BYTES + 9


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, SPACES, SPACES, st.booleans()), min_size=1, max_size=4))
def test_case_and_white_space_do_not_change_the_slug(
    parts: list[tuple[str, str, str, bool]],
) -> None:
    one = "".join(f"{word}{space}" for word, space, _, _ in parts)
    other = "".join(f"{w.upper() if up else w.lower()}{space}" for w, _, space, up in parts)
    folded, changed = (re.sub(r"[\s-]+", " ", each).casefold() for each in (one, other))
    assume(folded == changed and one.rstrip()[-1] != "-" and other.rstrip()[-1] != "-")
    assert term_slug(one) == term_slug(other)


SIMILAR_NAMES = st.text(alphabet="aA+#/.é🎉- ", min_size=1, max_size=5).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=300)
@given(SIMILAR_NAMES, SIMILAR_NAMES)
@example("c++", "c#")
@example("a", "a-")
@example("a.", ".a")
def test_names_with_other_differences_have_different_slugs(one: str, other: str) -> None:
    def folded(name: str) -> str:
        return re.sub(r"[\s-]+", "-", name.casefold())

    assert (term_slug(one) == term_slug(other)) == (folded(one) == folded(other))


@settings(deadline=None)
@given(LETTERS | WORDS)
def test_slug_of_a_slug_is_itself(name: str) -> None:
    slug = term_slug(name)
    # A long slug is shortened again.
    assume(all(char.isalnum() or char == "-" for char in slug) and len(slug.encode()) <= MAX_BYTES)
    assert term_slug(slug) == slug


# -- terms


def test_names_of_each_kind_are_as_written_in_the_post() -> None:
    given_post = make_post("a", tags=("t", "u"), categories=("c",), authors=("x",), series="s")
    found = {kind: names_given(kind, given_post) for kind in TERM_KINDS}
    assert found == {"tag": ("t", "u"), "category": ("c",), "author": ("x",), "series": ("s",)}
    assert [names_given(kind, make_post("b")) for kind in TERM_KINDS] == [()] * 4


POSTS = (
    make_post("new", tags=("Helm", "c++"), series="Scaling"),
    make_post("mid", tags=("helm", "HELM", "kube cluster")),
    make_post("old", tags=("Kube-Cluster",), series="scaling"),
)


def test_terms_are_spelled_as_in_the_newest_post_and_sorted_by_slug() -> None:
    new, mid, old = POSTS
    assert list(terms("tag", POSTS).values()) == [
        Term("tag", "c-f4dc9948", "c++", (new,)),
        Term("tag", "helm", "Helm", (new, mid)),
        Term("tag", "kube-cluster", "kube cluster", (mid, old)),
    ]
    assert list(terms("tag", POSTS)) == ["c-f4dc9948", "helm", "kube-cluster"]
    assert terms("series", POSTS) == {"scaling": Term("series", "scaling", "Scaling", (new, old))}
    assert terms("category", POSTS) == {}


def test_synonyms_are_one_term_with_the_canonical_name() -> None:
    posts = [make_post("a", authors=("ada",)), make_post("b", authors=("Ada Lovelace", "ada"))]
    found = terms("author", posts, lambda name: "Ada Lovelace" if name == "ada" else name)
    assert found == {"ada-lovelace": Term("author", "ada-lovelace", "Ada Lovelace", tuple(posts))}


@pytest.mark.parametrize("kind", TERM_KINDS)
def test_page_of_a_term_is_in_the_folder_of_its_kind(kind: TermKind) -> None:
    assert Term(kind, "c-f4dc9948", "c++", ()).pagename == f"{kind}/c-f4dc9948/index"


@settings(deadline=None)
@given(st.lists(st.lists(SIMILAR_NAMES, max_size=3), max_size=5))
def test_each_term_has_each_of_its_posts_once(tags: list[list[str]]) -> None:
    posts = [make_post(str(index), tags=tuple(names)) for index, names in enumerate(tags)]
    found = terms("tag", posts)
    for each in posts:
        own = {term_slug(name) for name in each.tags}
        assert [slug for slug, term in found.items() if each in term.posts] == sorted(own)
    for slug, term in found.items():
        assert term_slug(term.name) == slug
        assert len(set(term.posts)) == len(term.posts)
        assert list(term.posts) == sorted(term.posts, key=lambda each: int(each.docname))
