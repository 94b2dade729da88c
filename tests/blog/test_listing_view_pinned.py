"""Pinned posts in listings."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.blog.listing_view import ListingBlock, make_listing_view
from sphinx_transcript.shell.listing_commands import ListingCommands
from tests.blog.test_listing_view import GROUP_TITLES, LS, POSTS, docnames, post, shown, view_of

PINNED = tuple(
    post(each.docname, f"{each.date:%Y-%m-%d}", *each.tags, is_pinned=each.docname in "bd")
    for each in POSTS
)


def test_pinned_posts_come_first_with_their_own_command() -> None:
    view = view_of(PINNED)
    assert shown(view) == [("", "d b"), ("", "e c a")]
    assert view.blocks == (
        ListingBlock(
            view.rows[:2], "ls -t $(grep -lE '^pinned: *true' post/*.md)", True, is_pinned=True
        ),
        ListingBlock(view.rows[2:], "ls -t $(grep -LE '^pinned: *true' post/*.md)", has_head=True),
    )


def test_pinned_posts_are_a_block_even_without_a_command() -> None:
    blocks = view_of(PINNED, tags=("helm",), sort="title").blocks
    files = ListingCommands([], "")
    view = make_listing_view(Listing(), Blog(PINNED), files, None, GROUP_TITLES)
    assert view.blocks == (
        ListingBlock(view.rows[:2], None, has_head=True, is_pinned=True),
        ListingBlock(view.rows[2:], None, has_head=True),
    )
    assert [(block.is_pinned, docnames(block.rows)) for block in blocks] == [
        (True, "d"),
        (False, "a e"),
    ]


@pytest.mark.parametrize(
    ("options", "blocks"),
    [
        ({"command": "cat"}, [("d b e c a", "cat", False)]),
        ({"pinned_first": False}, [("e d c b a", LS, False)]),
    ],
)
def test_pinned_posts_are_no_block_if_one_command_lists_all(
    options: dict[str, Any], blocks: list[tuple[str, str, bool]]
) -> None:
    found = view_of(PINNED, **options).blocks
    assert [(docnames(each.rows), each.command, each.is_pinned) for each in found] == blocks


def test_pinned_posts_in_date_order_are_no_block() -> None:
    view = make_listing_view(
        Listing(pinned_first=False),
        Blog(PINNED),
        ListingCommands([], ""),
        None,
        GROUP_TITLES,
    )
    assert view.blocks == (ListingBlock(PINNED, None, has_head=True),)


def test_pinned_posts_are_on_the_first_page() -> None:
    pages = [view_of(PINNED, page, paginate=3) for page in (1, 2)]
    assert [shown(page) for page in pages] == [[("", "d b"), ("", "e")], [("", "c a")]]
    pinned_blocks = [[block.is_pinned for block in page.blocks] for page in pages]
    assert pinned_blocks == [[True, False], [False]]
