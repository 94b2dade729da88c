"""A blog of many posts: the work for all of them grows with their number."""

from __future__ import annotations

from typing import Any

from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.listing import Listing
from tests.blog.posts import make_post
from tests.helpers.step_counts import LINEAR, growth


def blog_of(count: int) -> Blog:
    """Return a blog whose posts are all of the same day, series and tag, and have an own tag."""
    shared: dict[str, Any] = {"categories": ("c",), "series": "S", "authors": ("A",)}
    return Blog(make_post(f"post/p{at}", tags=("all", f"t{at}"), **shared) for at in range(count))


def test_parts_and_neighbours_are_linear_in_the_number_of_posts() -> None:
    def ask(count: int) -> None:
        blog = blog_of(count)
        series, tag = blog.taxonomies["series"]["s"], blog.taxonomies["tag"]["all"]
        for at in range(count):
            name = f"post/p{at}"
            assert blog.part(name, series)
            for within in (None, series, tag):
                blog.neighbours(name, within)

    assert growth(ask, 60) < LINEAR


def test_related_posts_are_linear_in_the_number_of_posts() -> None:
    def ask(count: int) -> None:
        blog = blog_of(count)
        for at in range(count):
            blog.related(f"post/p{at}", 5)

    # Up to thirty newer and older posts of a tag are compared.
    assert growth(ask, 120) < LINEAR


def test_listings_of_all_terms_are_linear_in_their_number() -> None:
    def ask(count: int) -> None:
        blog = blog_of(count)
        for at in range(count):
            found = blog.select(Listing(tags=(f"t{at}",), categories=("c",) if at < 3 else ()))
            assert [post.docname for post in found] == [f"post/p{at}"]

    assert growth(ask, 60) < LINEAR


def test_terms_of_a_post_are_linear_in_their_number() -> None:
    def ask(count: int) -> None:
        names = tuple(f"t{at}" for at in range(count))
        translations = tuple((name, f"T{name}") for name in names)
        blog = Blog([make_post("post/a", tags=names, translations=translations)])
        assert len(blog.terms_of("tag", blog.posts[0])) == count

    assert growth(ask, 200) < LINEAR
