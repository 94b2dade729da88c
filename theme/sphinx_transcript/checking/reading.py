"""Reads and writes with Sphinx what may be wrong, into a folder that is thrown away.

So a warning has the words and the place that a build gives it. The posts that are harmless are
stood in for by their titles: other documents link to them, and listings show them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import new_document
from sphinx.util.parallel import SerialTasks

from sphinx_transcript import report
from sphinx_transcript.checking.surroundings import Judge
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.events import emit_posts
from sphinx_transcript.generated.redirects import redirects
from sphinx_transcript.reading import image_path
from sphinx_transcript.refresh import Refresh

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Reading:
    """One check's reading of the documents of a site."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._spared: set[str] = set()
        self.documents: set[str] = set()
        """The documents that were read, once they are."""
        # After all that decides what is read, and after the extension's own notes of it.
        app.connect("env-before-read-docs", self._spare, priority=950)
        for listener in app.events.listeners.get("env-updated", [])[:]:
            # There is no earlier build whose pages could be outdated, and of posts that are not
            # read no whole record for other extensions.
            is_refresh = isinstance(getattr(listener.handler, "__self__", None), Refresh)
            if is_refresh or listener.handler is emit_posts:
                app.disconnect(listener.id)

    @property
    def place(self) -> str:
        """The file that is being read or written, or the site's folder between two of them."""
        env = self._app.env
        docname = env.docname if "docname" in env.temp_data else ""
        return str(env.doc2path(docname) if docname else self._app.srcdir)

    def run(self) -> None:
        """Read, resolve and write; whatever is wrong is logged as in a build."""
        app, env = self._app, self._app.env
        with logging.pending_warnings():
            app.builder.read()
            self._read_targets()
        # Sphinx numbers sections and figures when it is asked for the documents that this changes.
        list(env.check_dependents(app, set(env.all_docs)))
        env.check_consistency()
        self.documents = (env.found_docs & env.all_docs.keys()) - self._spared
        builder: Any = app.builder
        builder.parallel_ok = False
        builder.finish_tasks = SerialTasks()
        builder.search = False  # An index of some pages is no use, and Sphinx would say so.
        builder.write(sorted(self.documents), [], "specific")
        # Worked out where they are written, which needs all pages.
        redirects(app)
        report.report(app, None)

    def _spare(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Take harmless posts out of the documents to be read, and have something stand for them.

        It is called by Sphinx.
        """
        judge = Judge(app)
        if judge.can_judge:
            cards = blog_domain(env).cards
            for docname in sorted(cards.keys() & set(docnames)):
                card = cards[docname]
                heading = judge.plain_heading(docname, card.title)
                if heading is not None and (
                    not card.image or image_path(env, docname, card.image) is not None
                ):
                    self._spared.add(docname)
                    docnames.remove(docname)
                    self._stand_in(docname, card.title or heading)

    def _stand_in(self, docname: str, title: str) -> None:
        """Have a page with nothing but its *title* read in the place of *docname*."""
        app, env = self._app, self._app.env
        env.prepare_settings(docname)
        doctree = new_document(str(env.doc2path(docname)))
        doctree.settings.env = env
        section = nodes.section("", nodes.title(title, title), ids=["title"])
        section += nodes.paragraph(title, title)
        doctree += section
        for domain in env.domains.sorted():
            domain.process_doc(env, docname, doctree)
        app.events.emit("doctree-read", doctree)
        env.all_docs[docname] = time.time_ns() // 1_000
        app.builder.write_doctree(docname, doctree, _cache=False)

    def _read_targets(self) -> None:
        """Read the posts that a link leads into: whether they have its heading shows then."""
        app, env = self._app, self._app.env
        while True:
            wanted = set()
            for links in blog_domain(env).links.values():
                for _, attributes in links:
                    named = dict(attributes)
                    if named.get("reftargetid") and named.get("refdomain") == "doc":
                        wanted.add(named["reftarget"])
            wanted &= self._spared
            if not wanted:
                return
            for docname in sorted(wanted):
                self._spared.discard(docname)
                app.events.emit("env-purge-doc", env, docname)
                env.clear_doc(docname)
                app.builder.read_doc(docname)


def images_without_words(app: Sphinx, docname: str) -> list[tuple[int | None, str]]:
    """Return the line and the address of each image on *docname* that has no alternative text."""
    found = []
    for image in app.env.get_doctree(docname).findall(nodes.image):
        if not str(image.get("alt", "")).strip():
            found.append((_line(image), str(image.get("uri", ""))))
    return found


def _line(node: nodes.Node) -> int | None:
    while node is not None:
        if node.line and not isinstance(node, addnodes.start_of_file):
            return int(node.line)
        node = node.parent
    return None
