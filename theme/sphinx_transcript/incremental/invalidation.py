"""Invalidates pages whose content depends on other documents.

Sphinx writes the pages of the documents that it reads. A page can also show parts of other
documents: their titles, rows of a listing, neighbours, entries of a toctree. This module finds the
pages where such a part has changed. Sphinx writes them without reading their sources again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_transcript.feeds.entry_content import EntryContents
from sphinx_transcript.incremental.build_fingerprint import (
    BuildFingerprint,
    documents_digest,
    fingerprint_of,
    load_command_inputs,
    save_fingerprint,
)
from sphinx_transcript.incremental.change_reach import CommandInputs, LastPosts
from sphinx_transcript.incremental.change_scope import ChangeScope, change_scope
from sphinx_transcript.incremental.current_manifest import current_manifest
from sphinx_transcript.incremental.dependencies import text_digest
from sphinx_transcript.incremental.frame_pages import FramePages
from sphinx_transcript.incremental.generated_pages import outdated_generated_pages, pages_to_write
from sphinx_transcript.incremental.image_names import assign_image_names, copy_post_images
from sphinx_transcript.incremental.leftovers import (
    remove_files,
    remove_leftovers,
    remove_stale_indices,
    remove_stale_sphinx_files,
)
from sphinx_transcript.incremental.manifest import (
    Manifest,
    has_manifest,
    load_manifest,
    save_manifest,
)
from sphinx_transcript.incremental.manifest_updates import final_manifest, interim_manifest
from sphinx_transcript.incremental.missing_files import has_all_files
from sphinx_transcript.incremental.outdated_documents import (
    hidden_documents,
    outdated_documents,
)
from sphinx_transcript.incremental.page_bodies import note_body, shorten_records
from sphinx_transcript.incremental.search_index import lacks_search_index
from sphinx_transcript.incremental.write_failures import WriteFailures
from sphinx_transcript.pages.generated.page_plan import note_outdated_pages
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.site.files import write_site_files
from sphinx_transcript.support.html_builders import (
    INDEX_TEMPLATES,
    output_name,
    writes_pages,
    writes_site,
)
from sphinx_transcript.support.page_events import connect_page_handler
from sphinx_transcript.support.unchanged_builds import note_unchanged
from sphinx_transcript.theme import not_found_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.feeds.model import EntryText
    from sphinx_transcript.incremental.outdated_documents import Reasons
    from sphinx_transcript.support.page_events import Page


class Invalidation:
    """Decides which pages a build rewrites.

    The life of one build, by Sphinx's events:

    1. ``env-get-outdated``, ``env-before-read-docs``: note which documents Sphinx has read in
       earlier builds, and which it is going to read.
    2. ``env-get-updated``, after Sphinx has assigned all numbers: compare digests of all pages with
       the manifest; return outdated documents.
    3. ``write-started``, ``doctree-resolved``: drop needless writes; note which pages are written.
    4. ``html-collect-pages``: write outdated generated pages, feeds and other files of the site.
    5. ``build-finished``: save the manifest and the fingerprint for the next build.

    Each application has its own instance, so that builds in one process do not share state.
    """

    def __init__(self) -> None:
        self._previous = Manifest()
        """The manifest that the previous build left."""
        self._current = Manifest()
        """What the output folder holds when all outdated pages are written."""
        self._fingerprint = BuildFingerprint("", "")
        self._scope = ChangeScope.ANY_PAGE
        self._foreign_files: set[str] = set()
        """The pages that other extensions have generated in this build."""
        self._index_files: set[str] = set()
        self.read: set[str] = set()
        """The docnames that this build reads."""
        self._loaded = ""
        """The digest of the documents in the environment, as the last build left it."""
        self._last_posts = LastPosts()
        """The posts in the environment, likewise."""
        self.reasons: Reasons = {}
        """Why pages are outdated, by docname, apart from those of documents that are read."""
        self.written: set[str] = set()
        """The docnames whose pages this build writes."""
        self.generated_reasons: Reasons = {}
        """Why generated pages are written, by page name."""
        self._files_to_rebuild: dict[str, set[str]] = {}
        """The environment's attribute of this name, to be restored after the build."""
        self._frame_pages = FramePages()
        self._entry_contents = EntryContents()
        self._failures = WriteFailures()

    @property
    def generated_count(self) -> int:
        """The number of generated pages that the site has."""
        return len(self._current.generated)

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers to the events of *app*."""
        # Priority 900: after all extensions that still change a document.
        app.connect("env-get-outdated", self.note_loaded_documents)
        app.connect("env-before-read-docs", self.note_read_documents, priority=900)
        # Sphinx numbers sections and figures on this event, at priority 500.
        app.connect("env-get-updated", self.find_outdated_documents, priority=900)
        app.connect("write-started", self.skip_toctree_parents)
        app.connect("doctree-resolved", self.note_written_page, priority=900)
        self._entry_contents.connect(app)
        connect_page_handler(
            app, note_body, "the record of the text", priority=1, only_documents=True
        )
        connect_page_handler(app, self.note_index_page, "the record of the page")
        app.connect("html-collect-pages", self.write_generated_files)
        app.connect("build-finished", self.save_state, priority=400)
        app.connect("build-finished", self._failures.end)

    def note_loaded_documents(self, app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
        """Handle ``env-get-outdated``: note when documents were read before this build."""
        note_unchanged(app, is_unchanged=False)
        self._loaded = documents_digest(env)
        self._last_posts = LastPosts(dict(blog_domain(env).posts), load_command_inputs(app))
        self._failures.begin()
        return []

    def note_read_documents(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Handle ``env-before-read-docs``: note the documents that this build reads."""
        self.read = set(docnames)

    def find_outdated_documents(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``: return the documents whose pages have to be written again.

        Also remove leftovers, and save an interim manifest in case the build is killed.
        """
        self.reasons = {}
        if not has_manifest(app):
            return []
        self._begin(app)
        previous, current = self._previous, self._current
        if self._scope is ChangeScope.NO_PAGE:
            self.reasons = hidden_documents(previous)
            return sorted(self.reasons)
        if current.common != previous.common:
            # The extensions that made them write them again only if they are missing.
            remove_files(app, previous.foreign)
        taken = remove_leftovers(app, previous, current)
        self.reasons, by_content = outdated_documents(app, previous, current, taken)
        if self.reasons or self.read:
            pending = self.reasons.keys() | self.read
            save_manifest(app, interim_manifest(previous, current, pending))
        others = self.reasons.keys() - self._frame_pages.take(
            app, by_content - self.read, previous, current
        )
        if not others and self.read.isdisjoint(current.digests):
            # Sphinx saves the environment, and ends a build, only if it writes a page itself.
            self._frame_pages.clear()
            return sorted(self.reasons)
        return sorted(others)

    def skip_toctree_parents(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: keep Sphinx from writing toctree parents needlessly.

        For each page that Sphinx writes, it also writes the pages whose toctrees contain it. That
        is only needed for a document that was read, since only then can its title have changed.
        """
        env = app.env
        self._files_to_rebuild = env.files_to_rebuild
        env.files_to_rebuild = {
            docname: parents
            for docname, parents in self._files_to_rebuild.items()
            if docname in self.read
        }

    def note_written_page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``, in the main process: note that a page is written."""
        if blog_domain(app.env).is_embedding:
            return
        self.written.add(docname)

    def note_index_page(self, page: Page) -> None:
        """Note the file of an index or of the 404 page: Sphinx never removes a stale one."""
        if page.template in INDEX_TEMPLATES:
            self._index_files.add(output_name(page.app, page.name))
        elif page.template == not_found_page.TEMPLATE:
            path = not_found_page.output_path(page.app)
            self._index_files.add(path.relative_to(page.app.outdir).as_posix())
        elif page.doctree is None and page.name not in self._current.generated:
            self._foreign_files.add(output_name(page.app, page.name))

    def write_generated_files(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Handle ``html-collect-pages``: yield generated pages, then write the site's files."""
        self.generated_reasons = outdated_generated_pages(app, self._previous, self._current)
        if self._current.generated:
            note_outdated_pages(app, self.generated_reasons)
        self._frame_pages.write(app, self.written)
        yield from pages_to_write(app, self.generated_reasons)
        if app.builder.name == "epub":
            # Sphinx lists all files in the output folder before the build has finished.
            self._remove_stale_indices(app)
        if writes_pages(app):
            copy_post_images(app)
        if self._scope is ChangeScope.OWN_PAGES:
            write_site_files(app, self._entry_texts(app), self.read)
        elif self._scope is not ChangeScope.NO_PAGE and writes_site(app):
            write_site_files(app, self._entry_texts(app))

    def _entry_texts(self, app: Sphinx) -> dict[str, EntryText]:
        digests = {name: text_digest(each) for name, each in self._current.digests.items()}
        return self._entry_contents.by_docname(app, digests)

    def save_state(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: save the manifest and the fingerprint for the next build."""
        if self._files_to_rebuild:
            app.env.files_to_rebuild = self._files_to_rebuild
        self._frame_pages.clear()
        remove_stale_sphinx_files(app)
        if exception is not None or not self._current.digests:
            return
        if self._failures.has_failed:
            pending = self.read | self.written | self.reasons.keys() | self.generated_reasons.keys()
            save_manifest(app, interim_manifest(self._previous, self._current, pending))
            save_fingerprint(app, None, CommandInputs())
            return
        kept = {file for file in self._previous.foreign if has_all_files(app, [file])}
        manifest = replace(
            final_manifest(self._previous, self._current, self.written),
            foreign=sorted(self._foreign_files | kept),
            indices=sorted(self._index_files),
        )
        self._remove_stale_indices(app)
        save_manifest(app, manifest)
        shorten_records(app)
        is_complete = manifest.digests == self._current.digests
        save_fingerprint(app, self._fingerprint if is_complete else None, self._inputs(app))

    def _remove_stale_indices(self, app: Sphinx) -> None:
        remove_stale_indices(app, self._previous.indices, self._index_files, self._current.pages)

    def _inputs(self, app: Sphinx) -> CommandInputs:
        """Return what the commands on the pages follow from, for the next build."""
        if self._scope in {ChangeScope.NO_PAGE, ChangeScope.OWN_PAGES}:
            return self._last_posts.inputs  # They are the same, and take time to find.
        return CommandInputs.of(app)

    def _begin(self, app: Sphinx) -> None:
        """Start from the state of the previous build, and compute that of this one."""
        assign_image_names(app.env)
        previous = load_manifest(app)
        if lacks_search_index(app):
            # Sphinx indexes only the documents whose pages it writes, so write all of them.
            previous = replace(previous, digests={})
            builder: Any = app.builder
            # Sphinx fails where json's or pickle's is damaged.
            remove_files(app, [builder.searchindex_filename])
        self._previous = previous
        for names in (self.written, self._index_files, self._foreign_files):
            names.clear()
        self._files_to_rebuild = {}
        self._entry_contents.begin()
        self._fingerprint = fingerprint_of(app)
        self._scope = change_scope(app, self._fingerprint, previous, self.read, self._loaded)
        note_unchanged(app, is_unchanged=self._scope is ChangeScope.NO_PAGE)
        self._current = current_manifest(app, self._scope, previous, self.read, self._last_posts)
