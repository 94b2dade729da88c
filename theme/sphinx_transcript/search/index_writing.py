"""Writes the search index of the records of a build: updated, made anew, or left as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.blocks import Texts
from sphinx_transcript.search.documents import all_documents, left_out, searchable, source_of
from sphinx_transcript.search.index_files import IndexFiles, has_all_scripts, write_scripts
from sphinx_transcript.search.last_index import GONE, LastIndex, document_of, row_of
from sphinx_transcript.search.postings import InvertedIndex
from sphinx_transcript.search.records import RecordStore, save_store
from sphinx_transcript.search.words import Stemmer
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.unchanged_builds import is_unchanged

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.last_index import Row
    from sphinx_transcript.search.records import Record

_SOURCES = 32
"""The length of the digest of all that the index is made from but the records."""
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


def _is_last_index(app: Sphinx, store: RecordStore) -> bool:
    """Tell whether the index in the output folder is that of the records in *store*."""
    return not store.is_changed and has_all_scripts(app.outdir, store.written[_SOURCES:])


def write_index(app: Sphinx, store: RecordStore, listings: list[tuple[str, str]]) -> None:
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
    index = InvertedIndex(stemmer_of(app), last.packed, last.pages, places)
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
