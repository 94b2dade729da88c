"""What the links and images of a post lead to: a file of the blog, another post, or neither."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_transcript.importing.records import Blog, SourcePost

Kind = Literal["elsewhere", "post", "file", "missing"]
FILE = "blog-file:"
"""Begins a link to a file of the blog by its path from the blog's folder."""

# Copied into the site they would be documents of it, or pages without what belongs to them.
_DOCUMENTS = frozenset({".md", ".markdown", ".rst", ".html", ".htm", ".ipynb"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to."""

    kind: Kind
    post: SourcePost | None = None
    file: PurePosixPath | None = None
    """From the blog's folder."""
    fragment: str = ""
    address: str = ""
    """Of what is missing: whole, or '' where the site's address is not known."""


class Targets:
    """Finds what links lead to, in one blog."""

    def __init__(self, blog: Blog) -> None:
        self._blog = blog
        self._root = blog.folder.resolve()
        self._by_path = {post.path.as_posix(): post for post in blog.posts}
        self._by_url = {_same(post.url): post for post in reversed(blog.posts) if post.url}

    @cached_property
    def _base_path(self) -> str:
        return urlsplit(self._blog.base_url).path.rstrip("/")

    def find(self, post: SourcePost, link: str) -> Target:
        """Return what *link* in *post* leads to: a path from its file or its page, or an address.

        An address below the blog's own is a path.
        """
        if link.startswith(FILE):
            name, _, fragment = link.removeprefix(FILE).partition("#")
            return self._file(posixpath.normpath(unquote(name)), fragment) or Target("missing")
        base = self._blog.base_url
        if base and f"{link}/".startswith(base):
            link = f"/{link[len(base) :]}"
        try:
            parts = urlsplit(link)
        except ValueError:
            return Target("elsewhere")
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or not (path or parts.query):
            return Target("elsewhere")
        if not path:
            # A search of the page, which has to be answered by the old site.
            return Target("missing", address=self._address(post, link))
        for candidate in self._files(post, path):
            if found := self._file(candidate, parts.fragment):
                return found
        for url in self._urls(post, path):
            if _same(url) in self._by_url:
                return Target("post", self._by_url[_same(url)], fragment=parts.fragment)
        return Target("missing", address=self._address(post, link))

    def site_path(self, file: PurePosixPath) -> str:
        """Return where *file* is on the site, as a path from its first page without a slash."""
        name = file.as_posix()
        for root, prefix in self._blog.roots:
            if not root or name.startswith(f"{root}/"):
                return f"{prefix}{name[len(root) :].lstrip('/')}".lstrip("/")
        return name

    def _file(self, name: str, fragment: str) -> Target | None:
        if name in self._by_path:
            return Target("post", self._by_path[name], fragment=fragment)
        if self._is_asset(name):
            return Target("file", file=PurePosixPath(name), fragment=fragment)
        return None

    def _files(self, post: SourcePost, path: str) -> Iterator[str]:
        """Yield the files, from the blog's folder, that *path* may mean, the likeliest first."""
        if not path.startswith("/"):
            yield posixpath.normpath(post.path.parent / path)
        for url in self._urls(post, path):
            for root, prefix in self._blog.roots:
                if url.startswith(f"/{prefix}"):
                    yield posixpath.normpath(posixpath.join(root, url[1 + len(prefix) :]))

    def _urls(self, post: SourcePost, path: str) -> Iterator[str]:
        url = urljoin(post.url or "/", path)
        yield url
        if self._base_path and url.startswith(f"{self._base_path}/"):
            yield url[len(self._base_path) :]

    def _is_asset(self, name: str) -> bool:
        if name.startswith(("../", "/")) or name in {".", ".."}:
            return False
        if PurePosixPath(name).suffix.lower() in _DOCUMENTS:
            return False
        try:
            whole = (self._root / name).resolve()
            # A symbolic link may lead out of the blog.
            return whole.is_relative_to(self._root) and whole.is_file()
        except (OSError, ValueError):
            return False

    def _address(self, post: SourcePost, link: str) -> str:
        is_file = PurePosixPath(urlsplit(link).path).suffix in {".md", ".rst", ".ipynb"}
        if is_file or not self._blog.base_url or not (post.url or link.startswith("/")):
            return ""
        url = urljoin(post.url, link)
        if self._base_path and f"{url}/".startswith(f"{self._base_path}/"):
            url = url[len(self._base_path) :]
        return urljoin(self._blog.base_url, url.lstrip("/"))


def _same(url: str) -> str:
    """Return what is the same for all ways in which one address is written."""
    path = unquote(url).strip("/").removesuffix("index.html")
    return path.removesuffix(".html").strip("/")
