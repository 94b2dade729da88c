"""Looks posts up by the names that roles and commands accept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_transcript.config.post_patterns import post_folder, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx


class PostNames:
    """The names of some posts: their docnames, their slugs, and the ends of their slugs."""

    def __init__(self, folders: Mapping[str, str]) -> None:
        """Take the post folders, by docname."""
        self._slugs = {docname: slug(docname, folder) for docname, folder in folders.items()}

    def find(self, target: str) -> str | None:
        """Return the post that *target* names; None if none or several posts have that name."""
        docnames = self.matching(target)
        return docnames[0] if len(docnames) == 1 else None

    def matching(self, target: str) -> list[str]:
        """Return the docnames of all posts that *target* can mean."""
        name = target.strip().strip("/")
        if name in self._slugs:
            return [name]
        name = name.removesuffix("/index")
        found = self._by_end.get(name, [])
        return [docname for docname in found if self._slugs[docname] == name] or found[:]

    @cached_property
    def _by_end(self) -> dict[str, list[str]]:
        """The posts with each slug, and with each end of a slug that begins behind a slash."""
        posts: dict[str, list[str]] = {}
        for docname, name in self._slugs.items():
            for end in _path_ends(name):
                posts.setdefault(end, []).append(docname)
        return posts


def _path_ends(path: str) -> Iterator[str]:
    """Yield *path*, then it without its first folder, and so on to the file name."""
    yield path
    while "/" in path:
        path = path.partition("/")[2]
        yield path


def names_of_posts(app: Sphinx, posts: Iterable[str]) -> PostNames:
    """Return the names of *posts*."""
    return PostNames(post_folders_of(app, posts))


def post_folders_of(app: Sphinx, posts: Iterable[str]) -> dict[str, str]:
    """Return the post folder of each of *posts*, by docname."""
    patterns, root_doc = app.config.transcript_posts, app.config.root_doc
    return {docname: post_folder(docname, patterns, root_doc) or "" for docname in posts}
