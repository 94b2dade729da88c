"""Stubs of the posts that Sphinx does not read: what other documents ask for of them.

Links, toctrees and listings need a document's title and the record of a post. A doctree needs only
the page that embeds a post, so it is made when that page asks for it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import new_document

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_collector import record_without_document

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config


_STUBS = "_transcript_stubs"
"""The attribute of the environment that has its stubs."""


class StubDocuments:
    """The stubs in the environment of *app*, by docname."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self.docnames: set[str] = set()
        self._is_written: set[str] = set()
        app.env.__class__ = _Environment
        vars(app.env)[_STUBS] = self

    def add(self, docname: str, title: str) -> None:
        """Add the document *docname*, of which nothing is known but its *title*."""
        app, env = self._app, self._app.env
        domain = blog_domain(env)
        self.docnames.add(docname)
        env.all_docs[docname] = time.time_ns() // 1_000
        metadata = domain.post_metadata[docname]
        if metadata.image or docname in domain.dialect_posts:
            # Their records are made from the document, and may be reported on.
            env.prepare_settings(docname)
            doctree = _doctree(app, docname, title)
            for each in env.domains.sorted():
                each.process_doc(env, docname, doctree)
            app.events.emit("doctree-read", doctree)
            return
        env.titles[docname] = env.longtitles[docname] = nodes.title(title, title)
        # The same nodes as in sphinx.environment.collectors.toctree.
        reference = nodes.reference(
            "", "", nodes.Text(title), internal=True, refuri=docname, anchorname=""
        )
        item = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
        env.tocs[docname] = nodes.bullet_list("", item)
        env.toc_num_entries[docname] = 1
        # Listings link to posts, so that they need not be in a toctree.
        env.metadata[docname]["orphan"] = True
        domain.add_post(record_without_document(env, docname, metadata))

    def remove(self, docname: str) -> None:
        """Remove the document *docname*, so that Sphinx can read it."""
        env = self._app.env
        self.docnames.discard(docname)
        self._app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)

    def write_doctree(self, docname: str) -> None:
        """Write the doctree of the document *docname*, if it is a stub."""
        if docname in self.docnames and docname not in self._is_written:
            self._is_written.add(docname)
            title = self._app.env.titles[docname].astext()
            doctree = _doctree(self._app, docname, title)
            self._app.builder.write_doctree(docname, doctree, _cache=False)


class _Environment(BuildEnvironment):
    """An environment that has the doctrees of stubs written when they are asked for."""

    def __getstate__(self) -> dict[str, Any]:
        # Some doctrees refer to the environment, and are pickled with it.
        state = dict(super().__getstate__())
        state.pop(_STUBS, None)
        return state

    def find_files(self, config: Config, builder: Builder) -> None:
        """Find the documents, once: when Sphinx was set up, it has found them already."""
        if not self.found_docs:
            super().find_files(config, builder)

    def get_doctree(self, docname: str) -> nodes.document:
        """Return the doctree of the document *docname*."""
        stubs: StubDocuments | None = vars(self).get(_STUBS)
        if stubs is not None:
            stubs.write_doctree(docname)
        return super().get_doctree(docname)


def _doctree(app: Sphinx, docname: str, title: str) -> nodes.document:
    """Return a doctree that has only a *title* and a paragraph."""
    doctree = new_document(str(app.env.doc2path(docname)))
    doctree.settings.env = app.env
    section = nodes.section("", nodes.title(title, title), ids=["title"])
    section += nodes.paragraph(title, title)
    doctree += section
    return doctree
