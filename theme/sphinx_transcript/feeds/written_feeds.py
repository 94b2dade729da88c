"""What the feeds in the output folder were made from, so that others than these are not rendered.

Most posts that are added or changed are in a few of the feeds of a site, one of each tag.
"""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.feeds.saved_entries import SavedEntries
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.releases import releases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.feeds.model import Entry, Feed

_SAVED = SavedEntries("transcript-feed-files.json", version=2, size=2)
"""Digests of what a feed was made from and of its bytes, by a digest of its path."""
_FEED = attrgetter("id", "url", "home_url", "title", "subtitle", "language", "people")
_ENTRY = attrgetter(
    "id", "url", "title", "published", "updated", "people", "labels", "summary", "language", "image"
)


class WrittenFeeds:
    """Digests of what each feed was made from, and of its bytes, by a digest of its path.

    The path of a feed has the name of a tag, which may be that of withdrawn posts alone.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._saved = _SAVED.load(app)
        self._known: Mapping[str, Sequence[str]] = self._saved.get(app.builder.name, {})
        self._current: dict[str, Sequence[str]] = {}
        self._releases = releases(app)

    def entry_key(self, entry: Entry) -> str:
        """Return a digest of the *entry*."""
        return digest(repr([_ENTRY(entry), digest(entry.content, 16)]), 16)

    def feed_key(self, feed: Feed, entries: Sequence[str]) -> str:
        """Return a digest of *feed*, whose entries have the keys *entries*."""
        return digest(repr([self._releases, _FEED(feed), entries]), 16)

    def keep(self, path: str) -> None:
        """Note that the feed at *path* stays as it is."""
        name = _name(path)
        if name in self._known:
            self._current[name] = self._known[name]

    def is_written(self, path: str, key: str) -> bool:
        """Tell whether the output folder has the feed at *path*, made from what has the *key*."""
        known = self._known.get(_name(path))
        if known is None or known[0] != key:
            return False
        try:
            content = Path(self._app.outdir, path).read_bytes()
        except OSError:
            return False
        if known[1] != digest(content, 16):
            return False
        self._current[_name(path)] = known
        return True

    def note(self, path: str, key: str, content: bytes) -> None:
        """Note that the feed at *path* is written with *content*."""
        self._current[_name(path)] = [key, digest(content, 16)]

    def save(self) -> None:
        """Save what was noted, for the next build."""
        if self._current == self._known:
            return
        builders: dict[str, Mapping[str, Sequence[str]]] = {
            **self._saved,
            self._app.builder.name: self._current,
        }
        _SAVED.save(self._app, builders)


def _name(path: str) -> str:
    return digest(path, 16)
