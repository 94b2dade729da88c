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
    fingerprint_of,
    save_fingerprint,
)
from sphinx_transcript.incremental.change_scope import ChangeScope, change_scope
from sphinx_transcript.incremental.generated_pages import outdated_generated_pages
from sphinx_transcript.incremental.image_names import assign_image_names, copy_post_images
from sphinx_transcript.incremental.leftovers import (
    remove_leftovers,
    remove_stale_indices,
    remove_stale_sphinx_files,
)
from sphinx_transcript.incremental.manifest import (
    SITE,
    Manifest,
    has_manifest,
    load_manifest,
    save_manifest,
)
from sphinx_transcript.incremental.page_digests import generated_digests, page_digests
from sphinx_transcript.incremental.page_files import all_page_files, asset_files
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.site.files import write_site_files
from sphinx_transcript.support.html_builders import (
    INDEX_TEMPLATES,
    output_name,
    writes_pages,
    writes_site,
)
from sphinx_transcript.support.page_events import connect_page_handler
from sphinx_transcript.theme import not_found_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.support.page_events import Page


class Invalidation:
    """Decides which pages a build rewrites.

    The life of one build, by Sphinx's events:

    1. ``env-before-read-docs``: note which documents Sphinx is going to read.
    2. ``env-updated``: compare digests of all pages with the manifest; return outdated documents.
    3. ``write-started``, ``doctree-resolved``: drop needless writes; note which pages are written.
    4. ``html-collect-pages``: write outdated generated pages, feeds and other files of the site.
    5. ``build-finished``: save the manifest and the fingerprint for the next build.

    Each application has its own instance, so that builds in one process do not share state.
    """

    def __init__(self) -> None:
        self._previous = Manifest()
        """The manifest that the previous build left."""
        self._fingerprint = BuildFingerprint("", "")
        self._scope = ChangeScope.ANY_PAGE
        self._page_digests: dict[str, str] = {}
        """By docname."""
        self._generated_digests: dict[str, str] = {}
        """By page name."""
        self._page_files: dict[str, list[str]] = {}
        """The files of each page, by page name."""
        self._assets: list[str] = []
        self._index_files: set[str] = set()
        self._read: set[str] = set()
        """The docnames that this build reads."""
        self._written: set[str] = set()
        """The docnames whose pages this build writes."""
        self._files_to_rebuild: dict[str, set[str]] = {}
        """The environment's attribute of this name, to be restored after the build."""
        self._entry_contents = EntryContents()

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers to the events of *app*."""
        # Priority 900: after all extensions that still change a document.
        app.connect("env-before-read-docs", self.note_read_documents, priority=900)
        app.connect("env-updated", self.find_outdated_documents, priority=900)
        app.connect("write-started", self.skip_toctree_parents)
        app.connect("doctree-resolved", self.note_written_page, priority=900)
        app.connect("doctree-resolved", self._entry_contents.render_resolved, priority=950)
        connect_page_handler(app, self.note_index_page)
        app.connect("html-collect-pages", self.write_generated_files)
        app.connect("build-finished", self.save_state, priority=400)

    def note_read_documents(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Handle ``env-before-read-docs``: note the documents that this build reads."""
        self._read = set(docnames)

    def find_outdated_documents(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the documents whose pages have to be written again.

        Also remove leftovers, and save an interim manifest in case the build is killed.
        """
        if not has_manifest(app):
            return []
        self._begin(app)
        if self._scope is ChangeScope.NO_PAGE:
            return []
        self._digest_pages(app)
        outdated = remove_leftovers(app, self._previous, self._page_files)
        outdated |= _changed_names(self._page_digests, self._previous.digests)
        outdated &= self._page_digests.keys()
        generated = self._generated_digests.keys() | self._previous.generated.keys()
        removed = self._previous.digests.keys() - self._page_digests.keys() - generated
        if removed and not outdated:
            # Sphinx saves an environment without the removed documents only if it writes a page.
            outdated.add(app.config.root_doc)
        self._assets = sorted(set(asset_files(app)))
        if outdated or self._read:
            save_manifest(app, self._interim_manifest(outdated | self._read))
        return sorted(outdated)

    def skip_toctree_parents(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: keep Sphinx from writing toctree parents needlessly.

        For each page that Sphinx writes, it also writes the pages whose toctrees contain it. That
        is only needed for a document that was read, since only then can its title have changed.
        """
        env = app.env
        if env.numbered_toctrees:
            return  # Section numbers also change if other documents are read.
        self._files_to_rebuild = env.files_to_rebuild
        env.files_to_rebuild = {
            docname: parents
            for docname, parents in self._files_to_rebuild.items()
            if docname in self._read
        }

    def note_written_page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``, in the main process: note that a page is written."""
        if blog_domain(app.env).is_embedding:
            return
        self._written.add(docname)

    def note_index_page(self, page: Page) -> None:
        """Note the file of an index or of the 404 page: Sphinx never removes a stale one."""
        if page.template in INDEX_TEMPLATES:
            self._index_files.add(output_name(page.app, page.name))
        elif page.template == not_found_page.TEMPLATE:
            path = not_found_page.output_path(page.app)
            self._index_files.add(path.relative_to(page.app.outdir).as_posix())

    def write_generated_files(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Handle ``html-collect-pages``: yield generated pages, then write the site's files."""
        yield from outdated_generated_pages(app, self._previous.generated, self._generated_digests)
        if writes_pages(app):
            copy_post_images(app)
        if self._scope is ChangeScope.OWN_PAGES:
            contents = self._entry_contents.by_docname(app, self._page_digests)
            write_site_files(app, contents, self._read)
        elif self._scope is ChangeScope.ANY_PAGE and writes_site(app):
            write_site_files(app, self._entry_contents.by_docname(app, self._page_digests))

    def save_state(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: save the manifest and the fingerprint for the next build."""
        if self._files_to_rebuild:
            app.env.files_to_rebuild = self._files_to_rebuild
        remove_stale_sphinx_files(app)
        if exception is not None or not self._page_digests:
            return
        current = self._manifest()
        remove_stale_indices(app, self._previous, current)
        save_manifest(app, current)
        is_complete = current.digests == self._page_digests
        save_fingerprint(app, self._fingerprint if is_complete else None)

    def _begin(self, app: Sphinx) -> None:
        """Start from the state of the previous build."""
        assign_image_names(app.env)
        self._previous = load_manifest(app)
        self._written.clear()
        self._entry_contents.begin()
        self._page_digests, self._generated_digests = {}, {}
        self._fingerprint = fingerprint_of(app)
        self._scope = change_scope(app, self._fingerprint, self._previous, self._read)

    def _digest_pages(self, app: Sphinx) -> None:
        """Digest what the pages show, and list their files; unaffected pages keep both."""
        if self._scope is ChangeScope.OWN_PAGES:
            self._page_digests = {**self._previous.digests, **page_digests(app, self._read)}
            self._generated_digests = self._previous.generated
            self._page_files = dict(self._previous.pages)
        else:
            self._page_digests = page_digests(app, app.env.found_docs)
            self._generated_digests = generated_digests(app) if writes_site(app) else {}
            self._page_files = all_page_files(app, self._generated_digests)

    def _interim_manifest(self, pending: Set[str]) -> Manifest:
        """Return a manifest without the *pending* documents, whose pages are still to be written.

        If this build is killed, the next one finds no digest of such a page and writes it.
        """
        previous = self._previous
        changed = _changed_names(previous.generated, self._generated_digests)
        return replace(
            previous,
            digests=_without(previous.digests, pending),
            generated=_without(previous.generated, changed),
            pages={**previous.pages, **self._page_files},
        )

    def _manifest(self) -> Manifest:
        """Return the manifest of the finished build."""
        previous = self._previous.digests
        # A page that this build did not write still shows what it showed before.
        digests = {
            docname: current if docname in self._written else previous[docname]
            for docname, current in self._page_digests.items()
            if docname in self._written or docname in previous
        }
        known = digests.keys() | self._generated_digests.keys() | {SITE}
        return Manifest(
            digests=dict(sorted(digests.items())),
            generated=dict(sorted(self._generated_digests.items())),
            pages={name: self._page_files[name] for name in sorted(known)},
            assets=self._assets,
            indices=sorted(self._index_files),
        )


def _changed_names(current: dict[str, str], other: dict[str, str]) -> set[str]:
    """Return the names in *current* whose digest is missing in *other* or differs there."""
    return {name for name, digest in current.items() if other.get(name) != digest}


def _without(digests: dict[str, str], names: Set[str]) -> dict[str, str]:
    return {name: digest for name, digest in digests.items() if name not in names}
