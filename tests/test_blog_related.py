"""Posts that are related to a post."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog import Blog
from sphinx_transcript.post import Post
from sphinx_transcript.taxonomy import term_slug

if TYPE_CHECKING:
    from random import Random

WINDOW = 30


def post(name: str, stamp: int, tags: tuple[str, ...], is_unlisted: bool = False) -> Post:
    return Post(
        name, name, name, None, stamp, None, None, tags, (), "", 1, (), is_unlisted=is_unlisted
    )


def related(blog: Blog, name: str, count: int = 99) -> list[str]:
    return [each.docname for each in blog.related(name, count)]


POSTS = (
    post("a", 6, ("helm", "common")),
    post("b", 5, ("common",)),
    post("c", 4, ("Helm",)),
    post("d", 3, ("common", "HELM", "rare")),
    post("e", 2, ("rare", "common")),
    post("f", 1, ("other",)),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # With 3 posts under helm, 4 under common and 2 under rare.
        ("a", ["d", "c", "b", "e"]),
        ("b", ["a", "d", "e"]),
        ("c", ["a", "d"]),
        ("d", ["e", "a", "c", "b"]),
        ("e", ["d", "a", "b"]),
        ("f", []),
        ("missing", []),
    ],
)
def test_posts_that_share_rare_tags_come_first_and_newer_ones_before_older(
    name: str, expected: list[str]
) -> None:
    assert related(Blog(POSTS), name) == expected


@pytest.mark.parametrize("count", [-1, 0, 1, 2, 9])
def test_no_more_posts_are_related_than_asked_for(count: int) -> None:
    assert related(Blog(POSTS), "d", count) == ["e", "a", "c", "b"][: max(count, 0)]


def test_unlisted_post_is_related_to_none() -> None:
    blog = Blog([*POSTS, post("hidden", 9, ("other", "helm"), is_unlisted=True)])
    assert related(blog, "hidden") == []
    assert related(blog, "f") == []
    assert related(blog, "a") == related(Blog(POSTS), "a")


def test_equal_shares_are_equal_whatever_floats_make_of_them() -> None:
    # 1/10 + 1/15 is 1/6, but as floats it is more.
    posts = [post("x", 9, ("six", "ten", "fifteen"))]
    posts += [post("new", 8, ("six",)), post("old", 7, ("ten", "fifteen"))]
    fill = {"six": 4, "ten": 8, "fifteen": 13}
    posts += [post(f"{tag}{at}", -at, (tag,)) for tag, count in fill.items() for at in range(count)]
    assert related(Blog(posts), "x", 2) == ["new", "old"]


def test_posts_far_off_in_time_are_not_related_by_a_common_tag_alone() -> None:
    posts = [post(f"{at:03}", -at, ("common", f"pair{min(at, 99 - at)}")) for at in range(100)]
    blog = Blog(posts)
    near = [f"{at:03}" for at in range(50 - WINDOW, 50 + WINDOW + 1)]
    assert sorted(related(blog, "050")) == [name for name in near if name != "050"]
    assert related(blog, "000")[:2] == ["099", "001"]
    assert len(related(blog, "000")) == WINDOW + 1


TAGS = ["helm", "Helm", "c++", "C++", "c#", "a b", "a-b", "x", "y", "z"]
blogs = st.lists(
    st.tuples(
        st.integers(1, 3), st.lists(st.sampled_from(TAGS), max_size=5).map(tuple), st.booleans()
    ),
    max_size=9,
).map(
    lambda rows: [
        post(f"post{at}", stamp, tags, is_unlisted=hidden and at % 3 == 0)
        for at, (stamp, tags, hidden) in enumerate(rows)
    ]
)


def brute_force(posts: list[Post], docname: str) -> list[str]:
    listed = [each for each in posts if not each.is_unlisted]
    listed.sort(key=lambda each: (-each.stamp, each.source))
    slugs = {each.docname: {term_slug(tag) for tag in each.tags} for each in listed}
    scores = {
        other: sum(
            Fraction(1, sum(slug in some for some in slugs.values()))
            for slug in slugs.get(docname, set()) & slugs[other]
        )
        for other in slugs
        if other != docname
    }
    found = [other for other, score in scores.items() if score]
    return sorted(found, key=lambda other: -scores[other])


@settings(deadline=None, max_examples=200)
@given(blogs, st.integers(0, 9), st.randoms())
def test_related_posts_are_those_that_share_most(
    posts: list[Post], count: int, random: Random
) -> None:
    blog, shuffled = Blog(posts), Blog(random.sample(posts, len(posts)))
    for each in posts:
        found = related(blog, each.docname, count)
        assert each.docname not in found
        assert found == brute_force(posts, each.docname)[:count]
        assert related(shuffled, each.docname, count) == found
