"""The kinds of posts that the benchmark builds, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.corpora import code, linked, long, rst, short, usual

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.corpora.writer import Post


@dataclass(frozen=True, slots=True)
class Corpus:
    """Posts of one kind."""

    name: str
    about: str
    """What the posts are, for tables."""
    make_post: Callable[[int], Post]
    """Returns the post of a number."""
    share: float = 1.0
    """The number of posts where kinds are compared, in proportion to the usual ones."""
    suffix: str = ".md"

    def write(self, folder: Path, count: int) -> None:
        """Write the first *count* posts of the blog into *folder*."""
        folder.mkdir(parents=True, exist_ok=True)
        for index in range(count):
            self.write_post(folder, index)

    def write_post(self, folder: Path, index: int) -> Path:
        """Write the post number *index* into *folder*, and return its path."""
        post = self.make_post(index)
        path = folder / post.file
        path.write_bytes(post.text.encode())
        return path

    def size(self, posts: int) -> int:
        """Return the number of posts that take about as long as *posts* usual ones."""
        return max(1, round(posts * self.share))


USUAL = Corpus("usual", "450 words, two blocks of code", usual.make_post)
RST = Corpus("rst", "450 words in reStructuredText", rst.make_post, suffix=".rst")

ALL = (
    USUAL,
    Corpus("linked", "600 words, many tags and links", linked.make_post),
    Corpus("long", "3,000 to 5,000 words", long.make_post, share=0.2),
    Corpus("short", "40 to 80 words, no code", short.make_post, share=2.0),
    RST,
    Corpus("code", "a dozen blocks of code", code.make_post),
)

BY_NAME = {corpus.name: corpus for corpus in ALL}
