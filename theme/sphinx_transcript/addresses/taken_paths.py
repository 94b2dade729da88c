"""The paths in the output folder that a redirect page can't have, because others have them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.support.html_builders import file_key, is_extra_file, output_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FEEDS = ("feed.xml", "feed.json")
_FILES = (
    *_FEEDS, "searchindex.js", "objects.inv", "sitemap.xml", "robots.txt", ".buildinfo", ".nojekyll"
)  # fmt: skip
_PAGES = ("search", "genindex", "404")
_FOLDERS = frozenset({"_static", "_sources", "_images", "_downloads", "_modules", ".doctrees"})


class TakenPaths:
    """The files and folders that the build writes itself, and those of redirects so far."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        builder: Any = app.builder
        pages = [*app.env.found_docs, *page_plan(app), *_PAGES, *app.config.html_additional_pages]
        pages += [index[0] for index in getattr(builder, "domain_indices", ())]
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for name in pages:
            self.take(output_name(app, name), name)
        for name in _FILES:
            self.take(name, name)
        self.take("404.html", "404")
        self._folder_keys = {file_key(app, folder) for folder in _FOLDERS}

    def take(self, path: str, owner: str) -> None:
        """Record that *owner*, the name of a page or file, is written to *path*."""
        self._files.setdefault(file_key(self._app, path), owner)
        for folder in PurePosixPath(path).parents:
            self._folders.setdefault(file_key(self._app, folder.as_posix()), owner)

    def owner(self, path: str) -> str:
        """Return the name of the page or file that occupies *path*; '' if *path* is free.

        A file at one of the folders in *path* occupies it, too.
        """
        parts = PurePosixPath(path)
        if file_key(self._app, parts.parts[0]) in self._folder_keys:
            return parts.parts[0]
        for name in (path, *(parent.as_posix() for parent in parts.parents)):
            if found := self._files.get(file_key(self._app, name)):
                return found
        return path if is_extra_file(self._app, path) else ""

    def conflict(self, path: str) -> str:
        """Return what has a folder at *path*, or a text page or feed at a folder in it; or ''."""
        if found := self._folders.get(file_key(self._app, path)):
            return found
        for folder in PurePosixPath(path).parents:
            name = folder.as_posix()
            text_of = f"{name.removesuffix('.txt')}.html"
            if name.endswith(".txt") and file_key(self._app, text_of) in self._files:
                return name
            is_feed = folder.name in _FEEDS
            if is_feed and file_key(self._app, f"{folder.parent}/index.html") in self._files:
                return name
            if name != "." and is_extra_file(self._app, name):
                return name
        return ""
