"""The record of one post that has a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Post:
    """Strings, numbers, dates and tuples alone, as every read worker sends its records home."""

    docname: str
    source: str
    """Path of the source file from the source folder, with forward slashes."""
    title: str
    """The document's title as plain text."""
    date: dt.date | dt.datetime | None
    """None for a draft that has none yet, in a preview."""
    stamp: int
    """The date as seconds since 1970, UTC; `UNDATED` without one."""
    updated: dt.date | dt.datetime | None
    updated_stamp: int | None
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    """Names, or keys of ``transcript_authors``, as the post gives them."""
    description: str
    minutes: int
    """Reading time, at least 1."""
    key_lines: tuple[str, ...]
    """The lines of the source that a search for a front-matter key finds; see shell.py."""
    categories: tuple[str, ...] = ()
    series: str = ""
    excerpt: str = ""
    """The text of the excerpt; see excerpt.py."""
    excerpt_digest: str = ""
    """Of all that the excerpt consists of."""
    excerpt_links: int = 0
    """How many of the post's cross-references, its first, stand in the excerpt."""
    excerpt_images: tuple[str, ...] = ()
    """The images in the excerpt, as paths from the source folder."""
    image: str = ""
    """The image's path from the source folder, or its URL."""
    is_unlisted: bool = False
    is_pinned: bool = False
    is_draft: bool = False
    """Not published, and shown in a preview alone."""
    aliases: tuple[str, ...] = ()
    old_pages: tuple[str, ...] = ()
    """As on its card."""
    id: str = ""
    canonical_url: str = ""
    language: str = ""

    @property
    def changed_stamp(self) -> int:
        """Return when the post was last changed, in seconds since 1970."""
        return self.stamp if self.updated_stamp is None else max(self.stamp, self.updated_stamp)


PUBLIC = (
    "docname", "source", "title", "date", "updated", "tags", "categories", "authors", "series",
    "description", "excerpt", "image", "minutes", "is_pinned", "is_draft", "aliases", "id",
    "canonical_url", "language",
)  # fmt: skip
"""The fields for other extensions, which stay as they are; the others may change at any time."""

UNDATED = 2**40
"""The stamp of a post without a date: what is not yet published comes before what is."""
