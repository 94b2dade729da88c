"""The event ``transcript-posts``, which passes the posts to other extensions.

The page "Extending" of the manual documents it. It is the only event of this package.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.resolved_excerpts import description_of, forget_excerpts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

POSTS = "transcript-posts"
"""Emitted once in each build, in the main process, when all documents are read.

Arguments: the application, and a tuple of `Post`, newest first. These are the posts on the page of
all posts, including those that an earlier build read. A handler may return docnames to write again,
like a handler of Sphinx's ``env-updated``.
"""


def register(app: Sphinx) -> None:
    """Register the event, and emit it in each build."""
    app.add_event(POSTS)
    app.connect("env-updated", emit_posts, priority=850)


def emit_posts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Emit the event, and return the docnames that its handlers want to write again.

    Raises ExtensionError if a handler returns a name that is no document.
    """
    if not app.events.listeners.get(POSTS):
        return []  # Sorting and resolving the posts takes time, so skip it without handlers.
    posts = tuple(
        replace(post, excerpt=description_of(app, post)) for post in blog_domain(env).blog.posts
    )
    forget_excerpts(app)
    returned = app.emit(POSTS, posts)
    docnames = [docname for names in returned for docname in names or ()]
    for docname in docnames:
        if docname not in env.found_docs:
            raise ExtensionError(
                f"a handler of {POSTS!r} returned {docname!r}, which is no document"
            )
    return docnames
