"""A blog as the tests think of it: written out as sources, and what its pages must then show."""

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
    """One post, as its author wrote it."""

    name: str
    title: str
    date: str
    tags: tuple[str, ...] = ()
    words: int = 30
    mark: str = "first"

    @property
    def source(self) -> str:
        """Return the text of its file."""
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
"""The pages with a listing: its filter as an option, the filter, and its limit."""
ORPHAN = "---\norphan: true\n---\n\n"


@dataclass
class ModelBlog:
    """All posts there are, and what follows from them."""

    posts: dict[str, ModelPost] = field(default_factory=dict)

    def put(self, site: Site, post: ModelPost) -> None:
        """Add *post*, or write it anew."""
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
        """Write the pages with listings, and one without."""
        for page, (options, _, limit) in LISTINGS.items():
            lines = options + (f":limit: {limit}\n" if limit else "")
            site.write(f"{page}.md", f"{ORPHAN}# Page {page}\n\n```{{blog-index}}\n{lines}```\n")
        site.write("plain.md", "# Plain\n\nNo listing here.\n")

    def newest_first(self) -> list[ModelPost]:
        """Return the posts in the order of their dates, ties by path."""
        by_path = sorted(self.posts.values(), key=lambda post: f"post/{post.name}.md".encode())
        return sorted(by_path, key=lambda post: post.date, reverse=True)

    def rows(self, page: str) -> list[str]:
        """Return the titles that the listing on *page* shows."""
        _, wanted, limit = LISTINGS[page]
        return [post.title for post in self.newest_first() if wanted(post)][:limit]

    def neighbours(self, name: str) -> list[str]:
        """Return the titles that the page of the post *name* links as newer and older."""
        order = self.newest_first()
        index = [post.name for post in order].index(name)
        around = [("newer", index - 1), ("older", index + 1)]
        return [f"{kind} {order[at].title}" for kind, at in around if 0 <= at < len(order)]

    def check(self, build: Build) -> None:
        """Compare all that *build* shows with what it must show."""
        for page in LISTINGS:
            assert shown_rows(build, page) == self.rows(page), page
        for name in self.posts:
            assert shown_neighbours(build, name) == self.neighbours(name), name
        pages = {path for path in build.files() if path.startswith("post/")}
        pages -= {path for path in pages if path.endswith("/index.html")}
        assert pages == {f"post/{name}{end}" for name in self.posts for end in (".html", ".txt")}


def shown_rows(build: Build, page: str) -> list[str]:
    """Return the titles in the listing on *page*."""
    match = re.search(r'<ul class="post-rows.*?</ul>', build.read(f"{page}.html"), re.DOTALL)
    links = re.findall(r"<a [^>]*>(.*?)</a>", match[0]) if match else []
    return [_text(link) for link in links]


def shown_neighbours(build: Build, name: str) -> list[str]:
    """Return the kinds and titles of the posts that the page of *name* leads to."""
    match = re.search(
        r'<nav class="post-neighbours".*?</nav>', build.read(f"post/{name}.html"), re.DOTALL
    )
    found = re.findall(
        r'<span class="relation">(.*?)</span> <a [^>]*>(.*?)</a>', match[0] if match else ""
    )
    return [f"{kind} {_text(title)}" for kind, title in found]


def _text(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))
