"""Posts of a blog found by their names, without a search of all posts for each link."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost


class PostIndex:
    """The posts of *blog* by the names that *names_of* returns for each of them."""

    def __init__(self, blog: SourceBlog, names_of: Callable[[SourcePost], Iterable[str]]) -> None:
        self._blog = blog
        self._names_of = names_of
        self._count = 0
        self._positions: dict[str, int] = {}

    def find(self, *names: str) -> SourcePost | None:
        """Return the first post of the blog that has one of *names*, or None."""
        posts = self._blog.posts
        if len(posts) != self._count:
            # Posts are added while the blog is read.
            self._count, self._positions = len(posts), {}
            for at, post in enumerate(posts):
                for name in self._names_of(post):
                    self._positions.setdefault(name, at)
        found = [self._positions[name] for name in names if name in self._positions]
        return posts[min(found)] if found else None
