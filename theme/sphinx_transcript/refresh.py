"""Has just those pages written again that show something which has changed elsewhere.

What a page shows of other documents is put into a digest. The digests of the pages in an output
folder are kept there; when all documents are read they are compared with those of now, and the
pages that differ are handed to Sphinx, which writes them without reading them again.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.environment import CONFIG_OK

from sphinx_transcript import output_folder, unchanged
from sphinx_transcript.digests import generated_digests, page_digests
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.feeds.bodies import Bodies
from sphinx_transcript.generated import site
from sphinx_transcript.generated.plan import plan
from sphinx_transcript.generated.render import head_title, render_body
from sphinx_transcript.html_builders import INDEX_TEMPLATES, output_name, writes_pages, writes_site
from sphinx_transcript.images import copy_post_images, settle_names
from sphinx_transcript.output_folder import Record
from sphinx_transcript.theme import not_found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Kind(Enum):
    """What has changed since the last build."""

    IDLE = auto()
    OWN_TEXT = auto()
    """The text of documents, and nothing that another page shows."""
    ANY = auto()


class Refresh:
    """The digests of one build. An application has one of its own, so that builds do not mix."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._generated: dict[str, str] = {}
        self._bodies = Bodies()
        self._kind = Kind.ANY
        self._state = unchanged.State("", "")
        self._written: set[str] = set()
        self._before = Record()
        self._read: set[str] = set()
        self._parents: dict[str, set[str]] = {}
        self._indices: set[str] = set()
        self._assets: list[str] = []
        self._pages: dict[str, list[str]] = {}

    def connect(self, app: Sphinx) -> None:
        """Take part in the build of *app*."""
        output_folder.register(app)
        # After every extension that still changes what a document says.
        app.connect("env-before-read-docs", self.note_read, priority=900)
        app.connect("env-updated", self.find_outdated, priority=900)
        app.connect("write-started", self.spare_parents)
        app.connect("doctree-resolved", self.note_written, priority=900)
        app.connect("doctree-resolved", self._bodies.note_resolved, priority=950)
        app.connect("html-page-context", self.note_index)
        app.connect("html-collect-pages", self.generate)
        app.connect("build-finished", self.save, priority=400)

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose page in the output folder shows what is no longer so."""
        if not output_folder.is_kept(app):
            return []
        settle_names(env)
        self._before = output_folder.load(app)
        self._written.clear()
        self._bodies.begin()
        self._state, before = unchanged.state_of(app), unchanged.noted(app)
        self._kind = self._look(app, before)
        if self._kind is Kind.IDLE:
            return []
        if self._kind is Kind.OWN_TEXT:
            self._digests = {**self._before.digests, **page_digests(app, self._read)}
            self._generated, self._pages = self._before.generated, dict(self._before.pages)
        else:
            self._digests = page_digests(app, env.found_docs)
            self._generated = generated_digests(app) if writes_site(app) else {}
            self._pages = self._all_files(app)
        outdated = output_folder.remove_leftovers(app, self._before, self._pages)
        outdated |= {
            docname
            for docname, new in self._digests.items()
            if self._before.digests.get(docname) != new
        }
        outdated &= self._digests.keys()
        gone = self._before.digests.keys() - self._digests.keys() - self._generated.keys()
        if not outdated and gone - self._before.generated.keys():
            # Sphinx saves the environment, and forgets a document, only where it writes one.
            outdated.add(app.config.root_doc)
        self._assets = sorted(set(output_folder.assets(app)))
        if outdated or self._read:
            # Should this build be killed, the next one knows which pages it can't trust.
            doubtful = outdated | self._read
            digests = {
                name: old for name, old in self._before.digests.items() if name not in doubtful
            }
            generated = {
                name: old
                for name, old in self._before.generated.items()
                if self._generated.get(name) == old
            }
            pages = {**self._before.pages, **self._pages}
            interim = replace(self._before, digests=digests, generated=generated, pages=pages)
            output_folder.save(app, interim)
        return sorted(outdated)

    def _all_files(self, app: Sphinx) -> dict[str, list[str]]:
        """Return the files of each page of this build, as paths from the output folder."""
        files = {name: list(output_folder.page_files(app, name)) for name in app.env.found_docs}
        for name in self._generated:
            files[name] = [output_name(app, name)]
        return {**files, output_folder.SITE: sorted(site.file_names(app))}

    def _look(self, app: Sphinx, before: unchanged.State | None) -> Kind:
        """Return what this build has to do, going by the state *before* it."""
        self._digests, self._generated = {}, {}
        if before is None or app.env.config_status != CONFIG_OK:
            return Kind.ANY
        if before.shared != self._state.shared or not self._has_all_files(app):
            return Kind.ANY
        if before.documents == self._state.documents:
            return Kind.IDLE
        if app.env.numbered_toctrees:
            return Kind.ANY  # Sphinx numbers sections later, and a heading moves those of others.
        known = self._before.digests.keys() | self._read
        return Kind.OWN_TEXT if known >= app.env.found_docs else Kind.ANY

    def _has_all_files(self, app: Sphinx) -> bool:
        """Tell whether the files of the last build are there whose absence Sphinx would not see."""
        names = [*self._before.generated, output_folder.SITE]
        files = [file for name in names for file in self._before.pages.get(name, ())]
        return all(Path(app.outdir, file).is_file() for file in files)

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Note which documents this build reads."""
        self._read = set(docnames)

    def spare_parents(self, app: Sphinx, builder: Builder) -> None:
        """Keep Sphinx from writing the pages whose toctrees name a page that is only written again.

        It writes them for any page it writes; but a title changes only where a document is read.
        """
        env = app.env
        if env.numbered_toctrees:
            return  # A section's number changes where others are read.
        self._parents = env.files_to_rebuild
        env.files_to_rebuild = {
            docname: parents for docname, parents in self._parents.items() if docname in self._read
        }

    def generate(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Yield the generated pages that are not in the output folder as they should be."""
        builder: Any = app.builder
        newest_template = builder.templates.newest_template_mtime() if self._generated else 0
        for name, page in plan(app).items() if self._generated else ():
            path = Path(app.outdir, output_name(app, name))
            if (
                self._before.generated.get(name) != self._generated[name]
                or not path.is_file()
                or path.stat().st_mtime < newest_template
            ):
                # A title in a context is HTML, whatever the theme does with it.
                context = {"title": escape(head_title(app, page)), "body": render_body(app, page)}
                yield name, context, "page.html"
        if writes_pages(app):
            copy_post_images(app)
        if self._kind is Kind.OWN_TEXT:
            site.write_files(app, self._bodies.of(app, self._digests), self._read)
        elif self._kind is Kind.ANY and writes_site(app):
            site.write_files(app, self._bodies.of(app, self._digests))

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that the page of *docname* is being written: this runs in the main process."""
        if blog_domain(app.env).is_embedding:
            return
        self._written.add(docname)

    def note_index(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Note which pages of the indices there are: Sphinx leaves those that get no entry."""
        if templatename in INDEX_TEMPLATES:
            self._indices.add(output_name(app, pagename))
        elif templatename == not_found.TEMPLATE:
            self._indices.add(not_found.path(app).relative_to(app.outdir).as_posix())

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Record what the output folder now holds."""
        if self._parents:
            app.env.files_to_rebuild = self._parents
        output_folder.remove_what_sphinx_leaves(app)
        if exception is not None or not self._digests:
            return
        # A page that this build did not write shows what it showed before.
        before = self._before.digests
        digests = {
            docname: new if docname in self._written else before[docname]
            for docname, new in self._digests.items()
            if docname in self._written or docname in before
        }
        known = digests.keys() | self._generated.keys() | {output_folder.SITE}
        record = Record(
            digests=dict(sorted(digests.items())),
            generated=dict(sorted(self._generated.items())),
            pages={name: self._pages[name] for name in sorted(known)},
            assets=self._assets,
            indices=sorted(self._indices),
        )
        output_folder.remove_indices(app, self._before, record)
        output_folder.save(app, record)
        unchanged.note(app, self._state if record.digests == self._digests else None)
