"""The view of one page of a listing: its rows in blocks, and the commands that list them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_transcript.shell.comments import split_comment
from sphinx_transcript.shell.listing_commands import FrontMatterFilter, ListingCommands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from sphinx_transcript.blog.blog import Blog
    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.blog.taxonomy import TermKind
    from sphinx_transcript.post.record import Post

KEY_PATTERNS: dict[TermKind, str] = {
    "tag": "tags",
    "category": "categories",
    "author": "authors?",
    "series": "series",
}
"""A pattern of the front-matter keys for each kind of terms."""


@dataclass(frozen=True, slots=True)
class GroupTitles:
    """Translated titles of groups."""

    month: Callable[[date], str]
    """Returns the title of the group of a month."""
    other: str
    """The title of the group of posts without a date or without a term of the kind."""


@dataclass(frozen=True, slots=True)
class ListingBlock:
    """Consecutive rows, with a command or a title above them."""

    rows: tuple[Post, ...]
    command: str | None = None
    """The command that lists them, at the first block of those that it lists."""
    has_head: bool = False
    """Whether the block needs a heading if it has no command."""
    is_pinned: bool = False
    title: str = ""
    """The title of a group."""
    comment: str | None = None
    """The author's own words after the command; None where there are none."""
    total: int = field(default=0, compare=False)
    """How many posts the command would list without the limit and the pages of the listing."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a listing, or all of it."""

    blocks: tuple[ListingBlock, ...]
    page: int
    """The page number, from 1."""
    pages: int
    """The number of pages."""
    more: int = 0
    """How many posts the limit of the listing leaves out."""

    @property
    def rows(self) -> tuple[Post, ...]:
        """The posts of all blocks."""
        return tuple(post for block in self.blocks for post in block.rows)


def page_count(listing: Listing, total: int) -> int:
    """Return the number of pages of *listing* for *total* posts; at least one."""
    return max(1, -(-total // listing.paginate)) if listing.paginate else 1


def make_listing_view(
    listing: Listing,
    blog: Blog,
    files: ListingCommands,
    page: int | None,
    group_titles: GroupTitles,
) -> ListingView:
    """Return the view of the page number *page* of *listing*, or of all its pages if it is None."""
    selected = blog.select(listing)
    pages = page_count(listing, len(selected))
    rows = selected
    if page is not None and listing.paginate:
        rows = selected[(page - 1) * listing.paginate : page * listing.paginate]
    matching = blog.select(replace(listing, limit=None)) if listing.limit else selected
    blocks = tuple(_blocks(listing, blog, files, (rows, matching), group_titles)) if rows else ()
    more = len(matching) - len(selected)
    return ListingView(blocks, page or 1, 1 if page is None else pages, more)


def _blocks(
    listing: Listing,
    blog: Blog,
    files: ListingCommands,
    posts: tuple[Sequence[Post], Sequence[Post]],
    group_titles: GroupTitles,
) -> Iterator[ListingBlock]:
    """Yield the blocks of *posts*: the rows of the page, and all posts without the limit."""
    rows, matching = posts
    command, comment = split_comment(listing.command or "")
    total = len(matching)
    if listing.group_by:
        groups = list(_groups(listing, blog, rows, group_titles.month))
        in_order = tuple(post for _, posts in groups for post in posts)
        listed_by = command or _command(listing, blog, files, in_order)
        for index, (title, of_group) in enumerate(groups):
            name = title or group_titles.other
            if index == 0:
                yield ListingBlock(
                    of_group, listed_by, True, title=name, comment=comment, total=total
                )
            else:
                yield ListingBlock(of_group, title=name)
        return
    pinned = tuple(post for post in rows if post.is_pinned) if listing.pinned_first else ()
    rest = tuple(rows[len(pinned) :])
    if not command and (rest or not pinned):
        command = _command(listing, blog, files, rows) or ""
    if command or not pinned:
        yield ListingBlock(tuple(rows), command or None, True, comment=comment, total=total)
        return
    is_pinned = FrontMatterFilter("pinned", ("true",))
    all_pinned = sum(post.is_pinned for post in matching)
    pinned_command = _command(listing, blog, files, pinned, is_pinned)
    yield ListingBlock(pinned, pinned_command, True, True, total=all_pinned)
    if rest:
        rest_command = _command(listing, blog, files, rest)
        yield ListingBlock(rest, rest_command, True, total=total - all_pinned)


def _command(
    listing: Listing,
    blog: Blog,
    files: ListingCommands,
    rows: Sequence[Post],
    *more_filters: FrontMatterFilter,
) -> str | None:
    """Return the command that lists *rows*, or None; it selects by the filters of *listing*."""
    filters = [
        FrontMatterFilter(KEY_PATTERNS[kind], tuple(_term_name(blog, kind, name) for name in names))
        for kind, names in listing.required_terms
    ]
    if listing.years:
        filters.append(FrontMatterFilter("date", tuple(map(str, listing.years))))
    wanted = [post.source for post in rows]
    return files.command(wanted, *filters, *more_filters, sort=listing.sort)


def _term_name(blog: Blog, kind: TermKind, given: str) -> str:
    term = blog.term(kind, given)
    return term.name if term else given


def _groups(
    listing: Listing, blog: Blog, rows: Sequence[Post], month_title: Callable[[date], str]
) -> Iterator[tuple[str, tuple[Post, ...]]]:
    """Yield the title and the posts of each group; the title is empty for the posts without one."""
    groups: dict[str, list[Post]] = {}
    for post in rows:
        for title in _group_titles(listing, blog, post, month_title):
            groups.setdefault(title, []).append(post)
    if listing.group_by in {"year", "month"}:
        yield from ((title, tuple(posts)) for title, posts in groups.items())
        return
    # Terms are sorted by name, and posts without a term come last.
    for title in sorted(groups, key=lambda title: (not title, title.casefold(), title)):
        yield title, tuple(groups[title])


def _group_titles(
    listing: Listing, blog: Blog, post: Post, month_title: Callable[[date], str]
) -> tuple[str, ...]:
    if listing.group_by in {"year", "month"}:
        if post.date is None:
            return ("",)
        return (str(post.date.year) if listing.group_by == "year" else month_title(post.date),)
    kind: TermKind = listing.group_by  # type: ignore[assignment]
    terms = blog.terms_of(kind, post)
    # A listing that is filtered by terms of this kind has groups only for these terms.
    wanted = {blog.slug_of(kind, name) for name in dict(listing.required_terms).get(kind, ())}
    names = tuple(term.label for term in terms if not wanted or term.slug in wanted)
    return names or ("",)
