"""The words and texts of pages, kept from one build to the next beside the doctrees.

A build writes the pages that have changed, and sees the text of these alone.
"""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.search.page_text import Section
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_VERSION = 1

Record = tuple[tuple[tuple[str, ...], ...], str]
"""A page: its sections, and its words with their counts as JSON."""


@dataclass(slots=True)
class RecordStore:
    """What is known of the pages in an output folder."""

    records: dict[str, Record] = field(default_factory=dict)
    index_digest: str = ""
    """The digest of the index that the last build wrote from the records."""


def load_store(app: Sphinx, index_digest: str) -> RecordStore:
    """Return the records of the last build; none, unless it wrote the index with *index_digest*."""
    try:
        version, known, records = pickle.loads(_path(app).read_bytes())  # noqa: S301 (as Sphinx does)
    except Exception:
        return RecordStore()  # What a damaged pickle raises is not limited.
    if version != _VERSION or known != index_digest or not isinstance(records, dict):
        return RecordStore()
    return RecordStore(records, known)


def save_store(app: Sphinx, store: RecordStore) -> None:
    """Save *store* for the next build."""
    path = _path(app)
    content = pickle.dumps((_VERSION, store.index_digest, store.records), protocol=5)
    try:
        temporary = path.with_name(f"{path.name}.new")
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        warn(f"can't write {path}: {error}", Subtype.STATE)


def sections_of(record: Record) -> list[Section]:
    """Return the sections of a page."""
    return [Section(*section) for section in record[0]]


def _path(app: Sphinx) -> Path:
    """Return the file for this output folder; others may share the doctrees with it."""
    folder = os.path.relpath(app.outdir, app.doctreedir).replace(os.sep, "/")
    return Path(app.doctreedir, f"search-{app.builder.name}-{digest(folder, 4)}.pickle")
