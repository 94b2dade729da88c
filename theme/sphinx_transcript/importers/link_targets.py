"""Targets of links and images: another post, a file of the blog, or neither."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost

TargetKind = Literal["external", "post", "file", "missing"]
FILE_SCHEME = "blog-file:"
"""The prefix of a link to a file or post by its path, relative to the blog's folder."""

# Not copied: in the site they would be documents, or pages without their assets.
_DOCUMENT_SUFFIXES = frozenset({".md", ".markdown", ".rst", ".html", ".htm", ".ipynb"})


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The target of a link."""

    kind: TargetKind
    post: SourcePost | None = None
    file: PurePosixPath | None = None
    """Relative to the blog's folder."""
    fragment: str = ""
    url: str = ""
    """The absolute URL of a missing target; '' if the base URL is unknown."""


class LinkTargets:
    """Resolves the links in one blog."""

    def __init__(self, blog: SourceBlog) -> None:
        self._blog = blog
        self._root = blog.folder.resolve()
        self._by_path = {post.path.as_posix(): post for post in blog.posts}
        self._by_url = {_normalized(post.url): post for post in reversed(blog.posts) if post.url}

    @cached_property
    def base_path(self) -> str:
        """The path of the site on its host, without a trailing slash."""
        return urlsplit(self._blog.base_url).path.rstrip("/")

    def find(self, post: SourcePost, link: str) -> LinkTarget:
        """Return the target of *link* in *post*.

        A path is relative to the post's file, or to its URL. A URL below the blog's base URL is
        resolved as a path.
        """
        if link.startswith(FILE_SCHEME):
            name, _, fragment = link.removeprefix(FILE_SCHEME).partition("#")
            return self._file(posixpath.normpath(unquote(name)), fragment) or LinkTarget("missing")
        base = self._blog.base_url
        if base and f"{link}/".startswith(base):
            link = f"/{link[len(base) :]}"
        try:
            parts = urlsplit(link)
        except ValueError:
            return LinkTarget("external")
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or not (path or parts.query):
            return LinkTarget("external")
        if not path:
            # A query on the page itself: only the old site can answer it.
            return LinkTarget("missing", url=self._absolute_url(post, link))
        for candidate in self._files(post, path):
            if found := self._file(candidate, parts.fragment):
                return found
        for url in self._urls(post, path):
            if _normalized(url) in self._by_url:
                return LinkTarget("post", self._by_url[_normalized(url)], fragment=parts.fragment)
        return LinkTarget("missing", url=self._absolute_url(post, link))

    def site_path(self, file: PurePosixPath) -> str:
        """Return the path of *file* on the site, relative to its root."""
        name = file.as_posix()
        for folder, prefix in self._blog.static_folders:
            if not folder or name.startswith(f"{folder}/"):
                return f"{prefix}{name[len(folder) :].lstrip('/')}".lstrip("/")
        return name

    def old_address(self, post: SourcePost, file: PurePosixPath) -> str:
        """Return the path that *file*, named by *post*, had on the site; '' if it had none.

        It is relative to the site's root.
        """
        if not self._blog.serves_files:
            return ""
        name = file.as_posix()
        if any(
            not folder or name.startswith(f"{folder}/") for folder, _ in self._blog.static_folders
        ):
            return self.site_path(file)
        if post.is_bundle and post.url and file.is_relative_to(post.path.parent):
            inside = file.relative_to(post.path.parent).as_posix()
            return posixpath.normpath(urljoin(unquote(post.url), inside)).lstrip("/")
        return ""

    def _file(self, name: str, fragment: str) -> LinkTarget | None:
        if name in self._by_path:
            return LinkTarget("post", self._by_path[name], fragment=fragment)
        if self._is_asset(name):
            return LinkTarget("file", file=PurePosixPath(name), fragment=fragment)
        return None

    def _files(self, post: SourcePost, path: str) -> Iterator[str]:
        """Yield the files that *path* may mean, the most likely first."""
        if not path.startswith("/"):
            yield posixpath.normpath(post.path.parent / path)
        for url in self._urls(post, path):
            for folder, prefix in self._blog.static_folders:
                if url.startswith(f"/{prefix}"):
                    yield posixpath.normpath(posixpath.join(folder, url[1 + len(prefix) :]))

    def _urls(self, post: SourcePost, path: str) -> Iterator[str]:
        """Yield the URL paths, relative to the site's root, that *path* may mean."""
        # A mark of a query or a fragment in either of them is a part of a name.
        url = unquote(urljoin(quote(unquote(post.url or "/")), quote(path)))
        yield url
        if self.base_path and url.startswith(f"{self.base_path}/"):
            yield url[len(self.base_path) :]

    def _is_asset(self, name: str) -> bool:
        if name.startswith(("../", "/")) or name in {".", ".."}:
            return False
        suffix = PurePosixPath(name).suffix.lower()
        # A notebook to download is no document in a folder of ``html_extra_path``.
        if suffix in _DOCUMENT_SUFFIXES and not (suffix == ".ipynb" and self._blog.serves_files):
            return False
        try:
            file = (self._root / name).resolve()
            # A symbolic link may point outside of the blog.
            return file.is_relative_to(self._root) and file.is_file()
        except (OSError, ValueError):
            return False

    def _absolute_url(self, post: SourcePost, link: str) -> str:
        """Return the URL of *link* on the old site; '' if it is unknown."""
        is_source = PurePosixPath(urlsplit(link).path).suffix in {".md", ".rst", ".ipynb"}
        if is_source or not self._blog.base_url or not (post.url or link.startswith("/")):
            return ""
        url = urljoin(quote(unquote(post.url)), link)
        if self.base_path and f"{url}/".startswith(f"{self.base_path}/"):
            url = url[len(self.base_path) :]
        return urljoin(self._blog.base_url, url.lstrip("/"))


def _normalized(url: str) -> str:
    """Return a URL path without what may differ between two spellings of one URL."""
    path = unquote(url).strip("/").removesuffix("index.html")
    return path.removesuffix(".html").strip("/")
