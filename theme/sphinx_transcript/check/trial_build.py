"""A build without its output: Sphinx reads, resolves and writes all documents but harmless posts.

The package's docstring explains which posts these are, and why Sphinx need not read them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx
from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.parallel import SerialTasks

from sphinx_transcript.addresses.redirects import redirects
from sphinx_transcript.check.harmless_posts import HarmlessPosts
from sphinx_transcript.check.stub_documents import StubDocuments
from sphinx_transcript.incremental.invalidation import Invalidation
from sphinx_transcript.publication import build_report
from sphinx_transcript.records.blog_records import blog_domain, has_blog
from sphinx_transcript.records.events import emit_posts
from sphinx_transcript.records.post_images import image_path
from sphinx_transcript.theme.active import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TrialBuild:
    """Runs Sphinx for a check, once; the output folder is a temporary one."""

    def __init__(self, app: Sphinx, *, runs_sessions: bool = False) -> None:
        self._app = app
        self._runs_sessions = runs_sessions
        self._stubs = StubDocuments(app)
        self.docnames: set[str] = set()
        """The docnames of the documents that Sphinx has read; empty before `run`."""
        self._has_blog = has_blog(app)
        # After the handlers that decide which documents are read.
        app.connect("env-before-read-docs", self._skip_harmless_posts, priority=950)
        for listener in [
            *app.events.listeners.get("env-updated", []),
            *app.events.listeners.get("env-get-updated", []),
        ]:
            # There are no pages of an earlier build to invalidate, and the records of harmless
            # posts are incomplete, so that no other extension should get them.
            is_invalidation = isinstance(getattr(listener.handler, "__self__", None), Invalidation)
            if is_invalidation or listener.handler is emit_posts:
                app.disconnect(listener.id)

    @property
    def current_path(self) -> str:
        """The source file that is being read or written, or else the source folder."""
        env = self._app.env
        docname = env.docname if "docname" in env.temp_data else ""
        return str(env.doc2path(docname) if docname else self._app.srcdir)

    def run(self) -> None:
        """Read, resolve and write the documents; warnings are logged as in a build."""
        app, env = self._app, self._app.env
        with logging.pending_warnings():
            app.builder.read()
            if self._has_blog:
                self._read_link_targets()
        # Sphinx assigns section and figure numbers while it looks for the documents they change.
        list(env.check_dependents(app, set(env.all_docs)))
        env.check_consistency()
        self.docnames = (env.found_docs & env.all_docs.keys()) - self._stubs.docnames
        builder: Any = app.builder
        builder.parallel_ok = False
        builder.finish_tasks = SerialTasks()
        builder.search = False  # Sphinx would warn that the index is incomplete.
        if has_known_files(builder):
            # Nothing can be wrong with these, and their templates take long to compile.
            builder.copy_theme_static_files = _copy_nothing
        builder.write(sorted(self.docnames), [], "specific")
        if not self._has_blog:
            return
        # A build computes redirects when it writes them, and it writes them only with all pages.
        redirects(app)
        build_report.report(app, None)

    def _skip_harmless_posts(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Remove the harmless posts from *docnames*, those to read, and add their stubs.

        This is a handler of ``env-before-read-docs``.
        """
        if not self._has_blog:
            return
        harmless_posts = HarmlessPosts(app)
        if not harmless_posts.is_applicable:
            return
        post_metadata = blog_domain(env).post_metadata
        for docname in sorted(post_metadata.keys() & set(docnames)):
            if self._runs_sessions and post_metadata[docname].has_sessions:
                continue
            title, image = post_metadata[docname].title, post_metadata[docname].image
            # Where that fails, Sphinx reads the document, and its warnings say why.
            heading = None
            with suppress(Exception):
                heading = harmless_posts.heading_if_harmless(docname, title)
            if heading is None or (image and image_path(env, docname, image) is None):
                continue
            self._stubs.add(docname, title or heading)
        docnames[:] = [each for each in docnames if each not in self._stubs.docnames]

    def _read_link_targets(self) -> None:
        """Read the harmless posts that a link with a fragment leads to, so that it is resolved."""
        app, env = self._app, self._app.env
        while True:
            targets = set()
            for links in blog_domain(env).links.values():
                for _, attributes in links:
                    link = dict(attributes)
                    if link.get("reftargetid") and link.get("refdomain") == "doc":
                        targets.add(link["reftarget"])
            targets &= self._stubs.docnames
            if not targets:
                return
            for docname in sorted(targets):
                self._stubs.remove(docname)
                app.builder.read_doc(docname)


def has_known_files(builder: Any) -> bool:
    """Tell whether the theme of *builder* has no static files but its own and those of Sphinx."""
    theme = getattr(builder, "theme", None)
    if theme is None:
        return False
    known = (Path(FOLDER), Path(sphinx.__file__).parent / "themes")
    return all(
        any(Path(each).is_relative_to(folder) for folder in known)
        for each in theme.get_theme_dirs()
    )


def _copy_nothing(context: dict[str, Any]) -> None:
    """Copy no file."""


def images_without_alt_text(app: Sphinx, docname: str) -> list[tuple[int | None, str]]:
    """Return the line and the URI of each image in *docname* that has no alternative text."""
    images = []
    for image in app.env.get_doctree(docname).findall(nodes.image):
        if not str(image.get("alt", "")).strip():
            images.append((_line(image), str(image.get("uri", ""))))
    return images


def _line(node: nodes.Node) -> int | None:
    """Return the line of *node*, or that of the nearest parent which has one."""
    while node is not None:
        if node.line and not isinstance(node, addnodes.start_of_file):
            return int(node.line)
        node = node.parent
    return None
