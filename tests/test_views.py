"""What one page of a listing shows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog import Blog
from sphinx_transcript.file_lists import FileLists
from sphinx_transcript.listing import SORTS, Listing, Sort
from sphinx_transcript.people import People
from sphinx_transcript.post import Post
from sphinx_transcript.shell import SourceFile
from sphinx_transcript.views import Block, View, Words, make_view, page_count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

LS = "ls -t post/*.md"


def post(name: str, day: str, *tags: str, **fields: Any) -> Post:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    stamp = int(moment.timestamp()) if moment else 2**40
    all_fields: dict[str, Any] = {"authors": (), **fields}
    return Post(name, f"post/{name}.md", name, moment, stamp, None, None, tags, description="",
                minutes=1, key_lines=(), **all_fields)  # fmt: skip


def files_of(posts: Iterable[Post]) -> FileLists:
    def lines(each: Post) -> tuple[str, ...]:
        pinned = ("pinned: true",) if each.is_pinned else ()
        day = f"date: {each.date:%Y-%m-%d}" if each.date else "date:"
        return (f"tags: {', '.join(each.tags)}", f"series: {each.series}", day, *pinned)

    return FileLists([SourceFile(p.source, p.stamp, lines(p)) for p in posts], "post/*.md")


def month(day: date) -> str:
    return f"{day:%B %Y}"


def view_of(posts: Iterable[Post], page: int | None = None, **options: Any) -> View:
    people = People({"ada": {"name": "Ada Lovelace"}})
    posts = tuple(posts)
    return make_view(
        Listing(**options), Blog(posts, people), files_of(posts), page, Words(month, "other")
    )


def names(posts: Iterable[Post]) -> str:
    return " ".join(each.docname for each in posts)


def shown(view: View) -> list[tuple[str, str]]:
    """Return the title and the names of the posts of each block."""
    return [(block.title, names(block.rows)) for block in view.blocks]


POSTS = (
    post("e", "2017-03-01", "helm", "kube", series="Up"),
    post("d", "2017-01-05", "Helm"),
    post("c", "2017-01-01", "apt", series="up"),
    post("b", "2016-12-31", categories=("ops",)),
    post("a", "2015-01-01", "kube", "helm"),
)
PINNED = tuple(
    post(each.docname, f"{each.date:%Y-%m-%d}", *each.tags, is_pinned=each.docname in "bd")
    for each in POSTS
)


@pytest.mark.parametrize(
    ("total", "paginate", "pages"),
    [(0, 5, 1), (1, 5, 1), (5, 5, 1), (6, 5, 2), (11, 5, 3), (11, None, 1), (3, 1, 3)],
)
def test_pages_are_as_few_as_hold_all_posts(total: int, paginate: int | None, pages: int) -> None:
    assert page_count(Listing(paginate=paginate), total) == pages


def test_listing_is_one_block_with_its_command() -> None:
    assert view_of(POSTS) == View((Block(POSTS, LS, begins=True),), 1, 1)
    assert view_of(POSTS).rows == POSTS


@pytest.mark.parametrize("page", [None, 1, 2])
def test_listing_without_posts_has_no_block(page: int | None) -> None:
    assert view_of([], page, command="ls x", paginate=2) == View((), page or 1, 1)
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
def test_each_page_has_its_rows_and_their_command(
    page: int, expected: str, command: str | None
) -> None:
    view = view_of(POSTS, page, paginate=2)
    assert (names(view.rows), view.page, view.pages) == (expected, page, 3)
    assert [block.command for block in view.blocks] == ([command] if command else [])


def test_all_is_one_page_where_no_page_is_asked_for() -> None:
    view = view_of(POSTS, None, paginate=2)
    assert (view.rows, view.page, view.pages) == (POSTS, 1, 1)
    # A listing that is not paginated is one page.
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
def test_command_is_the_author_s_or_made_of_what_is_asked_for(
    options: dict[str, Any], expected: str | None
) -> None:
    assert [block.command for block in view_of(POSTS, **options).blocks] == [expected]


def test_author_is_looked_for_by_the_name() -> None:
    posts = [post("new", "2017-01-01", authors=("ada",)), post("old", "2016-01-01")]
    posts += [post("older", "2015-01-01", authors=("Ada Lovelace",))]
    lines = [("author: Ada Lovelace",), (), ("authors: Ada Lovelace",)]
    files = [SourceFile(p.source, p.stamp, own) for p, own in zip(posts, lines, strict=True)]
    blog = Blog(posts, People({"ada": {"name": "Ada Lovelace"}}))
    listing = Listing(authors=("ada",))
    view = make_view(listing, blog, FileLists(files, "post/*.md"), None, Words(month, "other"))
    command = "ls -t $(grep -lE '^authors?: *Ada Lovelace' post/*.md)"
    assert view.blocks == (Block((posts[0], posts[2]), command, begins=True),)


# -- pinned posts


def test_pinned_posts_come_first_under_a_command_of_their_own() -> None:
    view = view_of(PINNED)
    assert shown(view) == [("", "d b"), ("", "e c a")]
    assert view.blocks == (
        Block(view.rows[:2], "ls -t $(grep -lE '^pinned: *true' post/*.md)", True, is_pinned=True),
        Block(view.rows[2:], "ls -t $(grep -LE '^pinned: *true' post/*.md)", begins=True),
    )


def test_pinned_posts_are_a_part_even_without_a_command() -> None:
    blocks = view_of(PINNED, tags=("helm",), sort="title").blocks
    files = FileLists([], "")
    view = make_view(Listing(), Blog(PINNED), files, None, Words(month, "other"))
    assert view.blocks == (
        Block(view.rows[:2], None, begins=True, is_pinned=True),
        Block(view.rows[2:], None, begins=True),
    )
    assert [(block.is_pinned, names(block.rows)) for block in blocks] == [
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
def test_pinned_posts_are_no_part_where_one_command_lists_all(
    options: dict[str, Any], blocks: list[tuple[str, str, bool]]
) -> None:
    found = view_of(PINNED, **options).blocks
    assert [(names(each.rows), each.command, each.is_pinned) for each in found] == blocks


def test_pinned_posts_that_stay_in_place_are_no_part() -> None:
    view = make_view(
        Listing(pinned_first=False), Blog(PINNED), FileLists([], ""), None, Words(month, "other")
    )
    assert view.blocks == (Block(PINNED, None, begins=True),)


def test_pinned_posts_are_on_the_first_pages() -> None:
    pages = [view_of(PINNED, page, paginate=3) for page in (1, 2)]
    assert [shown(page) for page in pages] == [[("", "d b"), ("", "e")], [("", "c a")]]
    marks = [[block.is_pinned for block in page.blocks] for page in pages]
    assert marks == [[True, False], [False]]


# -- all of them

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
def test_pages_one_after_another_are_the_whole(
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
