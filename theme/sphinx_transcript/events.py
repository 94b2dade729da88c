"""The event that hands the blog's posts to other extensions.

It is the one event of this package; the manual's page "Extending" documents it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from sphinx_transcript.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

POSTS = "transcript-posts"
"""Emitted once in each build, in the main process, when all documents are read.

Arguments: the application, and a tuple of `Post`, newest first: those of the page of all posts,
whichever of them this build has read. A handler may return docnames to be written again, as one of
Sphinx's own ``env-updated`` may.
"""


def register(app: Sphinx) -> None:
    """Make the event known, and have it emitted."""
    app.add_event(POSTS)
    app.connect("env-updated", emit_posts, priority=850)


def emit_posts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that handlers of the event want to have written again.

    Raises ExtensionError where one of them is no document.
    """
    if not app.events.listeners.get(POSTS):
        return []  # To sort the posts takes a while, and nobody looks at them.
    returned = app.emit(POSTS, blog_domain(env).blog.posts)
    docnames = [docname for found in returned for docname in found or ()]
    for docname in docnames:
        if docname not in env.found_docs:
            raise ExtensionError(
                f"a handler of {POSTS!r} returned {docname!r}, which is no document"
            )
    return docnames
