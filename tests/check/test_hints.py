"""Hints about posts and terms."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest

from sphinx_transcript.blog.taxonomy import terms
from sphinx_transcript.check.hints import CheckedPost, post_hints, term_hints
from sphinx_transcript.post.front_matter import Field
from sphinx_transcript.post.metadata import PostMetadata
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.post.record import Post
from tests.helpers.step_counts import LINEAR, growth


def checked_post(name: str, title: str, **metadata: Any) -> CheckedPost:
    fields = {"title": Field(title, 2), "tags": Field("", 4), "updated": Field("", 5)}
    given = {"status": PublicationStatus.PUBLISHED, "description": "So.", **metadata}
    data = PostMetadata(**given)
    return CheckedPost(f"post/{name}", f"post/{name}.md", title, data, lambda: fields)


def hints_for(*posts: CheckedPost) -> list[tuple[str, int, str]]:
    return [(hint.docname, hint.line, hint.code) for hint in post_hints(posts)]


def test_posts_with_the_same_title() -> None:
    found = hints_for(
        checked_post("a", "“One”"),
        checked_post("b", "one"),
        checked_post("c", "Two"),
        checked_post("d", "ONE"),
    )
    assert found == [("post/b", 2, "check.title"), ("post/d", 2, "check.title")]


def test_post_without_a_description() -> None:
    assert hints_for(checked_post("a", "One", description="")) == [
        ("post/a", 1, "check.description")
    ]


def test_post_updated_before_its_date() -> None:
    days = {"date": dt.date(2020, 2, 2), "stamp": 20, "updated": dt.date(2020, 2, 1)}
    assert hints_for(checked_post("a", "A", **days, updated_stamp=10)) == [
        ("post/a", 5, "check.date")
    ]
    assert hints_for(checked_post("a", "A", **days, updated_stamp=20)) == []


def similarity_hints(*tags: tuple[str, ...]) -> list[str]:
    """Return the hints for posts with these *tags*, as text."""
    posts = {f"post/{number}": given for number, given in enumerate(tags)}
    found = terms("tag", [_post(name, given) for name, given in posts.items()])
    known = {name: checked_post(name[5:], name) for name in posts}
    return [f"{hint.docname}:{hint.line} {hint.message}" for hint in term_hints(found, known)]


def _post(docname: str, tags: tuple[str, ...]) -> Post:
    return Post(docname, f"{docname}.md", "x", None, 0, None, None, tags, (), "", 1, ())


def test_tag_used_once_that_is_similar_to_another() -> None:
    assert similarity_hints(("kubernetes",), ("kuberntes",), ("kubernetes", "dns")) == [
        "post/1:4 the tag 'kuberntes' is this post's alone; "
        "did you mean 'kubernetes'? (2 posts have that)"
    ]


def test_two_similar_tags_used_once_have_one_hint() -> None:
    assert similarity_hints(("monitoring",), ("monitorng",)) == [
        "post/1:4 the tag 'monitorng' is this post's alone; "
        "did you mean 'monitoring'? (1 post has that)"
    ]


@pytest.mark.parametrize(
    "tags",
    [
        (("Python",), ("python",)),
        (("a b",), ("a-b",)),
        (("2016",), ("2017",)),
        (("python 2",), ("python 3",)),
        (("git",), ("gi",)),
        (("docker", "kubernetes"),),
        (("kubernetes",), ("kuberntes",), ("kubernetes",), ("kuberntes",)),
    ],
)
def test_tags_without_a_hint(tags: tuple[tuple[str, ...], ...]) -> None:
    assert similarity_hints(*tags) == []


def test_hints_about_terms_are_linear_in_their_number() -> None:
    def find_hints(count: int) -> None:
        numbers = (at * 7919 % 10_007 for at in range(count))
        similarity_hints(*((f"a{chr(97 + each % 26)}{each:05}-a",) for each in numbers))

    assert growth(find_hints, 200) < LINEAR


def test_similar_tags_are_found_among_many() -> None:
    others = [(f"{first}{second}{at}",) for at, first, second in product(range(9), "kmq", "tvx")]
    given = [("kubernetes",), *others, ("kuberntes",), ("cubernetes",)]
    assert [hint.partition(";")[0] for hint in similarity_hints(*given)] == [
        "post/0:4 the tag 'kubernetes' is this post's alone",
        "post/82:4 the tag 'kuberntes' is this post's alone",
    ]
