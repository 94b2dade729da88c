"""Builds the search index: notes the text of each page that is written, and writes the shards."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.blocks import Texts
from sphinx_transcript.search.documents import all_documents, left_out, searchable, source_of
from sphinx_transcript.search.index_files import (
    IndexFiles,
    has_all_scripts,
    remove_scripts,
    write_scripts,
)
from sphinx_transcript.search.last_index import GONE, LastIndex, document_of, row_of
from sphinx_transcript.search.postings import InvertedIndex
from sphinx_transcript.search.records import (
    RecordStore,
    load_store,
    make_record,
    remove_store,
    remove_stores_of_others,
    save_store,
    store_path,
)
from sphinx_transcript.search.words import Stemmer
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.document_guard import connect_document_handler, guarded
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.side_tasks import process_count, side_tasks
from sphinx_transcript.support.unchanged_builds import is_unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.last_index import Row
    from sphinx_transcript.search.records import Record
    from sphinx_transcript.support.worker_processes import WorkerTasks

_STORE = "_transcript_search_records"
"""The builder's attribute with the `RecordStore` of the build."""
_MANY_PAGES = 100
"""The index of as many takes longer to write than it takes to start a process."""
_NICENESS = 5
"""See `os.nice`."""
_SOURCES = 32
"""The length of the digest of all that the index is made from but the records."""
_STEMMER = "_transcript_search_stemmer"
"""The builder's attribute with the `Stemmer` of the build."""


class IndexBuilder:
    """The handlers of a build.

    *is_wanted* tells whether the site has this search, and *listings* are the pages that list
    others, which are offered where nothing is found.
    """

    def __init__(
        self,
        is_wanted: Callable[[Sphinx], bool],
        listings: Callable[[Sphinx], list[tuple[str, str]]],
    ) -> None:
        self._is_wanted = is_wanted
        self._listings = listings
        self._tasks: WorkerTasks | None = None
        """The process that writes the index, if another one than the main process does."""
        self._reads_documents = True

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers."""
        app.connect("env-before-read-docs", self._note_reading)
        app.connect("env-updated", remove_stores_of_others)
        app.connect("env-updated", self._load, priority=900)
        # After the pages have been compared with those of the last build.
        app.connect("env-get-updated", self._load_for_others, priority=950)
        # After all transforms and extensions have changed the page.
        connect_document_handler(
            app, "doctree-resolved", self._note, "the text for the search", priority=950
        )
        app.connect("html-collect-pages", self._write_beside)
        app.connect("build-finished", self._write, priority=400)

    def _note_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Handle ``env-before-read-docs``: note whether a document is going to be read."""
        self._reads_documents = bool(docnames)

    def _load(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: load the records; ask for pages without one to be written."""
        builder: Any = app.builder
        if not (writes_site(app) and builder.search and self._is_wanted(app)):
            return []
        store = load_store(app)
        setattr(builder, _STORE, store)
        if self._reads_documents:
            # So that pages are written whose records turn out to be damaged.
            store.load()
        return sorted(searchable(app, left_out(app)) - store.names)

    def _load_for_others(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``: likewise where no document is read, but pages change."""
        store: RecordStore | None = getattr(app.builder, _STORE, None)
        if store is None or is_unchanged(app):
            return []
        store.load()
        return sorted(searchable(app, left_out(app)) - store.names)

    def _note(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: note the text of a page that is about to be written."""
        store: RecordStore | None = getattr(app.builder, _STORE, None)
        source = source_of(app)
        if store is None or (source and source.is_embedding()):
            return
        if getattr(app.builder, "indexer", None) is None:
            return  # Documents are checked, and no page is going to be written.
        store.note(docname, make_record(doctree, _stemmer(app)))

    def _write_beside(self, app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
        """Handle ``html-collect-pages``: have another process write the index of many pages.

        All pages have been noted by then.
        """
        store: RecordStore | None = getattr(app.builder, _STORE, None)
        if store is not None and len(store.noted) >= _MANY_PAGES and process_count(app) > 1:
            self._tasks = side_tasks(1)
            self._tasks.add_task(
                lambda _: self._write_slowly(app, store), "its work: the search index"
            )
        return []

    def _write_slowly(self, app: Sphinx, store: RecordStore) -> None:
        """Write the index in a process of its own, which leaves the processors to those of pages.

        The build waits for these first, and for the index last.
        """
        os.nice(_NICENESS)
        self._write_files(app, store)

    def _write_files(self, app: Sphinx, store: RecordStore) -> None:
        with guarded("the search index", None):
            _write_index(app, store, self._listings(app))
            return
        # Without it, the next build writes all pages and an index of them.
        remove_store(store_path(app))

    def _write(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: write the index."""
        store: RecordStore | None = vars(app.builder).pop(_STORE, None)
        tasks, self._tasks = self._tasks, None
        if tasks and exception is None:
            tasks.join()
        elif tasks:
            tasks.terminate()
        if exception is not None:
            if store is not None and store.noted:
                store.forget_noted()
                save_store(app, store)
        elif tasks:
            return
        elif store is not None and getattr(app.builder, "indexer", None) is not None:
            self._write_files(app, store)
        elif store is None and writes_site(app):
            remove_scripts(app.outdir)
            remove_store(store_path(app))


def _stemmer(app: Sphinx) -> Stemmer:
    builder: Any = app.builder
    known: Stemmer | None = getattr(builder, _STEMMER, None)
    if known is None:
        language = builder.indexer.lang
        known = Stemmer(language.stem, language.stopwords)
        setattr(builder, _STEMMER, known)
    return known


def _stemmer_version(app: Sphinx) -> str:
    """Return a digest of the script with the stemmer and the stop words, which browsers keep."""
    builder: Any = app.builder
    return digest(repr(sorted(builder.indexer.context_for_searchtool().items())), 4)


def _is_last_index(app: Sphinx, store: RecordStore) -> bool:
    """Tell whether the index in the output folder is that of the records in *store*."""
    return not store.is_changed and has_all_scripts(app.outdir, store.written[_SOURCES:])


def _write_index(app: Sphinx, store: RecordStore, listings: list[tuple[str, str]]) -> None:
    """Write the index of the records in *store*, unless that of the last build is the same."""
    if is_unchanged(app) and _is_last_index(app, store):
        return
    # Before the pages are chosen: the records may turn out to be damaged.
    store.load()
    hidden = left_out(app)
    documents = all_documents(app, hidden)
    is_new, commands = _commands(app, store, hidden)
    pages = searchable(app, hidden) & store.names
    facts = {
        "language": str(app.config.language or "en"),
        "listings": listings,
        "stemmer": _stemmer_version(app),
    }
    options = (app.config.html_search_language, app.config.html_search_options)
    # The text of tuples is made much faster than that of dataclasses.
    rows = [row_of(document) for document in documents]
    parts = (rows, sorted(commands.items()), sorted(pages), facts, options)
    sources = digest(repr(parts), _SOURCES // 2)
    if store.written.startswith(sources) and _is_last_index(app, store):
        if is_new:
            save_store(app, store)
        return
    if not has_all_scripts(app.outdir, store.written[_SOURCES:]):
        store.last = LastIndex()
    files = _index_files(
        app,
        store,
        documents,
        rows,
        commands=commands,
        facts=facts,
        pages=pages,
        options=repr((facts, options)),
    )
    store.written = sources + write_scripts(app.outdir, files.scripts, files.kept)
    save_store(app, store)


def _index_files(
    app: Sphinx,
    store: RecordStore,
    documents: Sequence[Document],
    rows: list[Row],
    *,
    commands: dict[str, str],
    facts: dict[str, Any],
    pages: set[str],
    options: str,
) -> IndexFiles:
    """Return the files of the index of *documents*, and leave the records of *pages* alone.

    *rows* are the documents as rows. *options* are those of the search. If they are the same, the
    index of the last build is updated.
    """
    last = store.last
    # The records of the last build's pages: what they were, and which are no longer searched.
    earlier = {**store.records, **store.changed}
    others = {*store.changed, *(store.records.keys() - pages)}
    store.records = {name: store.records[name] for name in sorted(pages)}
    places = last.places(rows, others) if last.options == options else None
    if places is None:
        last, places = LastIndex(), []
    index = InvertedIndex(_stemmer(app), last.packed, last.pages, places)
    for number, place in enumerate(places):
        if place == GONE:
            document = document_of(last.rows[number])
            index.remove(number, document, _record(earlier, document))
    kept = set(places)
    for number, document in enumerate(documents):
        if number not in kept:
            index.add(number, document, _record(store.records, document))
    files = IndexFiles()
    files.add_facts(documents, facts)
    packed = index.postings()
    files.add_table("terms", packed)
    if index.has_last_words():
        words = files.keep_table("words", last.words)
    else:
        words = files.add_table("words", index.words())
    files.add_table("commands", commands)
    blocks = files.add_documents(
        documents, Texts(store.records), lambda block: last.block(block, places)
    )
    files.close()
    counts = {word: count for word, count in index.pages.items() if count > 0}
    store.last = LastIndex(rows, options, packed, counts, blocks, words)
    return files


def _record(records: Mapping[str, Record | None], document: Document) -> Record | None:
    """Return the record of the page of *document*; None for what is on a page."""
    return records.get(document.docname) if document.kind not in {"object", "term"} else None


def _commands(
    app: Sphinx, store: RecordStore, hidden: Collection[str]
) -> tuple[bool, dict[str, str]]:
    """Return the addresses of the commands that pages show, as JSON, by command.

    They are looked for only if they can have changed; also tell whether they were.
    """
    source = source_of(app)
    key = source.commands_key(hidden) if source else ""
    is_new = key != store.commands_key
    if is_new:
        store.commands_key = key
        store.commands = dict(source.commands(hidden) if source else {})
    return is_new, {
        command: json.dumps(address, ensure_ascii=False)
        for command, address in store.commands.items()
    }
