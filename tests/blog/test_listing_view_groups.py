"""Grouped listings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.listing import GROUPS, Group
from tests.blog.test_listing_view import LS, POSTS, blogs, post, shown, view_of

if TYPE_CHECKING:
    from sphinx_transcript.post.record import Post


@pytest.mark.parametrize(
    ("group", "options", "expected"),
    [
        ("year", {}, [("2017", "e d c"), ("2016", "b"), ("2015", "a")]),
        ("year", {"sort": "date"}, [("2015", "a"), ("2016", "b"), ("2017", "c d e")]),
        ("month", {"limit": 3}, [("March 2017", "e"), ("January 2017", "d c")]),
        ("tag", {}, [("apt", "c"), ("helm", "e d a"), ("kube", "e a"), ("other", "b")]),
        ("tag", {"tags": ("KUBE",)}, [("kube", "e a")]),
        ("category", {"limit": 4, "sort": "date"}, [("ops", "b"), ("other", "a c d")]),
        ("category", {"tags": ("apt",)}, [("other", "c")]),
        ("series", {"sort": "date"}, [("Up", "c e"), ("other", "a b d")]),
    ],
)
def test_rows_are_grouped(
    group: Group, options: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    view = view_of(POSTS, group_by=group, **options)
    assert shown(view) == expected
    assert [block.has_head for block in view.blocks] == [True] + [False] * (len(expected) - 1)
    assert not any(block.command for block in view.blocks[1:])


def test_undated_posts_are_in_the_group_other() -> None:
    posts = (post("draft", "", is_draft=True), *POSTS[3:])
    assert shown(view_of(posts, group_by="year")) == [
        ("other", "draft"),
        ("2016", "b"),
        ("2015", "a"),
    ]


def test_command_lists_all_rows_in_the_order_of_the_groups() -> None:
    assert view_of(POSTS, group_by="year").blocks[0].command == LS
    assert view_of(POSTS, group_by="tag").blocks[0].command is None
    assert view_of(POSTS[2:4], group_by="tag").blocks[0].command == LS
    assert view_of(POSTS[3:4] + POSTS[2:3], 1, group_by="tag", command="x").blocks[0].command == "x"


@settings(deadline=None)
@given(blogs, st.sampled_from(GROUPS), st.none() | st.integers(1, 3))
def test_groups_have_exactly_the_posts_of_the_page(
    posts: list[Post], group: Group, page: int | None
) -> None:
    # A grouped listing has no pinned posts first.
    plain = view_of(posts, page, paginate=3, pinned_first=False)
    view = view_of(posts, page, paginate=3, group_by=group)
    assert set(view.rows) == set(plain.rows)
    titles = [block.title for block in view.blocks]
    assert len(set(titles)) == len(titles)
    for block in view.blocks:
        assert block.rows == tuple(each for each in plain.rows if each in block.rows)
