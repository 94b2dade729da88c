"""What one page of a listing shows: its rows, in blocks, and the commands that list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.file_lists import FileLists, Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from sphinx_transcript.blog import Blog
    from sphinx_transcript.listing import Listing
    from sphinx_transcript.post import Post
    from sphinx_transcript.taxonomy import Kind

KEYS: dict[Kind, str] = {
    "tag": "tags",
    "category": "categories",
    "author": "authors?",
    "series": "series",
}
"""What the terms of each kind stand under in front matter, as a pattern."""


@dataclass(frozen=True, slots=True)
class Words:
    """Titles of groups that no post gives."""

    month: Callable[[date], str]
    """That of the posts of a month."""
    other: str
    """That of posts which have no name of the kind that groups them."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together."""

    rows: tuple[Post, ...]
    command: str | None = None
    """What lists them, where they begin what one command lists."""
    begins: bool = False
    """Whether a heading stands above them where no command does."""
    is_pinned: bool = False
    title: str = ""
    """That of a group."""


@dataclass(frozen=True, slots=True)
class View:
    """One page of a listing."""

    blocks: tuple[Block, ...]
    page: int
    """From 1."""
    pages: int

    @property
    def rows(self) -> tuple[Post, ...]:
        """Return the posts of all blocks."""
        return tuple(post for block in self.blocks for post in block.rows)


def page_count(listing: Listing, total: int) -> int:
    """Return how many pages *listing* has for *total* posts; at least one."""
    return max(1, -(-total // listing.paginate)) if listing.paginate else 1


def make_view(
    listing: Listing,
    blog: Blog,
    files: FileLists,
    page: int | None,
    words: Words,
) -> View:
    """Return what the page number *page* of *listing* shows; all of it where that is None."""
    selected = blog.select(listing)
    pages = page_count(listing, len(selected))
    rows = selected
    if page is not None and listing.paginate:
        rows = selected[(page - 1) * listing.paginate : page * listing.paginate]
    blocks = tuple(_blocks(listing, blog, files, rows, words)) if rows else ()
    return View(blocks, page or 1, 1 if page is None else pages)


def _blocks(
    listing: Listing,
    blog: Blog,
    files: FileLists,
    rows: Sequence[Post],
    words: Words,
) -> Iterator[Block]:
    if listing.group_by:
        groups = list(_groups(listing, blog, rows, words.month))
        in_order = tuple(post for _, posts in groups for post in posts)
        command = listing.command or _command(listing, blog, files, in_order)
        for index, (title, posts) in enumerate(groups):
            first = index == 0
            yield Block(posts, command if first else None, first, False, title or words.other)
        return
    pinned = tuple(post for post in rows if post.is_pinned) if listing.pinned_first else ()
    rest = tuple(rows[len(pinned) :])
    whole = listing.command
    if not whole and (rest or not pinned):
        whole = _command(listing, blog, files, rows)
    if whole or not pinned:
        yield Block(tuple(rows), whole, True)
        return
    mark = Filter("pinned", ("true",))
    yield Block(pinned, _command(listing, blog, files, pinned, mark), True, True)
    if rest:
        yield Block(rest, _command(listing, blog, files, rest), True)


def _command(
    listing: Listing, blog: Blog, files: FileLists, rows: Sequence[Post], *more: Filter
) -> str | None:
    filters = [
        Filter(KEYS[kind], tuple(_name(blog, kind, name) for name in names))
        for kind, names in listing.wanted
    ]
    if listing.years:
        filters.append(Filter("date", tuple(map(str, listing.years))))
    wanted = [post.source for post in rows]
    return files.command(wanted, *filters, *more, sort=listing.sort)


def _name(blog: Blog, kind: Kind, given: str) -> str:
    term = blog.term(kind, given)
    return term.name if term else given


def _groups(
    listing: Listing, blog: Blog, rows: Sequence[Post], month_name: Callable[[date], str]
) -> Iterator[tuple[str, tuple[Post, ...]]]:
    """Yield the title and the posts of each group, in the order in which the rows have them."""
    groups: dict[str, list[Post]] = {}
    for post in rows:
        for title in _titles(listing, blog, post, month_name):
            groups.setdefault(title, []).append(post)
    if listing.group_by in {"year", "month"}:
        yield from ((title, tuple(posts)) for title, posts in groups.items())
        return
    # Names go in the order of the alphabet, and what has none comes last.
    for title in sorted(groups, key=lambda title: (not title, title.casefold(), title)):
        yield title, tuple(groups[title])


def _titles(
    listing: Listing, blog: Blog, post: Post, month_name: Callable[[date], str]
) -> tuple[str, ...]:
    if listing.group_by in {"year", "month"}:
        if post.date is None:
            return ("",)
        return (str(post.date.year) if listing.group_by == "year" else month_name(post.date),)
    kind: Kind = listing.group_by  # type: ignore[assignment]
    found = blog.terms_of(kind, post)
    # Where the listing asks for some names of this kind, groups are made of those alone.
    asked = {blog.slug_of(kind, name) for name in dict(listing.wanted).get(kind, ())}
    names = tuple(term.name for term in found if not asked or term.slug in asked)
    return names or ("",)
