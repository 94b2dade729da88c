"""The record of a post that has a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Post:
    """A post that has a page: its metadata, and what the build has read from its document.

    All fields are strings, numbers, dates and tuples, so that parallel read processes can send
    records back cheaply.
    """

    docname: str
    source: str
    """The path of the source file from the source folder, with forward slashes."""
    title: str
    """The title of the document as plain text."""
    date: dt.date | dt.datetime | None
    """None for a draft without a date, in a preview."""
    stamp: int
    """The date in seconds since 1970 (UTC), or `UNDATED`."""
    updated: dt.date | dt.datetime | None
    updated_stamp: int | None
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    """Names or keys of ``transcript_authors``, as in front matter."""
    description: str
    minutes: int
    """The reading time, at least 1."""
    key_lines: tuple[str, ...]
    """The source lines that a search for a front-matter key finds; see `shell/source_file.py`."""
    categories: tuple[str, ...] = ()
    series: str = ""
    excerpt: str = ""
    """The plain text of the excerpt. It is set for other extensions only, since it is known when
    the document is resolved; see `records/resolved_excerpts.py`."""
    excerpt_digest: str = ""
    """A digest of the nodes that decide what the excerpt shows."""
    excerpt_links: int = 0
    """The number of cross-references in these nodes, which are the first ones of the post."""
    excerpt_images: tuple[str, ...] = ()
    """The images in these nodes, as paths from the source folder."""
    image: str = ""
    """The path of the image from the source folder, or its URL."""
    is_unlisted: bool = False
    is_pinned: bool = False
    is_draft: bool = False
    """The post is not published, and shown only in a preview."""
    aliases: tuple[str, ...] = ()
    old_pages: tuple[str, ...] = ()
    """As in `PostMetadata`."""
    has_keys_as_written: bool = True
    """Whether the key lines are as Sphinx reads them; a ``source-read`` handler may change them."""
    id: str = ""
    canonical_url: str = ""
    language: str = ""
    public_from: dt.date | None = None
    """The day from which keys of another system let it be published; None for always."""
    public_until: dt.date | None = None
    """The first day on which they no longer do; None for never."""
    translations: tuple[tuple[str, str], ...] = ()
    """The names of terms in front matter that the build translates, each with its translation."""

    def label(self, name: str) -> str:
        """Return the translation of *name*, a tag, category or series of the post, or *name*."""
        return dict(self.translations).get(name, name)

    @property
    def changed_stamp(self) -> int:
        """The date of the last change, in seconds since 1970 (UTC)."""
        return self.stamp if self.updated_stamp is None else max(self.stamp, self.updated_stamp)


PUBLIC = (
    "docname", "source", "title", "date", "updated", "tags", "categories", "authors", "series",
    "description", "excerpt", "image", "minutes", "is_pinned", "is_draft", "aliases", "id",
    "canonical_url", "language",
)  # fmt: skip
"""The stable fields, for other extensions. The other fields may change in any release."""

UNDATED = 2**40
"""The stamp of a post without a date, which sorts it before all dated posts."""
