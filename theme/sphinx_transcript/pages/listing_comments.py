"""The words of the comments after commands: what a command is for, in the language of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.support.terminal_text import plain_text
from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.blog.blog import Blog
    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.blog.listing_view import ListingBlock, ListingView
    from sphinx_transcript.blog.taxonomy import TermKind

_KEYS_OF_WORDS = {"category": "categories", "author": "authors"}
"""The other names of front-matter keys, for those with words of their own."""


def listing_comment(blog: Blog, listing: Listing, view: ListingView, block: ListingBlock) -> str:
    """Return the comment after the command of *block*: the author's own, or what it lists.

    Return '' if the block has no command.
    """
    if not block.command:
        return ""
    if block.comment is not None:
        return plain_text(block.comment)
    # A command above groups lists the posts of all of them.
    shown = len(view.rows) if listing.group_by else len(block.rows)
    is_page = view.page > 1 and not block.is_pinned
    is_part = is_page or shown < block.total
    subject = text("pinned posts") if block.is_pinned else _subject(blog, listing, is_part, is_page)
    if is_page:
        return _counted(
            subject, text("page {page} of {pages}").format(page=view.page, pages=view.pages)
        )
    return _counted(subject, count_text(shown, max(shown, block.total)))


def count_text(shown: int, total: int) -> str:
    """Return how many of *total* rows are *shown*."""
    if shown == total:
        return str(total)
    return text("{shown} of {total}").format(shown=shown, total=total)


def _counted(subject: str, count: str) -> str:
    return text("{what}, {count}").format(what=subject, count=count)


def _subject(blog: Blog, listing: Listing, is_part: bool, is_page: bool) -> str:
    """Return what *listing* lists, without its number."""
    filters = [
        (kind, [term.label if (term := blog.term(kind, name)) else name for name in names])
        for kind, names in listing.required_terms
    ]
    years = [str(year) for year in listing.years]
    if len(filters) + bool(years) > 1:
        names = [" / ".join(names) for _, names in filters] + [" / ".join(years)] * bool(years)
        return f"{text('posts')}: {' · '.join(names)}"
    for kind, names in filters:
        return _subject_of_terms(kind).format(names=" / ".join(names))
    if years:
        return text("posts of {years}").format(years=" / ".join(years))
    if is_page or not is_part:
        return text("posts")
    subjects = {
        "-date": text("newest posts"),
        "date": text("oldest posts"),
        "updated": text("last updated posts"),
    }
    return subjects.get(listing.sort, text("posts"))


def _subject_of_terms(kind: TermKind) -> str:
    subjects = {
        "tag": text("posts with the tag {names}"),
        "category": text("posts in the category {names}"),
        "author": text("posts by {names}"),
        "series": text("posts of the series {names}"),
    }
    return subjects[kind]


def terms_comment(names: str, shown: int, total: int, *, by_count: bool) -> str:
    """Return the comment after the command that prints *shown* of *total* terms or years.

    *names* are the words for all of them, in the plural.
    """
    subject = text("{what} by number of posts").format(what=names) if by_count else names
    return _counted(subject, count_text(shown, total))


def keys_comment(keys: Iterable[str]) -> str:
    """Return the comment after the command that prints the front-matter *keys* of a post."""
    words = {
        "date": text("date"),
        "updated": text("updated"),
        "tags": text("tags"),
        "categories": text("categories"),
        "authors": text("authors"),
        "series": text("series"),
    }
    found = (words[_KEYS_OF_WORDS.get(key, key)] for key in keys)
    return ", ".join(dict.fromkeys(found))
