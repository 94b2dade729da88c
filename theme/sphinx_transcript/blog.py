"""The blog as its posts make it: their order, neighbours and tags. Derived, never stored."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.post import Post

Sort = Literal["-date", "date", "title", "updated"]
SORTS: tuple[Sort, ...] = ("-date", "date", "title", "updated")


class Blog:
    """All published posts of one build."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts: tuple[Post, ...] = sort_posts(posts, "-date")
        """Newest first; posts of one second in the order of their paths, as ``ls -t`` has them."""

    @cached_property
    def _position(self) -> dict[str, int]:
        return {post.docname: index for index, post in enumerate(self.posts)}

    def post(self, docname: str) -> Post | None:
        """Return the post that is the document *docname*, or None."""
        index = self._position.get(docname)
        return None if index is None else self.posts[index]

    def neighbours(self, docname: str) -> tuple[Post | None, Post | None]:
        """Return the posts next newer and next older than the post *docname*."""
        index = self._position[docname]
        newer = self.posts[index - 1] if index > 0 else None
        older = self.posts[index + 1] if index + 1 < len(self.posts) else None
        return newer, older

    @cached_property
    def tags(self) -> dict[str, str]:
        """The tags' names, by name with the case folded; the newest post's spelling wins."""
        names: dict[str, str] = {}
        for post in self.posts:
            for tag in post.tags:
                names.setdefault(tag.casefold(), tag)
        return names

    def select(
        self, *, tags: Iterable[str] = (), sort: Sort = "-date", limit: int | None = None
    ) -> tuple[Post, ...]:
        """Return the first *limit* posts that have any of *tags* (all, where none is named)."""
        wanted = {tag.casefold() for tag in tags}
        found = (
            post
            for post in self.posts
            if not wanted or any(tag.casefold() in wanted for tag in post.tags)
        )
        return sort_posts(found, sort)[:limit]


def sort_posts(posts: Iterable[Post], sort: Sort) -> tuple[Post, ...]:
    """Return *posts* in the order *sort*; ties are broken as ``ls`` breaks them, by path."""
    by_date = sorted(posts, key=lambda post: (-post.stamp, os.fsencode(post.source)))
    if sort == "date":
        by_date.reverse()
    elif sort == "title":
        by_date.sort(key=lambda post: (post.title.casefold(), os.fsencode(post.source)))
    elif sort == "updated":
        by_date.sort(key=_latest_change, reverse=True)
    return tuple(by_date)


def _latest_change(post: Post) -> int:
    return post.stamp if post.updated_stamp is None else max(post.stamp, post.updated_stamp)
