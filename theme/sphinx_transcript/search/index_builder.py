"""Builds the search index: notes the text of each page that is written, and writes the shards."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.documents import all_documents, searchable, source_of
from sphinx_transcript.search.index_files import (
    IndexFiles,
    index_digest,
    remove_scripts,
    write_scripts,
)
from sphinx_transcript.search.page_text import page_sections
from sphinx_transcript.search.postings import InvertedIndex, PageWords
from sphinx_transcript.search.record_store import (
    RecordStore,
    load_store,
    save_store,
    sections_of,
)
from sphinx_transcript.search.words import Stemmer, fold, split, with_parts
from sphinx_transcript.support.document_guard import connect_document_handler, guarded
from sphinx_transcript.support.html_builders import writes_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.search.record_store import Record

_STORE = "_transcript_search_records"
"""The builder's attribute with the `RecordStore` of the build."""


class IndexBuilder:
    """The handlers of a build; *is_wanted* tells whether the site has this search."""

    def __init__(self, is_wanted: Callable[[Sphinx], bool]) -> None:
        self._is_wanted = is_wanted

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers."""
        app.connect("env-updated", self._load, priority=900)
        # After all transforms and extensions have changed the page.
        connect_document_handler(
            app, "doctree-resolved", self._note, "the text for the search", priority=950
        )
        app.connect("build-finished", self._write, priority=400)

    def _is_active(self, app: Sphinx) -> bool:
        return writes_site(app) and self._is_wanted(app)

    def _load(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: load the records; ask for pages without one to be written."""
        if not self._is_active(app):
            return []
        store = load_store(app, index_digest(app.outdir))
        setattr(app.builder, _STORE, store)
        return sorted(searchable(app) - store.records.keys())

    def _note(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: note the text of a page that is about to be written."""
        store: RecordStore | None = getattr(app.builder, _STORE, None)
        source = source_of(app)
        if store is not None and not (source and source.is_embedding()):
            store.records[docname] = _record(doctree)

    def _write(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: write the index."""
        store: RecordStore | None = vars(app.builder).pop(_STORE, None)
        if exception is not None:
            return
        if store is None:
            if writes_site(app):
                remove_scripts(app.outdir)
            return
        with guarded("the search index", None):
            _write_index(app, store)


def _record(doctree: nodes.document) -> Record:
    sections = page_sections(doctree)
    text = "\n".join(section.text for section in sections)
    counts = Counter(with_parts(split(fold(text))))
    return tuple(map(tuple, sections)), json.dumps(counts, ensure_ascii=False)


def _write_index(app: Sphinx, store: RecordStore) -> None:
    documents = all_documents(app)
    kept = searchable(app)
    store.records = {name: store.records[name] for name in sorted(kept & store.records.keys())}
    builder: Any = app.builder
    language = builder.indexer.lang
    index = InvertedIndex(Stemmer(language.stem, language.stopwords))
    texts = {name: sections_of(record) for name, record in store.records.items()}
    for number, document in enumerate(documents):
        is_page = document.docname and document.kind not in {"object", "term"}
        record = store.records.get(document.docname) if is_page else None
        index.add(number, document, _page_words(record) if record else None)
    files = IndexFiles()
    files.add_facts(documents, str(app.config.language or "en"))
    files.add_table("terms", index.postings())
    files.add_table("words", index.words())
    files.add_table("commands", _commands(app))
    files.add_documents(documents, texts)
    files.close()
    write_scripts(app.outdir, files.scripts)
    store.index_digest = index_digest(app.outdir)
    save_store(app, store)


def _page_words(record: Record) -> PageWords:
    sections, words = record
    return PageWords(json.loads(words), [heading for _, heading, _ in sections if heading])


def _commands(app: Sphinx) -> dict[str, str]:
    """Return the addresses of the commands that pages show, as JSON, by command."""
    source = source_of(app)
    return {
        command: json.dumps(app.builder.get_target_uri(name), ensure_ascii=False)
        for command, name in (source.commands() if source else {}).items()
    }
