"""Writes the search index of the records of a build: updated, made anew, or left as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.blocks import Texts
from sphinx_transcript.search.documents import all_documents, left_out, searchable, source_of
from sphinx_transcript.search.index_files import Folder, IndexFiles
from sphinx_transcript.search.last_index import GONE, LastIndex, document_of, row_of
from sphinx_transcript.search.postings import InvertedIndex
from sphinx_transcript.search.records import save_store
from sphinx_transcript.search.words import Stemmer
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.unchanged_builds import is_unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.last_index import Row
    from sphinx_transcript.search.records import Record, RecordStore

_STEMMER = "_transcript_search_stemmer"
"""The builder's attribute with the `Stemmer` of the build."""


def stemmer_of(app: Sphinx) -> Stemmer:
    """Return the stemmer of the build's language."""
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


def write_index(app: Sphinx, store: RecordStore, listings: list[tuple[str, str]]) -> None:
    """Write the index of the records in *store*, unless that of the last build is the same."""
    folder = Folder(app.outdir)
    is_there = folder.has_all(store.written)
    if is_unchanged(app) and is_there and not store.is_changed:
        return
    if is_unchanged(app):
        # Before the pages are chosen: the records may turn out to be damaged. In other builds they
        # are checked when they are loaded.
        store.check()
    hidden = left_out(app)
    documents = all_documents(app, hidden)
    source = source_of(app)
    # They are looked for only if they can have changed.
    commands, commands_key = store.commands, source.commands_key(hidden) if source else ""
    # A page that the last build left outdated is written by this one, where nothing else changes.
    if commands_key != store.commands_key or not store.noted.isdisjoint(commands):
        found = source.commands(hidden, store.commands, store.noted) if source else {}
        commands = dict(found)
    pages = searchable(app, hidden) & store.names
    facts = {
        "language": str(app.config.language or "en"),
        "listings": listings,
        "stemmer": _stemmer_version(app),
    }
    options = repr((facts, app.config.html_search_language, app.config.html_search_options))
    # Tuples are compared much faster than dataclasses.
    rows = [row_of(document) for document in documents]
    if not is_there:
        store.last = LastIndex()
    is_same = is_there and not store.is_changed and [*commands.items()] == [*store.commands.items()]
    is_known = commands_key == store.commands_key
    store.commands, store.commands_key = commands, commands_key
    if is_same and (store.last.rows, store.last.options) == (rows, options):
        if not is_known:
            save_store(app, store)
        return
    files = _index_files(app, store, documents, rows, facts=facts, pages=pages, options=options)
    store.written = folder.write(files.scripts, files.kept)
    save_store(app, store)


def _index_files(
    app: Sphinx,
    store: RecordStore,
    documents: Sequence[Document],
    rows: list[Row],
    *,
    facts: dict[str, Any],
    pages: set[str],
    options: str,
) -> IndexFiles:
    """Return the files of the index of *documents*, and leave the records of *pages* alone.

    *rows* are the documents as rows. *options* are those of the search. If they are the same, the
    index of the last build is updated.
    """
    last = store.last
    places = None
    if last.options == options:
        places = last.places(rows, {*store.changed, *(store.names - pages)})
    if places is None:
        last, places = LastIndex(), []
    index = InvertedIndex(stemmer_of(app), last.packed, last.pages, places)
    for number, place in enumerate(places):
        if place == GONE:
            document = document_of(last.rows[number])
            index.remove(number, document, _record_of(document, store.earlier))
    store.keep(pages)
    kept = set(places)
    for number, document in enumerate(documents):
        if number not in kept:
            index.add(number, document, _record_of(document, store.records.get))
    files = IndexFiles()
    files.add_facts(documents, facts)
    packed, changed = index.postings()
    terms = files.add_terms(packed, last.terms, changed)
    if index.has_last_words():
        words = files.keep_table("words", last.words)
    else:
        words = files.add_table("words", index.words())
    files.add_table("commands", _addresses(app, store.commands))
    blocks = files.add_documents(
        documents, Texts(store.records), lambda block: last.block(block, places)
    )
    files.close()
    counts = {word: count for word, count in index.pages.items() if count > 0}
    store.last = LastIndex(rows, options, packed, counts, blocks, words, terms)
    return files


def _addresses(app: Sphinx, commands: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the addresses, as JSON, of the *commands* of pages."""
    addresses: dict[str, str] = {}
    for name, shown in commands.items():
        address = json.dumps(app.builder.get_target_uri(name), ensure_ascii=False)
        for command in shown:
            addresses.setdefault(command, address)
    return addresses


def _record_of(document: Document, record: Callable[[str], Record | None]) -> Record | None:
    """Return the record of the page of *document*; None for what is on a page."""
    is_page = document.docname and document.kind not in {"object", "term"}
    return record(document.docname) if is_page else None
