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
from zlib import crc32

from sphinx_transcript.search.last_index import LastIndex
from sphinx_transcript.search.page_text import page_sections
from sphinx_transcript.search.postings import page_scores
from sphinx_transcript.search.record_files import RecordFile, RecordFiles, remove_files
from sphinx_transcript.search.words import words_of
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.output_names import output_folder_name
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.search.words import Stemmer

_VERSION = (9, sys.implementation.cache_tag)
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


class Records:
    """The records of the pages in an output folder."""

    def __init__(self, files: RecordFiles) -> None:
        self.files = files

    def get(self, name: str) -> Record | None:
        """Return the record of the page *name*."""
        packed = self.files.get(name)
        return None if packed is None else Record(*pickle.loads(packed))  # noqa: S301 (ours)


class RecordStore:
    """What is known of the pages in an output folder.

    The records and the last index are large. They are loaded when they are used, and most builds in
    which nothing has changed use neither.
    """

    def __init__(self, path: Path, head: Head | None = None) -> None:
        self._path = path
        self._number = head.number if head else 0
        """Each build that changes a record or the index writes files with another number."""
        self._files = RecordFiles(path, head.files if head else ())
        self.records = Records(self._files)
        self._index = head.index if head else None
        self._last: LastIndex | None = None
        self.written = head.written if head else ""
        """A digest of the index that was last written."""
        self.is_changed = head is None
        """Whether this build has changed a record."""
        self.commands = head.commands if head else {}
        """The commands that pages show, by page name."""
        self.commands_key = head.commands_key if head else ""
        """The digest of what these follow from."""
        self.noted: set[str] = set()
        """The pages that this build writes."""
        self.changed: dict[str, Record | None] = {}
        """The earlier records of those that have another one now."""

    @property
    def names(self) -> set[str]:
        """The pages that have a record."""
        return self._files.names

    @property
    def last(self) -> LastIndex:
        """The index that was last written."""
        if self._last is None:
            self._last = LastIndex()
            # What a damaged pickle raises is not limited.
            with suppress(Exception):
                if self._index and not self._files.is_damaged:
                    content = (self._path.parent / self._index.name).read_bytes()
                    if crc32(content) == self._index.checksum:
                        self._last = LastIndex(*pickle.loads(content))  # noqa: S301 (as Sphinx does)
        return self._last

    @last.setter
    def last(self, last: LastIndex) -> None:
        self._last, self._index = last, None

    def check(self) -> None:
        """Forget the records that are damaged, so that their pages are written."""
        self._files.check()

    def note(self, docname: str, record: Record) -> None:
        """Add the *record* of a page that is written."""
        self.noted.add(docname)
        packed = pickle.dumps(tuple(record), protocol=5)
        if self._files.get(docname) != packed:
            self.changed.setdefault(docname, self.records.get(docname))
            self._files.put(docname, packed)
            self.is_changed = True

    def earlier(self, docname: str) -> Record | None:
        """Return the record that the page *docname* had in the last build."""
        if docname in self.changed:
            return self.changed[docname]
        return self.records.get(docname)

    def keep(self, names: set[str]) -> None:
        """Drop the records of all pages but *names*."""
        self._files.remove(self.names - names)

    def forget_noted(self) -> None:
        """Drop the records of this build's pages; it failed, so the next one writes them again."""
        self._files.remove(self.noted)
        # It can't be updated without them.
        self.last = LastIndex()

    def save(self) -> None:
        """Write what has changed; raises OSError."""
        self._number += 1
        files = self._files.save(self._number)
        if self._index is None:
            content = pickle.dumps(self.last.as_tuple(), protocol=5)
            name = f"{self._path.stem}-{self._number}.index"
            (self._path.parent / name).write_bytes(content)
            self._index = IndexFile(name, crc32(content))
        head = (self._number, [file and tuple(file) for file in files], tuple(self._index))
        # It names the others: if the build ends before, the old ones are all there.
        others = (self.written, self.commands, self.commands_key)
        write_atomically(self._path, pickle.dumps((_VERSION, *head, *others), protocol=5))

    def remove_others(self) -> None:
        """Remove the files of earlier builds."""
        kept = {file.name for file in (*self._files.files, self._index) if file}
        remove_files(self._path.parent, self._path.stem, kept)


class IndexFile(NamedTuple):
    """The file with the last index."""

    name: str
    checksum: int


@dataclass(frozen=True, slots=True)
class Head:
    """The small part of a store, which each build loads."""

    number: int
    files: list[RecordFile | None]
    index: IndexFile
    written: str
    commands: dict[str, tuple[str, ...]]
    commands_key: str


def load_store(app: Sphinx) -> RecordStore:
    """Return the records of the last build; none, if they can't be read."""
    path = store_path(app)
    return RecordStore(path, _load_head(path))


def _load_head(path: Path) -> Head | None:
    try:
        version, number, files, index, *others = pickle.loads(path.read_bytes())  # noqa: S301 (as Sphinx does)
        if version == _VERSION:
            known = [RecordFile(*file) if file else None for file in files]
            return Head(number, known, IndexFile(*index), *others)
    except Exception:  # noqa: S110 (what a damaged pickle raises is not limited)
        pass
    return None


def save_store(app: Sphinx, store: RecordStore) -> None:
    """Save *store* for the next build."""
    path = store_path(app)
    try:
        store.save()
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        warn(f"can't write {path}: {error}", Subtype.STATE)
    store.remove_others()


def remove_store(path: Path) -> None:
    """Remove the store whose head is the file at *path*, if there is one."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    remove_files(path.parent, path.stem)


def remove_stores_of_others(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: remove the stores of others that have a document that is gone.

    Withdrawn posts are gone, too, and the doctrees may be where the site is put online from. The
    next build with that builder and output folder writes all pages. Its own store is updated.
    """
    for path in Path(app.doctreedir).glob("search-*.pickle"):
        if path != store_path(app):
            head = _load_head(path)
            names = {name for file in head.files if file for name in file.pages} if head else {""}
            if not env.found_docs.issuperset(names):
                remove_store(path)
    return []


def store_path(app: Sphinx) -> Path:
    """Return the file for this output folder; others may share the doctrees with it."""
    return Path(app.doctreedir, f"search-{output_folder_name(app)}.pickle")
