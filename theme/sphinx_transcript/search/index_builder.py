"""Builds the search index: notes the text of each page that is written, and has it written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.documents import left_out, searchable, source_of
from sphinx_transcript.search.index_files import remove_scripts
from sphinx_transcript.search.index_writing import stemmer_of, write_index
from sphinx_transcript.search.records import (
    RecordStore,
    load_store,
    make_record,
    remove_store,
    remove_stores_of_others,
    save_store,
    store_path,
)
from sphinx_transcript.support.document_guard import connect_document_handler, guarded
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.side_tasks import process_count, side_tasks
from sphinx_transcript.support.unchanged_builds import is_unchanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.support.worker_processes import WorkerTasks

_STORE = "_transcript_search_records"
"""The builder's attribute with the `RecordStore` of the build."""
_MANY_PAGES = 100
"""The index of as many takes longer to write than it takes to start a process."""
_NICENESS = 5
"""See `os.nice`."""


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

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers."""
        app.connect("env-updated", remove_stores_of_others)
        # After the pages have been compared with those of the last build.
        app.connect("env-get-updated", self._load, priority=950)
        # After all transforms and extensions have changed the page.
        connect_document_handler(
            app, "doctree-resolved", self._note, "the text for the search", priority=950
        )
        app.connect("html-collect-pages", self._write_beside)
        app.connect("build-finished", self._write, priority=400)

    def _load(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``: load the store; ask for pages without a record."""
        builder: Any = app.builder
        if not (writes_site(app) and builder.search and self._is_wanted(app)):
            return []
        store = load_store(app)
        setattr(builder, _STORE, store)
        if not is_unchanged(app):
            # So that pages are written whose records turn out to be damaged.
            store.check()
        return sorted(searchable(app, left_out(app)) - store.names)

    def _note(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: note the text of a page that is about to be written."""
        store: RecordStore | None = getattr(app.builder, _STORE, None)
        source = source_of(app)
        if store is None or (source and source.is_embedding()):
            return
        if getattr(app.builder, "indexer", None) is None:
            return  # Documents are checked, and no page is going to be written.
        store.note(docname, make_record(doctree, stemmer_of(app)))

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
            write_index(app, store, self._listings(app))
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
