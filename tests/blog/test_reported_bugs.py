"""Bugs reported for, and features requested of, other projects: the order of posts.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.post.record import Post
from tests.blog.posts import make_post


def test_maatlog_neighbours_of_all_posts_take_linear_time() -> None:
    """Count attribute accesses: four times as many posts must not cause sixteen times as many."""

    class Counted(Post):
        accesses: ClassVar[int] = 0

        def __getattribute__(self, name: str) -> Any:
            Counted.accesses += 1
            return super().__getattribute__(name)

    def accesses(count: int) -> int:
        Counted.accesses = 0
        names = [f"post/{number}" for number in range(count)]
        blog = Blog([make_post(name, record=Counted) for name in names])
        found = [blog.neighbours(name) for name in names]
        assert sum(newer is not None for newer, _ in found) == count - 1
        return Counted.accesses

    assert accesses(400) < 6 * accesses(100)
