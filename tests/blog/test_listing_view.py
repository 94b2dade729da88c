"""The view of one page of a listing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.authors import Authors
from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.blog.listing_view import (
    GroupTitles,
    ListingBlock,
    ListingView,
    make_listing_view,
    page_count,
)
from sphinx_transcript.post.record import UNDATED
from sphinx_transcript.post.sorting import SORTS, Sort
from sphinx_transcript.shell.listing_commands import ListingCommands
from sphinx_transcript.shell.source_file import SourceFile
from tests.blog.posts import make_post

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sphinx_transcript.post.record import Post

LS = "ls -t post/*.md"


def post(name: str, day: str, *tags: str, **fields: Any) -> Post:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    stamp = int(moment.timestamp()) if moment else UNDATED
    return make_post(name, source=f"post/{name}.md", date=moment, stamp=stamp, tags=tags, **fields)


def files_of(posts: Iterable[Post]) -> ListingCommands:
    def lines(each: Post) -> tuple[str, ...]:
        pinned = ("pinned: true",) if each.is_pinned else ()
        day = f"date: {each.date:%Y-%m-%d}" if each.date else "date:"
        return (f"tags: {', '.join(each.tags)}", f"series: {each.series}", day, *pinned)

    return ListingCommands([SourceFile(p.source, p.stamp, lines(p)) for p in posts], "post/*.md")


def month(day: date) -> str:
    return f"{day:%B %Y}"


GROUP_TITLES = GroupTitles(month, "other")


def view_of(posts: Iterable[Post], page: int | None = None, **options: Any) -> ListingView:
    authors = Authors({"ada": {"name": "Ada Lovelace"}})
    posts = tuple(posts)
    return make_listing_view(
        Listing(**options), Blog(posts, authors), files_of(posts), page, GROUP_TITLES
    )


def docnames(posts: Iterable[Post]) -> str:
    return " ".join(each.docname for each in posts)


def shown(view: ListingView) -> list[tuple[str, str]]:
    """Return the title and the docnames of each block."""
    return [(block.title, docnames(block.rows)) for block in view.blocks]


POSTS = (
    post("e", "2017-03-01", "helm", "kube", series="Up"),
    post("d", "2017-01-05", "Helm"),
    post("c", "2017-01-01", "apt", series="up"),
    post("b", "2016-12-31", categories=("ops",)),
    post("a", "2015-01-01", "kube", "helm"),
)


@pytest.mark.parametrize(
    ("total", "paginate", "pages"),
    [(0, 5, 1), (1, 5, 1), (5, 5, 1), (6, 5, 2), (11, 5, 3), (11, None, 1), (3, 1, 3)],
)
def test_page_count_is_rounded_up(total: int, paginate: int | None, pages: int) -> None:
    assert page_count(Listing(paginate=paginate), total) == pages


def test_listing_is_one_block_with_its_command() -> None:
    assert view_of(POSTS) == ListingView((ListingBlock(POSTS, LS, has_head=True),), 1, 1)
    assert view_of(POSTS).rows == POSTS


@pytest.mark.parametrize("page", [None, 1, 2])
def test_empty_listing_has_no_blocks(page: int | None) -> None:
    assert view_of([], page, command="ls x", paginate=2) == ListingView((), page or 1, 1)
    assert view_of(POSTS, page, tags=("no",), group_by="year", paginate=2).blocks == ()


@pytest.mark.parametrize(
    ("page", "expected", "command"),
    [
        (1, "e d", f"{LS} | head -n 2"),
        (2, "c b", f"{LS} | tail -n +3 | head -n 2"),
        (3, "a", f"{LS} | tail -n +5"),
        (4, "", None),
    ],
)
def test_each_page_has_its_rows_and_a_command(
    page: int, expected: str, command: str | None
) -> None:
    view = view_of(POSTS, page, paginate=2)
    assert (docnames(view.rows), view.page, view.pages) == (expected, page, 3)
    assert [block.command for block in view.blocks] == ([command] if command else [])


def test_view_without_a_page_number_is_the_whole_listing() -> None:
    view = view_of(POSTS, None, paginate=2)
    assert (view.rows, view.page, view.pages) == (POSTS, 1, 1)
    # A listing without pagination has one page.
    assert view_of(POSTS, 1) == view_of(POSTS)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"tags": ("KUBE",)}, r"ls -t $(grep -lE '^tags:.*\bkube\b' post/*.md)"),
        ({"series": ("up",)}, None),
        ({"years": (2017,), "sort": "date"}, "ls -tr $(grep -lE '^date: *2017' post/*.md)"),
        (
            {"years": (2017, 2015), "tags": ("kube",)},
            r"ls -t $(grep -lE '^date: *(2017|2015)' $(grep -lE '^tags:.*\bkube\b' post/*.md))",
        ),
        ({"limit": 1, "sort": "date"}, "ls -tr post/*.md | head -n 1"),
        ({"limit": 1, "sort": "title"}, "ls post/*.md | head -n 1"),
        ({"command": "cat posts", "tags": ("kube",)}, "cat posts"),
    ],
)
def test_command_is_given_by_the_listing_or_made_from_its_filters(
    options: dict[str, Any], expected: str | None
) -> None:
    assert [block.command for block in view_of(POSTS, **options).blocks] == [expected]


def test_command_has_the_name_of_the_author_instead_of_the_key() -> None:
    posts = [post("new", "2017-01-01", authors=("ada",)), post("old", "2016-01-01")]
    posts += [post("older", "2015-01-01", authors=("Ada Lovelace",))]
    lines = [("author: Ada Lovelace",), (), ("authors: Ada Lovelace",)]
    files = [SourceFile(p.source, p.stamp, own) for p, own in zip(posts, lines, strict=True)]
    blog = Blog(posts, Authors({"ada": {"name": "Ada Lovelace"}}))
    listing = Listing(authors=("ada",))
    view = make_listing_view(listing, blog, ListingCommands(files, "post/*.md"), None, GROUP_TITLES)
    command = "ls -t $(grep -lE '^authors?: *Ada Lovelace' post/*.md)"
    assert view.blocks == (ListingBlock((posts[0], posts[2]), command, has_head=True),)


# -- random listings

blogs = st.lists(
    st.tuples(
        st.sampled_from(["2015-01-01", "2016-01-01", "2016-02-01", ""]),
        st.lists(st.sampled_from(["helm", "Helm", "kube"]), max_size=2),
        st.booleans(),
    ),
    max_size=9,
).map(
    lambda rows: [
        post(f"p{at}", day, *tags, is_pinned=pinned) for at, (day, tags, pinned) in enumerate(rows)
    ]
)


@settings(deadline=None)
@given(blogs, st.integers(1, 4), st.sampled_from(SORTS), st.booleans(), st.none() | st.just(5))
def test_pages_together_are_the_whole_listing(
    posts: list[Post], paginate: int, sort: Sort, pinned_first: bool, limit: int | None
) -> None:
    options: dict[str, Any] = {"sort": sort, "pinned_first": pinned_first, "limit": limit}
    whole = view_of(posts, **options)
    first = view_of(posts, 1, paginate=paginate, **options)
    pages = [view_of(posts, at + 1, paginate=paginate, **options) for at in range(first.pages)]
    assert tuple(each for page in pages for each in page.rows) == whole.rows
    assert whole.rows == Blog(posts).select(Listing(**options))
    assert [len(page.rows) for page in pages[:-1]] == [paginate] * (len(pages) - 1)
    assert view_of(posts, len(pages) + 1, paginate=paginate, **options).rows == ()
