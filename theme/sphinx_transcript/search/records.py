"""Records of pages for the index, kept from one build to the next beside the doctrees.

A build writes the pages that have changed, and sees the text of these alone. All of a record is
packed, so that all records are loaded at once, and is unpacked where it is needed.
"""

from __future__ import annotations

import json
import marshal
import os
import pickle
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_transcript.search.last_index import LastIndex
from sphinx_transcript.search.page_text import page_sections
from sphinx_transcript.search.postings import page_scores
from sphinx_transcript.search.words import words_of
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.search.words import Stemmer

_VERSION = (6, sys.implementation.cache_tag)
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


@dataclass(slots=True)
class RecordStore:
    """What is known of the pages in an output folder."""

    records: dict[str, Record] = field(default_factory=dict)
    written: str = ""
    """A digest of the index that was last written, and of what it was made from but the records."""
    is_changed: bool = True
    """Whether this build has changed a record."""
    commands: dict[str, str] = field(default_factory=dict)
    """The addresses of the commands that pages show."""
    commands_key: str = ""
    """The digest of what these follow from."""
    noted: set[str] = field(default_factory=set)
    """The pages that this build writes."""
    changed: dict[str, Record | None] = field(default_factory=dict)
    """The earlier records of those that have another one now."""
    last: LastIndex = field(default_factory=LastIndex)
    """The index that was last written."""

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


def load_store(app: Sphinx) -> RecordStore:
    """Return the records of the last build; none, if they can't be read."""
    try:
        version, records, *others = pickle.loads(_path(app).read_bytes())  # noqa: S301 (as Sphinx does)
        if version != _VERSION:
            return RecordStore()
        written, commands, key, last = others
        known = {name: Record(*each) for name, each in records.items()}
        return RecordStore(known, written, False, commands, key, last=LastIndex(*last))
    except Exception:
        return RecordStore()  # What a damaged pickle raises is not limited.


def save_store(app: Sphinx, store: RecordStore) -> None:
    """Save *store* for the next build."""
    path = _path(app)
    records: dict[str, Any] = {name: tuple(each) for name, each in sorted(store.records.items())}
    content = pickle.dumps(
        (
            *(_VERSION, records, store.written, store.commands, store.commands_key),
            store.last.as_tuple(),
        ),
        protocol=5,
    )
    try:
        write_atomically(path, content)
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        warn(f"can't write {path}: {error}", Subtype.STATE)


def _path(app: Sphinx) -> Path:
    """Return the file for this output folder; others may share the doctrees with it."""
    try:
        folder = os.path.relpath(app.outdir, app.doctreedir).replace(os.sep, "/")
    except ValueError:  # On Windows, each may be on another drive.
        folder = Path(app.outdir).as_posix()
    return Path(app.doctreedir, f"search-{app.builder.name}-{digest(folder, 4)}.pickle")
