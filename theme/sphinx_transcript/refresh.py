"""Has just those pages written again that show something which has changed elsewhere.

What a page shows of other documents is put into a digest. The digests of the pages in an output
folder are kept there; when all documents are read they are compared with those of now, and the
pages that differ are handed to Sphinx, which writes them without reading them again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript import output_folder
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.expand import command_of, rows_of
from sphinx_transcript.html_builders import output_path, writes_pages, writes_site
from sphinx_transcript.output_folder import Record
from sphinx_transcript.page_context import neighbours_context
from sphinx_transcript.plain_text.twin import twin_path
from sphinx_transcript.theme import not_found
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.context import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_STYLES = (".css", ".js", ".jinja", "_t")
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
        app.connect("html-page-context", self.note_index)
        app.connect("build-finished", self.save, priority=400)

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose page in the output folder shows what is no longer so."""
        if not output_folder.is_kept(app):
            return []
        self._before = output_folder.load(app)
        self._written.clear()
        self._digests = {docname: digest(shown) for docname, shown in shown_elsewhere(app).items()}
        self._pages = {name: list(output_folder.page_files(app, name)) for name in env.found_docs}
        outdated = output_folder.remove_leftovers(app, self._before, self._pages)
        outdated |= {
            docname
            for docname, new in self._digests.items()
            if self._before.digests.get(docname) != new
        }
        if not outdated and self._before.pages.keys() - env.found_docs:
            # Sphinx saves the environment, and forgets a document, only where it writes one.
            outdated.add(app.config.root_doc)
        self._assets = sorted(set(output_folder.assets(app)))
        if outdated or self._read:
            # Should this build be killed, the next one knows which pages it can't trust.
            doubtful = outdated | self._read
            digests = {
                name: old for name, old in self._before.digests.items() if name not in doubtful
            }
            output_folder.save(app, replace(self._before, digests=digests))
        return sorted(outdated)

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
        elif templatename == not_found.TEMPLATE:
            self._indices.add(not_found.path(app).relative_to(app.outdir).as_posix())

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
        pages = {name: self._pages[name] for name in sorted(digests)}
        record = Record(dict(sorted(digests.items())), pages, self._assets, sorted(self._indices))
        output_folder.remove_indices(app, self._before, record)
        output_folder.save(app, record)


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
    if writes_site(app) and app.config.html_extra_path:
        for docname, parts in shown.items():
            parts.append(twin_path(app, docname) is not None)
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
        builder: Any = app.builder
        info = builder.build_info
        shown += [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")]
        # The addresses of styles and scripts carry a checksum of theirs.
        shown += list(_static_checksums(app))
        if not in_use(app):
            # Many themes have the whole toctree at the side of every page.
            shown += _descendants(app.env, config.root_doc)
    return shown


def _static_checksums(app: Sphinx) -> Iterable[str]:
    builder: Any = app.builder
    theme_folders = builder.theme.get_theme_dirs() if builder.theme else []
    entries = [Path(folder, "static") for folder in theme_folders]
    entries += [Path(app.confdir, entry) for entry in app.config.html_static_path]
    for entry in entries:
        for path in [entry] if entry.is_file() else sorted(entry.rglob("*")):
            if path.name.endswith(_STYLES) and path.is_file():
                yield f"{path.name} {hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()}"


def _relations(env: BuildEnvironment) -> dict[str, list[Any]]:
    """Return what each page shows of its place in the toctrees: titles around it and below it."""
    if not env.toctree_includes:
        return {}

    relations: dict[str, list[Any]] = {}
    for docname, around in env.collect_relations().items():
        relations[docname] = [[name or "", _title(env, name)] for name in around]
    for docname in env.toctree_includes:
        relations.setdefault(docname, []).append(_descendants(env, docname))
    return relations


def _title(env: BuildEnvironment, docname: str | None) -> str:
    return env.titles[docname].astext() if docname in env.titles else ""


def _descendants(env: BuildEnvironment, docname: str) -> list[Any]:
    """Return the documents below *docname* in toctrees, each once, with their titles."""
    found: dict[str, list[Any]] = {}
    waiting = list(reversed(env.toctree_includes.get(docname, [])))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = [name, name in env.found_docs, _title(env, name)]
            waiting += reversed(env.toctree_includes.get(name, []))
    return list(found.values())
