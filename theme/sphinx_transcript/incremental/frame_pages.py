"""Pages of posts of which only what stands round the text has changed.

Such a page is rendered with the body that its file has. Its document is not loaded and resolved,
and its plain text, its entry in feeds and in the search stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.osutil import relative_uri

from sphinx_transcript.incremental.dependencies import (
    OF_FRAME,
    PAGE_DEPENDENCIES,
    changed_dependencies,
)
from sphinx_transcript.incremental.page_bodies import kept_bodies
from sphinx_transcript.incremental.page_participants import keeps_bodies
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.resolved_excerpts import keep_excerpt
from sphinx_transcript.session_runs.claims import current_result
from sphinx_transcript.support.page_events import KeptDocument

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.manifest import Manifest
    from sphinx_transcript.incremental.page_bodies import PageBody

_MOST = 500
"""The number of bodies that are held in memory."""


class FramePages:
    """The pages of one build that are written in this way."""

    def __init__(self) -> None:
        self._bodies: dict[str, PageBody] = {}

    def take(
        self, app: Sphinx, names: Collection[str], previous: Manifest, current: Manifest
    ) -> set[str]:
        """Take, of the outdated documents *names*, those whose text has not changed; return them.

        What differs between the digests of the manifests, and nothing else, is why these documents
        are outdated.
        """
        self.clear()
        if names and keeps_bodies(app):
            found = [
                name for name in sorted(names) if _is_frame_alone(app, name, previous, current)
            ]
            self._bodies = kept_bodies(app, found[:_MOST])
        return set(self._bodies)

    def write(self, app: Sphinx, written: set[str]) -> None:
        """Write the pages, unless Sphinx has *written* them, and add them to these."""
        for name, body in self._bodies.items():
            if name not in written:
                _write(app, name, body)
                written.add(name)
        self.clear()

    def clear(self) -> None:
        """Leave the pages to Sphinx, or forget those of a build that has failed."""
        self._bodies = {}


def _write(app: Sphinx, docname: str, page: PageBody) -> None:
    """Write the page of *docname* with the body of *page*, as Sphinx writes that of a doctree."""
    builder: Any = app.builder
    env = app.env
    builder.secnumbers = env.toc_secnumbers.get(docname, {})
    builder.fignumbers = env.toc_fignumbers.get(docname, {})
    uri = builder.get_target_uri(docname)
    builder.imgpath = relative_uri(uri, "_images")
    builder.dlpath = relative_uri(uri, "_downloads")
    builder.current_docname = docname
    if page.excerpt is not None:
        keep_excerpt(app, docname, page.excerpt)
    context = builder.get_doc_context(docname, page.html, page.tags)
    context["has_maths_elements"] = page.has_maths
    builder.handle_page(docname, context, event_arg=KeptDocument())


def _is_frame_alone(app: Sphinx, name: str, previous: Manifest, current: Manifest) -> bool:
    before, now = previous.digests.get(name), current.digests[name]
    return (
        before is not None
        and OF_FRAME.issuperset(changed_dependencies(now, before, PAGE_DEPENDENCIES))
        and name in blog_domain(app.env).posts
        # Its commands are counted in the doctree.
        and current_result(app, name) is None
        and name not in blog_domain(app.env).sessions
    )
