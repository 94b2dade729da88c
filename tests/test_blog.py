"""The order of posts, their neighbours and tags."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog import SORTS, Blog, Sort, sort_posts
from sphinx_transcript.post import Post

if TYPE_CHECKING:
    from random import Random


def post(
    name: str, stamp: int, *tags: str, title: str = "", updated: int | None = None
) -> Post:  # fmt: skip
    return Post(
        docname=f"post/{name}",
        source=f"post/{name}.md",
        title=title or name,
        date=datetime.fromtimestamp(stamp, UTC),
        stamp=stamp,
        updated=None if updated is None else datetime.fromtimestamp(updated, UTC),
        updated_stamp=updated,
        tags=tags,
        authors=(),
        description="",
        minutes=1,
        key_lines=(),
    )


def names(posts: tuple[Post, ...]) -> list[str]:
    return [each.docname.removeprefix("post/") for each in posts]


POSTS = (
    post("old", 1, "helm", title="beta"),
    post("b", 5, "Kubernetes", "c++", title="Alpha"),
    post("a", 5, title="alpha", updated=2),
    post("B", 5, title="Gamma"),
    post("new", 9, "kubernetes", title="éclair"),
    post("edited", 2, "Helm", "KUBERNETES", title="delta", updated=8),
)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-date", ["new", "B", "a", "b", "edited", "old"]),
        ("date", ["old", "edited", "b", "a", "B", "new"]),
        ("title", ["a", "b", "old", "edited", "B", "new"]),
        ("updated", ["new", "edited", "B", "a", "b", "old"]),
    ],
)
def test_posts_are_sorted_and_ties_broken_as_ls_does(sort: Sort, expected: list[str]) -> None:
    assert names(sort_posts(POSTS, sort)) == expected
    assert names(Blog(POSTS).select(sort=sort)) == expected


stamps = st.integers(-3, 3)
blogs = st.lists(
    st.builds(
        post,
        st.text(alphabet="abBé/-", min_size=1, max_size=4),
        stamps,
        title=st.sampled_from(["x", "X", "y", "ß", "ss"]),
        updated=st.none() | stamps,
    ),
    unique_by=lambda each: each.docname,
    max_size=8,
)


@settings(deadline=None)
@given(blogs, st.sampled_from(SORTS), st.randoms())
def test_order_does_not_hang_on_the_order_of_the_records(
    posts: list[Post], sort: Sort, random: Random
) -> None:
    shuffled = random.sample(posts, len(posts))
    assert sort_posts(shuffled, sort) == sort_posts(posts, sort)


@settings(deadline=None)
@given(blogs)
def test_oldest_first_is_newest_first_backwards(posts: list[Post]) -> None:
    assert sort_posts(posts, "date") == sort_posts(posts, "-date")[::-1]


@settings(deadline=None)
@given(blogs)
def test_neighbours_chain_all_posts_from_newest_to_oldest(posts: list[Post]) -> None:
    blog = Blog(posts)
    for index, each in enumerate(blog.posts):
        newer, older = blog.neighbours(each.docname)
        assert newer == (blog.posts[index - 1] if index else None)
        assert older == (blog.posts[index + 1] if index < len(posts) - 1 else None)
    stamped = [each.stamp for each in blog.posts]
    assert stamped == sorted(stamped, reverse=True)


def test_only_post_has_no_neighbours() -> None:
    assert Blog([post("a", 1)]).neighbours("post/a") == (None, None)


def test_post_is_found_by_its_docname() -> None:
    blog = Blog(POSTS)
    assert blog.post("post/old") is POSTS[0]
    assert blog.post("post/missing") is None
    with pytest.raises(KeyError):
        blog.neighbours("post/missing")


def test_blog_without_posts_is_empty() -> None:
    blog = Blog([])
    assert (blog.posts, blog.tags, blog.select()) == ((), {}, ())


def test_tags_are_one_in_any_case_and_spelled_as_in_the_newest_post() -> None:
    assert Blog(POSTS).tags == {"kubernetes": "kubernetes", "c++": "c++", "helm": "Helm"}
    newest = post("newest", 10, "KuberNetes")
    assert Blog([*POSTS, newest]).tags["kubernetes"] == "KuberNetes"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], ["new", "B", "a", "b", "edited", "old"]),
        (["helm"], ["edited", "old"]),
        (["HELM", "c++"], ["b", "edited", "old"]),
        (["kubernetes"], ["new", "b", "edited"]),
        (["kube"], []),
        (["helm", "unknown"], ["edited", "old"]),
    ],
)
def test_posts_with_any_of_the_tags_are_selected(tags: list[str], expected: list[str]) -> None:
    assert names(Blog(POSTS).select(tags=tags)) == expected


def test_case_of_a_tag_is_folded_in_every_language() -> None:
    blog = Blog([post("a", 1, "Straße")])
    assert names(blog.select(tags=["STRASSE"])) == ["a"]


@pytest.mark.parametrize("limit", [1, 2, 6, 7])
def test_limit_is_taken_after_sorting(limit: int) -> None:
    assert (
        names(Blog(POSTS).select(limit=limit, sort="title"))
        == (["a", "b", "old", "edited", "B", "new"][:limit])
    )


def test_update_before_the_date_moves_no_post_back() -> None:
    posts = [post("a", 3, updated=1), post("b", 2)]
    assert names(Blog(posts).select(sort="updated")) == ["a", "b"]


def test_file_name_that_is_not_utf8_can_be_sorted() -> None:
    odd = replace(post("a", 1), source="post/\udcff.md")
    assert sort_posts([odd, POSTS[0]], "-date") == (POSTS[0], odd)
