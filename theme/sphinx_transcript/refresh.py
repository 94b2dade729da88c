"""Has just those pages written again that show something which has changed elsewhere.

What a page shows of other documents is put into a digest. The digests of the pages in an output
folder are kept there; when all documents are read they are compared with those of now, and the
pages that differ are handed to Sphinx, which writes them without reading them again.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript import output_folder
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.expand import command_of, rows_of
from sphinx_transcript.html_builders import output_path, writes_pages
from sphinx_transcript.output_folder import Record
from sphinx_transcript.page_context import neighbours_context
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.context import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_INDEX_TEMPLATES = frozenset(
    {"domainindex.html", "genindex.html", "genindex-single.html", "genindex-split.html"}
)


class Refresh:
    """The digests of one build. An application has one of its own, so that builds do not mix."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._written: set[str] = set()
        self._before = Record()
        self._read: set[str] = set()
        self._parents: dict[str, set[str]] = {}
        self._indices: set[str] = set()

    def connect(self, app: Sphinx) -> None:
        """Take part in the build of *app*."""
        output_folder.register(app)
        # After every extension that still changes what a document says.
        app.connect("env-before-read-docs", self.note_read, priority=900)
        app.connect("env-updated", self.find_outdated, priority=900)
        app.connect("write-started", self.spare_parents)
        app.connect("doctree-resolved", self.note_written, priority=900)
        app.connect("html-page-context", self.note_index)
        app.connect("build-finished", self.save, priority=400)

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose page in the output folder shows what is no longer so."""
        if not output_folder.is_kept(app):
            return []
        self._before = output_folder.load(app)
        self._written.clear()
        self._digests = {docname: digest(shown) for docname, shown in shown_elsewhere(app).items()}
        outdated = output_folder.remove_leftovers(app, self._before, env.found_docs)
        outdated |= {
            docname
            for docname, new in self._digests.items()
            if self._before.digests.get(docname) != new
        }
        if not outdated and self._before.pages.keys() - env.found_docs:
            # Sphinx saves the environment, and forgets a document, only where it writes one.
            outdated.add(app.config.root_doc)
        return sorted(outdated)

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Note which documents this build reads."""
        self._read = set(docnames)

    def spare_parents(self, app: Sphinx, builder: Builder) -> None:
        """Keep Sphinx from writing the pages whose toctrees name a page that is only written again.

        It writes them for any page it writes; but a title changes only where a document is read.
        """
        env = app.env
        self._parents = env.files_to_rebuild
        env.files_to_rebuild = {
            docname: parents for docname, parents in self._parents.items() if docname in self._read
        }

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that the page of *docname* is being written: this runs in the main process."""
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
        if templatename in _INDEX_TEMPLATES:
            path = output_path(app, pagename)
            self._indices.add(path.relative_to(app.outdir).as_posix())

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Record what the output folder now holds."""
        if self._parents:
            app.env.files_to_rebuild = self._parents
        if exception is not None or not self._digests:
            return
        # A page that this build did not write shows what it showed before.
        before = self._before.digests
        digests = {
            docname: new if docname in self._written else before[docname]
            for docname, new in self._digests.items()
            if docname in self._written or docname in before
        }
        output_folder.save(app, self._before, digests, self._indices)


def digest(shown: object) -> str:
    """Return a short digest of *shown*, which is made of lists, strings and numbers."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def shown_elsewhere(app: Sphinx) -> dict[str, list[Any]]:
    """Return, for each document, what its page shows that its own source does not say."""
    everywhere = _everywhere(app)
    shown: dict[str, list[Any]] = {
        docname: [everywhere] for docname in app.env.found_docs if docname in app.env.all_docs
    }
    for docname, listings in blog_domain(app.env).listings.items():
        for listing in listings:
            rows = rows_of(app, listing)
            shown[docname].append(
                [
                    command_of(app, listing, rows),
                    [
                        _row(post) if listing.format == "long" else [post.docname, post.title]
                        for post in rows
                    ],
                ]
            )
    if writes_pages(app):
        for post in blog_domain(app.env).blog.posts:
            shown[post.docname].append(neighbours_context(app, post))
        for docname, relations in _relations(app.env).items():
            if docname in shown:
                shown[docname].append(relations)
    return shown


def _row(post: Any) -> list[Any]:
    return [post.docname, post.title, post.date.isoformat(), post.minutes]


def _everywhere(app: Sphinx) -> list[Any]:
    """Return what all pages show."""
    config = app.config
    shown: list[Any] = [config.transcript_text_width, config.transcript_text_links]
    if in_use(app):
        site = site_of(app)
        shown += [site.has_index, [[entry.label, entry.docname] for entry in site.entries]]
    if writes_pages(app):
        # The addresses of styles and scripts carry a checksum of theirs.
        shown += list(_static_checksums(app))
    return shown


def _static_checksums(app: Sphinx) -> Iterable[str]:
    for entry in app.config.html_static_path:
        folder = Path(app.confdir, entry)
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        for path in files:
            if path.suffix in {".css", ".js"} and path.is_file():
                yield f"{path.name} {hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()}"


def _relations(env: BuildEnvironment) -> dict[str, list[Any]]:
    """Return what each page shows of its place in the toctrees: titles around it and below it."""
    if not env.toctree_includes:
        return {}

    def titled(docname: str | None) -> list[str]:
        title = env.titles.get(docname) if docname else None
        return [docname or "", title.astext() if title is not None else ""]

    relations: dict[str, list[Any]] = {}
    for docname, (parent, previous, following) in env.collect_relations().items():
        relations[docname] = [titled(parent), titled(previous), titled(following)]
    for docname, children in env.toctree_includes.items():
        below = [[titled(child), child in env.found_docs] for child in children]
        relations.setdefault(docname, []).append(below)
    return relations
