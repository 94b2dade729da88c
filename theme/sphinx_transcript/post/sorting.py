"""Sort orders of posts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.post.record import Post

Sort = Literal["-date", "date", "title", "updated", "part"]
SORTS: tuple[Sort, ...] = ("-date", "date", "title", "updated")
"""The orders that a listing can have. "part" is the order of the parts of a series."""


def sort_posts(posts: Iterable[Post], sort: Sort) -> tuple[Post, ...]:
    """Return *posts* in the order *sort*; ties are broken by path, as ``ls`` breaks them."""
    if sort == "part":
        return tuple(sorted(posts, key=lambda post: (post.stamp, os.fsencode(post.source))))
    by_date = sorted(posts, key=lambda post: (-post.stamp, os.fsencode(post.source)))
    if sort == "date":
        by_date.reverse()
    elif sort == "title":
        by_date.sort(key=lambda post: (post.title.casefold(), os.fsencode(post.source)))
    elif sort == "updated":
        by_date.sort(key=lambda post: post.changed_stamp, reverse=True)
    return tuple(by_date)
