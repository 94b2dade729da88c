"""The objects that ``list --json`` prints for posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.addresses.urls import page_url
from sphinx_transcript.blog.authors import Authors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.post.record import Post
    from sphinx_transcript.workspace.site import Site


def json_objects(
    site: Site, posts: Iterable[Post], metadata: Mapping[str, PostMetadata]
) -> list[dict[str, Any]]:
    """Return the objects that ``list --json`` prints for *posts*."""
    authors = Authors(site.config.transcript_authors)
    return [_json_object(site, authors, post, metadata[post.docname]) for post in posts]


def _json_object(
    site: Site, authors: Authors, post: Post, metadata: PostMetadata
) -> dict[str, Any]:
    return {
        "docname": post.docname,
        "source": post.source,
        "title": post.title,
        "date": post.date.isoformat() if post.date else None,
        "status": metadata.status.value,
        "pinned": metadata.is_pinned,
        "unlisted": metadata.is_unlisted,
        "tags": list(post.tags),
        "categories": list(post.categories),
        "authors": [authors.name_of(name) for name in post.authors],
        "series": post.series or None,
        "description": post.description or None,
        "url": page_url(site.app, post.docname) or None,
    }
