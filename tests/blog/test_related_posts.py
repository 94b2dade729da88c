"""Related posts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.taxonomy import term_slug
from tests.blog.posts import make_post

if TYPE_CHECKING:
    from random import Random

    from sphinx_transcript.post.record import Post

WINDOW = 30


def post(name: str, stamp: int, tags: tuple[str, ...], is_unlisted: bool = False) -> Post:
    return make_post(name, stamp=stamp, tags=tags, is_unlisted=is_unlisted)


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
        # The tag helm has 3 posts, common has 4 and rare has 2.
        ("a", ["d", "c", "b", "e"]),
        ("b", ["a", "d", "e"]),
        ("c", ["a", "d"]),
        ("d", ["e", "a", "c", "b"]),
        ("e", ["d", "a", "b"]),
        ("f", []),
        ("missing", []),
    ],
)
def test_posts_with_rare_shared_tags_come_first(name: str, expected: list[str]) -> None:
    assert related(Blog(POSTS), name) == expected


@pytest.mark.parametrize("count", [-1, 0, 1, 2, 9])
def test_count_limits_related_posts(count: int) -> None:
    assert related(Blog(POSTS), "d", count) == ["e", "a", "c", "b"][: max(count, 0)]


def test_unlisted_post_has_no_related_posts() -> None:
    blog = Blog([*POSTS, post("hidden", 9, ("other", "helm"), is_unlisted=True)])
    assert related(blog, "hidden") == []
    assert related(blog, "f") == []
    assert related(blog, "a") == related(Blog(POSTS), "a")


def test_equal_scores_are_equal_despite_float_errors() -> None:
    # 1/10 + 1/15 equals 1/6, but is greater in floats.
    posts = [post("x", 9, ("six", "ten", "fifteen"))]
    posts += [post("new", 8, ("six",)), post("old", 7, ("ten", "fifteen"))]
    fill = {"six": 4, "ten": 8, "fifteen": 13}
    posts += [post(f"{tag}{at}", -at, (tag,)) for tag, count in fill.items() for at in range(count)]
    assert related(Blog(posts), "x", 2) == ["new", "old"]


def test_posts_distant_in_time_are_not_related_by_a_common_tag() -> None:
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


def expected_related(posts: list[Post], docname: str) -> list[str]:
    listed = [each for each in posts if not each.is_unlisted]
    listed.sort(key=lambda each: (-each.stamp, each.source))
    slugs = {each.docname: {term_slug(tag) for tag in each.tags} for each in listed}
    scores = {
        other: sum(
            Fraction(1, sum(slug in own for own in slugs.values()))
            for slug in slugs.get(docname, set()) & slugs[other]
        )
        for other in slugs
        if other != docname
    }
    found = [other for other, score in scores.items() if score]
    return sorted(found, key=lambda other: -scores[other])


@settings(deadline=None, max_examples=200)
@given(blogs, st.integers(0, 9), st.randoms())
def test_related_posts_match_a_simple_computation(
    posts: list[Post], count: int, random: Random
) -> None:
    blog, shuffled = Blog(posts), Blog(random.sample(posts, len(posts)))
    for each in posts:
        found = related(blog, each.docname, count)
        assert each.docname not in found
        assert found == expected_related(posts, each.docname)[:count]
        assert related(shuffled, each.docname, count) == found
