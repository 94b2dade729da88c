"""The blog: the order of posts, their neighbours, their terms, and selections of listings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.authors import Authors
from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.post.record import UNDATED
from sphinx_transcript.post.sorting import SORTS, Sort, sort_posts
from tests.blog.posts import make_post

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from sphinx_transcript.post.record import Post

YEAR = 31_556_952


def post(
    name: str, stamp: int, *tags: str, title: str = "", updated: int | None = None, **fields: Any
) -> Post:
    return make_post(
        f"post/{name}",
        source=f"post/{name}.md",
        title=title or name,
        date=None if stamp == UNDATED else datetime.fromtimestamp(stamp, UTC),
        stamp=stamp,
        updated=None if updated is None else datetime.fromtimestamp(updated, UTC),
        updated_stamp=updated,
        tags=tags,
        **fields,
    )


def names(posts: Iterable[Post | None]) -> list[str]:
    return [each.docname.removeprefix("post/") if each else "-" for each in posts]


POSTS = (
    post("old", 1, "helm", title="beta", series="Scaling", authors=("ada",)),
    post("b", 5, "Kubernetes", "c++", title="Alpha", categories=("Ops",), is_pinned=True),
    post("a", 5, title="alpha", updated=2, authors=("Ada Lovelace", "Grace")),
    post("B", 5, title="Gamma", series="scaling"),
    post("new", 9, "kubernetes", title="éclair", categories=("ops", "Cloud"), authors=("ADA",)),
    post("edited", 2, "Helm", "KUBERNETES", title="delta", updated=8),
)
AUTHORS = Authors({"ada": {"name": "Ada Lovelace"}})


def selected(**options: Any) -> list[str]:
    options = {"pinned_first": False, **options}
    return names(Blog(POSTS, AUTHORS).select(Listing(**options)))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-date", ["new", "B", "a", "b", "edited", "old"]),
        ("date", ["old", "edited", "b", "a", "B", "new"]),
        ("title", ["a", "b", "old", "edited", "B", "new"]),
        ("updated", ["new", "edited", "B", "a", "b", "old"]),
    ],
)
def test_posts_are_sorted_with_ties_broken_as_by_ls(sort: Sort, expected: list[str]) -> None:
    assert names(sort_posts(POSTS, sort)) == expected
    assert selected(sort=sort) == expected


stamps = st.integers(-3, 3)
blogs = st.lists(
    st.builds(
        post,
        st.text(alphabet="abBé/-", min_size=1, max_size=4),
        stamps,
        title=st.sampled_from(["x", "X", "y", "ß", "ss"]),
        updated=st.none() | stamps,
        categories=st.lists(st.sampled_from(["c", "C", "d"]), max_size=2).map(tuple),
    ),
    unique_by=lambda each: each.docname,
    max_size=8,
)


@settings(deadline=None)
@given(blogs, st.sampled_from(SORTS), st.randoms())
def test_order_does_not_depend_on_the_order_of_the_records(
    posts: list[Post], sort: Sort, random: Random
) -> None:
    shuffled = random.sample(posts, len(posts))
    assert sort_posts(shuffled, sort) == sort_posts(posts, sort)
    assert Blog(shuffled).taxonomies == Blog(posts).taxonomies


@settings(deadline=None)
@given(blogs)
def test_oldest_first_is_newest_first_reversed(posts: list[Post]) -> None:
    assert sort_posts(posts, "date") == sort_posts(posts, "-date")[::-1]


@settings(deadline=None)
@given(blogs)
def test_neighbours_are_adjacent_posts_by_date(posts: list[Post]) -> None:
    blog = Blog(posts)
    stamped = [each.stamp for each in blog.posts]
    assert stamped == sorted(stamped, reverse=True)
    for term in (None, *blog.taxonomies["category"].values()):
        chain = blog.posts if term is None else term.posts
        for index, each in enumerate(chain):
            newer, older = blog.neighbours(each.docname, term)
            assert newer == (chain[index - 1] if index else None)
            assert older == (chain[index + 1] if index < len(chain) - 1 else None)
            assert term is None or blog.index_in(each.docname, term) == index


def test_neighbours_within_a_term_are_posts_of_the_term() -> None:
    blog = Blog(POSTS)
    series = blog.term("series", "SCALING")
    assert series is not None
    assert names(blog.neighbours("post/old", within=series)) == ["B", "-"]
    assert names(blog.neighbours("post/B", within=series)) == ["-", "old"]
    assert names(blog.neighbours("post/B")) == ["new", "a"]
    with pytest.raises(KeyError):
        blog.neighbours("post/a", within=series)


def test_post_is_found_by_its_docname() -> None:
    blog = Blog(POSTS)
    assert blog.post("post/old") is POSTS[0]
    assert blog.post("post/missing") is None
    with pytest.raises(KeyError):
        blog.neighbours("post/missing")


def test_blog_without_posts_is_empty() -> None:
    blog = Blog([])
    assert (blog.posts, blog.unlisted, blog.years, blog.select(Listing())) == ((), {}, {}, ())
    assert blog.taxonomies == {"tag": {}, "category": {}, "author": {}, "series": {}}


def test_unlisted_post_is_found_only_by_its_docname() -> None:
    unlisted = replace(POSTS[1], docname="post/hidden", source="post/hidden.md", is_unlisted=True)
    blog = Blog([*POSTS, unlisted], AUTHORS)
    assert blog.post("post/hidden") is unlisted
    assert blog.unlisted == {"post/hidden": unlisted}
    without = Blog(POSTS, AUTHORS)
    for name in ("posts", "taxonomies", "years"):
        assert getattr(blog, name) == getattr(without, name)
    assert blog.neighbours("post/hidden") == (None, None)
    assert blog.terms_of("tag", unlisted) == ()
    assert unlisted not in blog.select(Listing(tags=("c++",)))


def test_undated_post_comes_first_and_has_no_year() -> None:
    draft = post("draft", UNDATED, is_draft=True)
    blog = Blog([post("a", 1), draft, post("b", 2 * YEAR), post("c", 2)])
    assert names(blog.posts) == ["draft", "b", "c", "a"]
    years = [(year, names(posts)) for year, posts in blog.years.items()]
    assert years == [(1972, ["b"]), (1970, ["c", "a"])]
    assert names(blog.select(Listing(years=(1970, 1999)))) == ["c", "a"]


def test_terms_ignore_case_and_are_spelled_as_in_the_newest_post() -> None:
    tags = Blog(POSTS).taxonomies["tag"]
    assert {slug: (term.name, names(term.posts)) for slug, term in tags.items()} == {
        "c-f4dc9948": ("c++", ["b"]),
        "helm": ("Helm", ["edited", "old"]),
        "kubernetes": ("kubernetes", ["new", "b", "edited"]),
    }
    newest = post("newest", 10, "KuberNetes")
    assert Blog([*POSTS, newest]).taxonomies["tag"]["kubernetes"].name == "KuberNetes"


def test_key_and_name_of_an_author_are_one_term() -> None:
    blog = Blog(POSTS, AUTHORS)
    assert {term.name: names(term.posts) for term in blog.taxonomies["author"].values()} == {
        "Ada Lovelace": ["new", "a", "old"],
        "Grace": ["a"],
    }
    assert blog.term("author", "ada") is blog.term("author", "ada  lovelace")
    assert blog.slug_of("author", "ada") == "ada-lovelace"
    # Other kinds of terms don't use the keys of authors.
    assert blog.slug_of("tag", "ada") == "ada"
    assert Blog(POSTS).slug_of("author", "ada") == "ada"


def test_terms_of_a_post_are_unique_and_in_its_order() -> None:
    blog = Blog([post("a", 1, "z", "Helm", "b c", "helm", "B-C", authors=("x", "ada", "Ada"))])
    assert [term.name for term in blog.terms_of("tag", blog.posts[0])] == ["z", "Helm", "b c"]
    assert [term.name for term in blog.terms_of("author", blog.posts[0])] == ["x", "ada"]
    assert blog.terms_of("series", blog.posts[0]) == ()
    assert blog.term("tag", "B-c") is blog.terms_of("tag", blog.posts[0])[2]
    assert blog.term("category", "z") is None


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["new", "B", "a", "b", "edited", "old"]),
        ({"tags": ("helm",)}, ["edited", "old"]),
        ({"tags": ("HELM", "c++")}, ["b", "edited", "old"]),
        ({"tags": ("kube",)}, []),
        ({"tags": ("helm", "unknown")}, ["edited", "old"]),
        ({"categories": ("OPS",)}, ["new", "b"]),
        ({"authors": ("ada",)}, ["new", "a", "old"]),
        ({"authors": ("Ada Lovelace",), "tags": ("helm",)}, ["old"]),
        ({"series": ("scaling",), "sort": "date"}, ["old", "B"]),
        ({"categories": ("ops",), "tags": ("c++", "helm")}, ["b"]),
        ({"categories": ("cloud",), "tags": ("c++",)}, []),
        ({"years": (1970,), "limit": 1}, ["new"]),
        ({"years": (1971,)}, []),
        ({"pinned_first": True}, ["b", "new", "B", "a", "edited", "old"]),
        ({"pinned_first": True, "sort": "date"}, ["b", "old", "edited", "a", "B", "new"]),
        ({"pinned_first": True, "limit": 2}, ["b", "new"]),
        ({"is_sound": False}, []),
    ],
)
def test_listing_selects_posts_with_any_name_of_each_kind(
    options: dict[str, Any], expected: list[str]
) -> None:
    assert selected(**options) == expected


@pytest.mark.parametrize("limit", [1, 2, 6, 7])
def test_limit_applies_after_sorting(limit: int) -> None:
    expected = ["a", "b", "old", "edited", "B", "new"][:limit]
    assert selected(limit=limit, sort="title") == expected


def test_update_before_the_date_is_ignored_in_sorting() -> None:
    posts = [post("a", 3, updated=1), post("b", 2)]
    assert names(Blog(posts).select(Listing(sort="updated"))) == ["a", "b"]


def test_undecodable_file_name_can_be_sorted() -> None:
    odd = replace(post("a", 1), source="post/\udcff.md")
    assert sort_posts([odd, POSTS[0]], "-date") == (POSTS[0], odd)
