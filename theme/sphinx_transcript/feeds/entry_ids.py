"""The permanent id of a feed entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.addresses.redirects import first_address
from sphinx_transcript.addresses.urls import file_url, page_url
from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post


def entry_id(app: Sphinx, post: Post) -> str:
    """Return the id of *post* in feeds: the one that it gives, or its first URL.

    The id stays the same when the post moves and keeps its old address as an alias.
    """
    if post.id and blog_domain(app.env).blog.ids.get(post.id) == post.docname:
        return post.id
    path = first_address(app, post)
    if path:
        return file_url(app, path)
    return page_url(app, post.docname)
