"""Terms and their slugs."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_transcript.post import Post
from sphinx_transcript.taxonomy import KINDS, Kind, Term, names_of, term_slug, terms

LONGEST = 60
SPACES = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u3000", "-", " - ", "--"])
WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S"), exclude_characters="-"), min_size=1, max_size=6
)
LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd"), include_characters="- "))


def post(docname: str, **fields: Any) -> Post:
    given_fields: dict[str, Any] = {"tags": (), "authors": (), **fields}
    return Post(docname, docname, docname, None, 0, None, None, description="", minutes=1,
                key_lines=(), **given_fields)  # fmt: skip


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
        ("a" * LONGEST, "a" * LONGEST),
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
def test_name_with_other_signs_has_a_digest_at_the_end(name: str, start: str) -> None:
    assert re.fullmatch(rf"{re.escape(start)}[0-9a-f]{{8}}", term_slug(name))


def test_slugs_stay_what_they_are_from_release_to_release() -> None:
    # They are in addresses that others link to.
    slugs = [term_slug(name) for name in ("c++", "C#", "🎉", "..", "a" * 61)]
    ends = ["c-f4dc9948", "c-8a0b3d20", "ea752979", "e6fc5bb9", f"{'a' * 60}-a79c1fb9"]
    assert slugs == ends


@settings(deadline=None)
@given(st.text() | st.text(alphabet="./\\-?#%: \0\ud800é🎉\u200d", min_size=1))
@example("..")
@example("\u00a8")
def test_slug_is_safe_as_one_part_of_an_address_and_a_path(name: str) -> None:
    slug = term_slug(name)
    assert bool(slug) == bool(name.strip())
    assert not set(slug) & set("/\\?#%:\"'<>&")
    assert not slug.startswith((".", "-"))
    assert not slug.endswith((".", "-"))
    assert not {unicodedata.category(char)[0] for char in slug} & set("CZ")
    assert len(slug.encode()) <= LONGEST + 9


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, SPACES, SPACES, st.booleans()), min_size=1, max_size=4))
def test_case_and_white_space_make_no_other_slug(parts: list[tuple[str, str, str, bool]]) -> None:
    one = "".join(f"{word}{space}" for word, space, _, _ in parts)
    other = "".join(f"{w.upper() if up else w.lower()}{space}" for w, _, space, up in parts)
    folded, changed = (re.sub(r"[\s-]+", " ", each).casefold() for each in (one, other))
    assume(folded == changed and one.rstrip()[-1] != "-" and other.rstrip()[-1] != "-")
    assert term_slug(one) == term_slug(other)


NEAR = st.text(alphabet="aA+#/.é🎉- ", min_size=1, max_size=5).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=300)
@given(NEAR, NEAR)
@example("c++", "c#")
@example("a", "a-")
@example("a.", ".a")
def test_names_that_differ_in_more_have_other_slugs(one: str, other: str) -> None:
    def folded(name: str) -> str:
        return re.sub(r"[\s-]+", "-", name.casefold())

    assert (term_slug(one) == term_slug(other)) == (folded(one) == folded(other))


@settings(deadline=None)
@given(LETTERS | WORDS)
def test_slug_of_a_slug_is_itself(name: str) -> None:
    slug = term_slug(name)
    # A long one is cut again.
    assume(all(char.isalnum() or char == "-" for char in slug) and len(slug.encode()) <= LONGEST)
    assert term_slug(slug) == slug


# -- terms


def test_names_of_each_kind_are_those_that_the_post_gives() -> None:
    given_post = post("a", tags=("t", "u"), categories=("c",), authors=("x",), series="s")
    found = {kind: names_of(kind, given_post) for kind in KINDS}
    assert found == {"tag": ("t", "u"), "category": ("c",), "author": ("x",), "series": ("s",)}
    assert [names_of(kind, post("b")) for kind in KINDS] == [()] * 4


POSTS = (
    post("new", tags=("Helm", "c++"), series="Scaling"),
    post("mid", tags=("helm", "HELM", "kube cluster")),
    post("old", tags=("Kube-Cluster",), series="scaling"),
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


def test_names_that_mean_one_are_one_term_under_the_canonical_name() -> None:
    posts = [post("a", authors=("ada",)), post("b", authors=("Ada Lovelace", "ada"))]
    found = terms("author", posts, lambda name: "Ada Lovelace" if name == "ada" else name)
    assert found == {"ada-lovelace": Term("author", "ada-lovelace", "Ada Lovelace", tuple(posts))}


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_a_term_is_in_the_folder_of_its_kind(kind: Kind) -> None:
    assert Term(kind, "c-f4dc9948", "c++", ()).pagename == f"{kind}/c-f4dc9948/index"


@settings(deadline=None)
@given(st.lists(st.lists(NEAR, max_size=3), max_size=5))
def test_each_post_is_once_in_each_of_its_terms(tags: list[list[str]]) -> None:
    posts = [post(str(index), tags=tuple(names)) for index, names in enumerate(tags)]
    found = terms("tag", posts)
    for each in posts:
        own = {term_slug(name) for name in each.tags}
        assert [slug for slug, term in found.items() if each in term.posts] == sorted(own)
    for slug, term in found.items():
        assert term_slug(term.name) == slug
        assert len(set(term.posts)) == len(term.posts)
        assert list(term.posts) == sorted(term.posts, key=lambda each: int(each.docname))
