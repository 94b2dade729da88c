"""Parses the export file of WordPress, an RSS feed with elements of its own (WXR).

No such file has a document type, and so none is accepted: with it go entities, which could name
other files or grow without end.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    read_text,
)

if TYPE_CHECKING:
    from pathlib import Path

_NAMESPACE = re.compile(r"https?://wordpress\.org/export/[\w.]+/(?P<excerpt>excerpt/)?")
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/rss/1.0/modules/content/": "content",
}
# XML 1.0 can't have them, but texts of blogs do.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Item:
    """A post, a page, a file or another entry."""

    line: int
    """The line of the file on which it begins, from 1."""
    values: dict[str, str] = field(default_factory=dict)
    """The texts of its elements, such as 'title' or 'wp:post_id'."""
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """The taxonomy, the slug and the name of each term."""
    meta: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    def get(self, name: str) -> str:
        """Return the text of the element *name* without white space around it."""
        return self.values.get(name, "").strip()


@dataclass(slots=True)
class Export:
    """The contents of an export file."""

    base_url: str = ""
    language: str = ""
    author_names: dict[str, str] = field(default_factory=dict)
    """The names that are shown, by login."""
    items: list[Item] = field(default_factory=list)


def read_export(path: Path) -> Export:
    """Return the export file *path*. Raises SourceFileError."""
    return parse_export(read_text(path))


def parse_export(text: str) -> Export:
    """Return the export in *text*. Raises SourceFileError."""
    # The text is encoded here, whatever its declaration says.
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    handler = _Handler(parser)
    try:
        parser.Parse(_CONTROL.sub("", text).encode(), True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.errors.messages[error.code]}; not converted"
        raise SourceFileError(message, error.lineno) from error
    if not handler.is_export:
        raise SourceFileError("not an export file of WordPress; not converted", 1)
    return handler.export


def moment(local: str, utc: str) -> str:
    """Return a date and its offset from UTC, by its two forms; '' if there is none.

    Posts show the day of the site's time zone, while only the other form says which moment it is.
    """
    try:
        local_time = dt.datetime.fromisoformat(local)
        if local_time.tzinfo is not None:
            return local_time.isoformat()
        utc_time = dt.datetime.fromisoformat(utc).replace(tzinfo=None)
    except ValueError:
        return local if local and not local.startswith("0000") else ""
    offset = round((local_time - utc_time) / dt.timedelta(minutes=15)) * dt.timedelta(minutes=15)
    if abs(offset) > dt.timedelta(hours=14):
        return f"{utc_time.isoformat()}Z"
    return (utc_time + offset).replace(tzinfo=dt.timezone(offset)).isoformat()


class _Handler:
    """Collects the elements that are needed, as the parser comes to them."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.export = Export()
        self.is_export = False
        self._parser = parser
        self._path: list[str] = []
        self._text: list[str] = []
        self._item: Item | None = None
        self._group: dict[str, str] = {}
        """The elements of the author, the term or the field that is being read."""
        self._term = ("", "")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append

    def _refuse_doctype(self, *_: object) -> None:
        message = "a document type, which no export file has; not converted"
        raise SourceFileError(message, self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        short = _short_name(name)
        self.is_export = self.is_export or short.startswith("wp:")
        self._path.append(short)
        self._text.clear()
        if short == "item":
            self._item = Item(self._parser.CurrentLineNumber)
        elif short in {"wp:author", "wp:postmeta", "wp:comment"}:
            self._group = {}
        elif short == "category":
            self._term = (attributes.get("domain", ""), attributes.get("nicename", ""))

    def _end(self, name: str) -> None:
        short = self._path.pop()
        text = "".join(self._text)
        self._text.clear()
        parent = self._path[-1] if self._path else ""
        if parent in {"wp:author", "wp:postmeta", "wp:comment"}:
            self._group[short] = text
        elif short == "item" and self._item is not None:
            self.export.items.append(self._item)
            self._item = None
        elif self._item is not None:
            self._add_to_item(self._item, short, text)
        elif short == "wp:author":
            login = self._group.get("wp:author_login", "").strip()
            shown = self._group.get("wp:author_display_name", "").strip()
            self.export.author_names[login] = shown or login
        elif parent == "channel" and short in {"wp:base_blog_url", "language"}:
            key = "language" if short == "language" else "base_url"
            setattr(self.export, key, text.strip())

    def _add_to_item(self, item: Item, name: str, text: str) -> None:
        if name == "category":
            item.terms.append((*self._term, text.strip()))
        elif name == "wp:postmeta":
            item.meta[self._group.get("wp:meta_key", "")] = self._group.get("wp:meta_value", "")
        elif name == "wp:comment":
            is_shown = self._group.get("wp:comment_approved", "1").strip() == "1"
            item.comments += is_shown and self._group.get("wp:comment_type", "") != "pingback"
        elif self._path and self._path[-1] == "item":
            item.values[name] = text


def _short_name(name: str) -> str:
    """Return the *name* of an element with a prefix for its namespace, if it has one."""
    namespace, _, local = name.rpartition(" ")
    if match := _NAMESPACE.fullmatch(namespace):
        return f"{'excerpt' if match['excerpt'] else 'wp'}:{local}"
    return f"{_PREFIXES[namespace]}:{local}" if namespace in _PREFIXES else local
