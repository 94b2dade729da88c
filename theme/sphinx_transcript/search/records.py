"""Records of pages for the index, kept from one build to the next beside the doctrees.

A build writes the pages that have changed, and sees the text of these alone. All of a record is
packed, so that all records are loaded at once, and is unpacked where it is needed. What a build
needs in which nothing has changed is in a small file of its own.
"""

from __future__ import annotations

import json
import marshal
import pickle
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.search.last_index import LastIndex
from sphinx_transcript.search.page_text import page_sections
from sphinx_transcript.search.postings import page_scores
from sphinx_transcript.search.words import words_of
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.output_names import output_name
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.search.words import Stemmer

_VERSION = (7, sys.implementation.cache_tag)
"""Other releases of Python may not read what this one packs."""
_LONGEST_TEXT = 24_000
"""The beginning of a page, in characters, of which results can show a line."""


class Record(NamedTuple):
    """What the index has of a page, apart from its title and what others say of it."""

    sections: str
    """The anchor, heading and lines of each section, as JSON."""
    scores: bytes
    """What each term says about the page, by `marshal`; see `postings.page_scores`."""
    words: str
    """The words of the page, separated by spaces."""


def make_record(doctree: nodes.document, stemmer: Stemmer) -> Record:
    """Return the record of the page with this resolved *doctree*."""
    sections = page_sections(doctree)
    text = words_of("\n".join([section.text for section in sections]))
    headings = words_of("\n".join([section.heading for section in sections]))
    shown: list[tuple[str, str, str]] = []
    room = _LONGEST_TEXT
    for section in sections:
        if room > 0:
            shown.append((section.anchor, section.heading, section.text[:room]))
        room -= len(section.text)
    return Record(
        json.dumps(shown, ensure_ascii=False, separators=(",", ":")),
        marshal.dumps(page_scores(text, headings, stemmer)),
        " ".join(dict.fromkeys([*text, *headings])),
    )


class RecordStore:
    """What is known of the pages in an output folder.

    The records and the last index are large. They are loaded when they are used, and most builds in
    which nothing has changed use neither.
    """

    def __init__(self, head: Head | None = None) -> None:
        self.head = head
        """What the last build has left; None if there is nothing that can be used."""
        self.written = head.written if head else ""
        """A digest of the index that was last written, and of what it was made from but records."""
        self.is_changed = head is None
        """Whether this build has changed a record."""
        self.commands = head.commands if head else {}
        """The addresses of the commands that pages show."""
        self.commands_key = head.commands_key if head else ""
        """The digest of what these follow from."""
        self.noted: set[str] = set()
        """The pages that this build writes."""
        self.changed: dict[str, Record | None] = {}
        """The earlier records of those that have another one now."""
        self._records: dict[str, Record] = {}
        self._last = LastIndex()
        self.is_loaded = head is None

    @property
    def names(self) -> set[str]:
        """The pages that have a record."""
        return set(self._records) if self.is_loaded or not self.head else set(self.head.names)

    @property
    def records(self) -> dict[str, Record]:
        """The records of the pages."""
        self.load()
        return self._records

    @records.setter
    def records(self, records: dict[str, Record]) -> None:
        self.load()
        self._records = records

    @property
    def last(self) -> LastIndex:
        """The index that was last written."""
        self.load()
        return self._last

    @last.setter
    def last(self, last: LastIndex) -> None:
        self.load()
        self._last = last

    def load(self) -> None:
        """Load the records and the last index, if that is still to do."""
        if self.head is None or self.is_loaded:
            return
        self.is_loaded = True
        # What a damaged pickle raises is not limited. The next build writes the pages again.
        with suppress(Exception):
            records, last = pickle.loads(self.head.path.read_bytes())  # noqa: S301 (as Sphinx does)
            self._records = {name: Record(*each) for name, each in records.items()}
            self._last = LastIndex(*last)

    def note(self, docname: str, record: Record) -> None:
        """Add the *record* of a page that is written."""
        self.noted.add(docname)
        earlier = self.records.get(docname)
        if earlier != record:
            self.changed.setdefault(docname, earlier)
            self.records[docname] = record
            self.is_changed = True

    def forget_noted(self) -> None:
        """Drop the records of this build's pages; it failed, so the next one writes them again."""
        for docname in self.noted:
            self.records.pop(docname, None)
        # It can't be updated without them.
        self.last = LastIndex()


@dataclass(frozen=True, slots=True)
class Head:
    """The small part of a store, which each build loads."""

    path: Path
    """The file with the records and the last index."""
    number: int
    """Its number: each build that changes it writes another one."""
    names: tuple[str, ...]
    written: str
    commands: dict[str, str]
    commands_key: str


def load_store(app: Sphinx) -> RecordStore:
    """Return the records of the last build; none, if they can't be read."""
    return RecordStore(_load_head(store_path(app)))


def _load_head(path: Path) -> Head | None:
    try:
        version, number, size, *others = pickle.loads(path.read_bytes())  # noqa: S301 (as Sphinx does)
        records = _records_path(path, number)
        if version == _VERSION and records.stat().st_size == size:
            return Head(records, number, *others)
    except Exception:  # noqa: S110 (what a damaged pickle raises is not limited)
        pass
    return None


def save_store(app: Sphinx, store: RecordStore) -> None:
    """Save *store* for the next build."""
    path = store_path(app)
    number = store.head.number if store.head else 0
    try:
        if store.is_loaded:
            # The head names it: if the build ends between the two, the old ones are both there.
            number += 1
            records = {name: tuple(each) for name, each in sorted(store.records.items())}
            content = pickle.dumps((records, store.last.as_tuple()), protocol=5)
            _records_path(path, number).write_bytes(content)
        size = _records_path(path, number).stat().st_size
        names = tuple(sorted(store.names))
        head = (_VERSION, number, size, names, store.written, store.commands, store.commands_key)
        write_atomically(path, pickle.dumps(head, protocol=5))
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        warn(f"can't write {path}: {error}", Subtype.STATE)
    for old in path.parent.glob(f"{path.stem}-*.records"):
        if old != _records_path(path, number):
            with suppress(OSError):
                old.unlink()


def remove_store(path: Path) -> None:
    """Remove the store whose head is the file at *path*, if there is one."""
    for file in (path, *path.parent.glob(f"{path.stem}-*.records")):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def remove_stores_of_others(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: remove the stores of others that have a document that is gone.

    Withdrawn posts are gone, too, and the doctrees may be where the site is put online from. The
    next build with that builder and output folder writes all pages. Its own store is updated.
    """
    for path in Path(app.doctreedir).glob("search-*.pickle"):
        if path != store_path(app):
            head = _load_head(path)
            if head is None or not env.found_docs.issuperset(head.names):
                remove_store(path)
    return []


def _records_path(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}.records")


def store_path(app: Sphinx) -> Path:
    """Return the file for this output folder; others may share the doctrees with it."""
    return Path(app.doctreedir, f"search-{output_name(app)}.pickle")
