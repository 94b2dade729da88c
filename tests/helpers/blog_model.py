"""A model of a blog: writes the sources of its posts and predicts what the pages show."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Build, Site


@dataclass(frozen=True)
class ModelPost:
    """One post of the model."""

    name: str
    title: str
    date: str
    tags: tuple[str, ...] = ()
    words: int = 30
    mark: str = "first"

    @property
    def source(self) -> str:
        """Return the content of the source file."""
        body = " ".join([f"{self.mark} of {self.name}", *["word"] * self.words])
        return (
            f"---\ntitle: {self.title}\ndate: {self.date}\ntags: [{', '.join(self.tags)}]\n---\n\n"
            f"# Notes on {self.name}\n\n{body}\n"
        )


LISTINGS: dict[str, tuple[str, Callable[[ModelPost], bool], int | None]] = {
    "index": ("", lambda post: True, 5),
    "all": ("", lambda post: True, None),
    "about-tea": (":tags: tea\n", lambda post: "tea" in post.tags, None),
    "deep/coffee": (":tags: coffee\n:format: short\n", lambda post: "coffee" in post.tags, 3),
}
"""Pages with a listing: the filter option, the filter as a function, and the limit."""
ORPHAN = "---\norphan: true\n---\n\n"


@dataclass
class ModelBlog:
    """All posts of a site, and what its pages show of them."""

    posts: dict[str, ModelPost] = field(default_factory=dict)

    def put(self, site: Site, post: ModelPost) -> None:
        """Add *post*, or replace the post of the same name."""
        self.posts[post.name] = post
        site.write(f"post/{post.name}.md", post.source)

    def edit(self, site: Site, name: str, **changes: object) -> None:
        """Change the post *name*."""
        self.put(site, replace(self.posts[name], **changes))  # type: ignore[arg-type]

    def delete(self, site: Site, name: str) -> None:
        """Delete the post *name*."""
        del self.posts[name]
        (site.srcdir / f"post/{name}.md").unlink()

    def write_pages(self, site: Site) -> None:
        """Write the pages that have a listing, and one page without."""
        for page, (options, _, limit) in LISTINGS.items():
            lines = options + (f":limit: {limit}\n" if limit else "")
            site.write(f"{page}.md", f"{ORPHAN}# Page {page}\n\n```{{blog-index}}\n{lines}```\n")
        site.write("plain.md", "# Plain\n\nNo listing here.\n")

    def newest_first(self) -> list[ModelPost]:
        """Return the posts by date, newest first; posts of the same date by path."""
        by_path = sorted(self.posts.values(), key=lambda post: f"post/{post.name}.md".encode())
        return sorted(by_path, key=lambda post: post.date, reverse=True)

    def rows(self, page: str) -> list[str]:
        """Return the titles that the listing on *page* shows."""
        _, is_listed, limit = LISTINGS[page]
        return [post.title for post in self.newest_first() if is_listed(post)][:limit]

    def total(self, page: str) -> int:
        """Return how many posts the listing on *page* would show without its limit."""
        _, is_listed, _limit = LISTINGS[page]
        return sum(is_listed(post) for post in self.posts.values())

    def neighbours(self, name: str) -> list[str]:
        """Return the relation and the title of each neighbour of the post *name*."""
        order = self.newest_first()
        index = [post.name for post in order].index(name)
        neighbours = [("newer", index - 1), ("older", index + 1)]
        return [
            f"{relation} {order[position].title}"
            for relation, position in neighbours
            if 0 <= position < len(order)
        ]

    def check(self, build: Build) -> None:
        """Check that the pages of *build* show what the model predicts."""
        for page in LISTINGS:
            assert shown_rows(build, page) == self.rows(page), page
        for name in self.posts:
            assert shown_neighbours(build, name) == self.neighbours(name), name
        pages = {path for path in build.files() if path.startswith("post/")}
        pages -= {path for path in pages if path.endswith("/index.html")}
        assert pages == {
            f"post/{name}{suffix}" for name in self.posts for suffix in (".html", ".txt")
        }


def shown_rows(build: Build, page: str) -> list[str]:
    """Return the titles in the listing on *page*."""
    match = re.search(r'<ul class="ts-post-rows.*?</ul>', build.read(f"{page}.html"), re.DOTALL)
    links = re.findall(r"<a [^>]*>(.*?)</a>", match[0]) if match else []
    return [_text(link) for link in links]


def shown_neighbours(build: Build, name: str) -> list[str]:
    """Return the relation and the title of each neighbour on the page of the post *name*."""
    match = re.search(
        r'<nav class="ts-post-neighbours".*?</nav>', build.read(f"post/{name}.html"), re.DOTALL
    )
    found = re.findall(
        r'<span class="ts-relation">(.*?)</span> <a [^>]*>(.*?)</a>', match[0] if match else ""
    )
    return [f"{relation} {_text(title)}" for relation, title in found]


def _text(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))
