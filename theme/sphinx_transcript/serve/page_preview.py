"""The page of a saved document at once, before the build that its change causes.

A build finds out which documents have changed, saves the environment, writes listings, feeds and
indices. The page of the document itself needs little of that. A preview reads the document,
resolves it and renders its page in memory. It runs in a process that ends after it, so that it
leaves the environment of the build alone; see `preview_process`.

A preview is right for nearly all edits. Where it is not, the build corrects the page a moment
later.
"""

from __future__ import annotations

import os
import pickle
from inspect import unwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import LoggingReporter

from sphinx_transcript.cards.card import FOLDER
from sphinx_transcript.cards.post_cards import post_cards
from sphinx_transcript.incremental.image_names import assign_image_names
from sphinx_transcript.records.blog_records import blog_domain, has_blog
from sphinx_transcript.serve.safe_handlers import has_only_safe_handlers
from sphinx_transcript.support.html_builders import output_name, writes_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_PREPARING_EVENTS = (
    "env-get-outdated",
    "env-before-read-docs",
    "env-get-updated",
    "env-updated",
    "write-started",
)
"""Events of a build that a preview emits, too."""
_LATER_ROOMS = tuple(
    f"sphinx_transcript.{room}." for room in ("cards", "feeds", "incremental", "search")
)
"""Their handlers record and write what is beside the page."""


class _Rendered(BaseException):
    """Ends the work on a page as soon as its HTML is known. No handler catches it."""

    def __init__(self, html: str) -> None:
        self.html = html


def can_preview(app: Sphinx) -> bool:
    """Return whether pages of *app* can be previewed.

    Extensions must let documents be read and pages be written in processes of their own.
    """
    return (
        writes_site(app)
        and str(app.config.html_output_encoding).lower() in {"utf-8", "utf8"}
        and all(has_only_safe_handlers(app, event) for event in _PREPARING_EVENTS)
        and has_only_safe_handlers(app, "build-finished")
        and all(
            extension.parallel_read_safe and extension.parallel_write_safe
            for extension in app.extensions.values()
        )
    )


class PagePreview:
    """Renders pages with an application that is set up and makes no build any more."""

    def __init__(self, app: Sphinx, folder: Path) -> None:
        """Bring *app* to where a build in which nothing has changed writes pages.

        What is written beside a page goes into *folder*, which is empty and not used any more.
        """
        self._app = app
        self._builder: Any = app.builder
        self._saved_doctree = app.env.get_doctree
        self._read: set[str] = set()
        self._context: dict[str, Any] | None = None
        self._has_new_toctree = False
        """Whether a document was read whose toctree asks for other links between pages."""
        _remove_later_handlers(app)
        _set_phase(app, BuildPhase.READING)
        app.emit("env-get-outdated", app.env, set(), set(), set())
        app.emit("env-before-read-docs", app.env, [])
        app.emit("env-get-updated", app.env)
        app.emit("env-updated", app.env)
        app.emit("write-started", app.builder)
        self._builder.prepare_writing(set())
        self._divert_output(folder)
        self._image_names = {path: name for path, (_, name) in app.env.images.items()}

    def _divert_output(self, folder: Path) -> None:
        builder, path = self._builder, type(self._builder.outdir)
        for entry in Path(builder.outdir).iterdir():
            if entry.name.startswith("_") and entry.name != FOLDER:
                # Style sheets and so on, whose checksums pages have.
                (folder / entry.name).symlink_to(entry)
        self._app.outdir = builder.outdir = path(folder)
        builder.doctreedir = path(folder / ".doctrees")
        self._app.env.get_doctree = self._get_doctree  # type: ignore[method-assign]
        builder.index_page = lambda *arguments: None
        render = builder.templates.render

        def end_with_html(template: str, context: dict[str, Any]) -> str:
            # Handlers, and the template itself, may render others.
            is_page, self._context = context is self._context, None
            html: str = render(template, context)
            if is_page:
                raise _Rendered(html)
            return html

        def note_context(_app: Any, _name: str, _template: str, context: Any, _tree: Any) -> None:
            self._context = context

        self._app.connect("html-page-context", note_context, priority=10_000)
        builder.templates.render = end_with_html

    def _has_images(self) -> bool:
        """Return whether the output folder has the pictures of the page. A build copies new ones.

        The browser would not load it again for a picture that it has missed.
        """
        folder = os.path.join(self._builder.outdir, self._builder.imagedir)  # noqa: PTH118
        owners = {name: path for path, name in self._image_names.items()}
        return all(
            owners.get(name) == path and os.path.exists(os.path.join(folder, name))  # noqa: PTH110, PTH118
            for path, name in self._builder.images.items()
        )

    def _get_doctree(self, docname: str) -> nodes.document:
        """Return the doctree of *docname*. References to figures look into that of their target."""
        if docname not in self._read:
            return self._saved_doctree(docname)
        path = Path(self._builder.doctreedir, f"{docname}.doctree")
        doctree: nodes.document = pickle.loads(path.read_bytes())  # noqa: S301 (our own file)
        doctree.settings.env = self._app.env
        doctree.reporter = LoggingReporter(str(self._app.env.doc2path(docname)))
        return doctree

    def render(self, docname: str) -> tuple[str, str] | None:
        """Return the file of the page of *docname* in the output folder, and its HTML.

        Return None where that needs a build, as for a document with another toctree.
        """
        app, env, builder = self._app, self._app.env, self._builder
        if docname not in env.all_docs or self._has_new_toctree:
            return None
        children = list(env.toctree_includes.get(docname, ()))
        post = _forget_post(app, docname)
        _set_phase(app, BuildPhase.READING)
        docnames = [docname]
        app.emit("env-before-read-docs", env, docnames)
        if docnames != [docname]:
            return None  # It is not published any more.
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        builder.read_doc(docname)
        self._read.add(docname)
        if has_blog(app):
            assign_image_names(env)
        app.emit("env-get-updated", env)
        self._has_new_toctree = children != list(env.toctree_includes.get(docname, ()))
        if self._has_new_toctree:
            return None
        if has_blog(app) and blog_domain(env).posts.get(docname) != post:
            blog_domain(env).cache.clear()
        _note_card(app, docname)
        _set_phase(app, BuildPhase.RESOLVING)
        doctree = env.get_and_resolve_doctree(docname, builder)
        _set_phase(app, BuildPhase.WRITING)
        builder.images.clear()
        builder.write_doc_serialized(docname, doctree)
        if not self._has_images():
            return None
        try:
            builder.write_doc(docname, doctree)
        except _Rendered as rendered:
            return output_name(app, docname), rendered.html
        return None


def last_saved_document(app: Sphinx) -> str:
    """Return the document whose source was saved last: the one that will be saved next."""
    return max(app.env.all_docs, key=lambda docname: _save_time(app, docname), default="")


def _save_time(app: Sphinx, docname: str) -> float:
    try:
        return os.stat(app.env.doc2path(docname)).st_mtime  # noqa: PTH116 (of all documents)
    except OSError:
        return 0.0


def _remove_later_handlers(app: Sphinx) -> None:
    for listeners in app.events.listeners.values():
        listeners[:] = [
            listener
            for listener in listeners
            if not str(unwrap(listener.handler).__module__).startswith(_LATER_ROOMS)
        ]


def _forget_post(app: Sphinx, docname: str) -> Any:
    """Have the source of *docname* examined again. Return the post that is recorded, if any."""
    if not has_blog(app):
        return None
    records = blog_domain(app.env)
    for known in (records.current_signatures, records.current_digests, records.post_metadata):
        known.pop(docname, None)
    return records.posts.get(docname)


def _note_card(app: Sphinx, docname: str) -> None:
    """Have the head of the page name the card of the post, which the build draws if it is new."""
    card = post_cards(app).get(docname) if has_blog(app) else None
    if card is not None:
        path = Path(app.outdir, card.path)
        path.parent.mkdir(exist_ok=True)
        path.touch()


def _set_phase(app: Sphinx, phase: BuildPhase) -> None:
    # The builder has it since Sphinx 9.
    owner: Any = app.builder if hasattr(app.builder, "phase") else app
    owner.phase = phase
