"""Creates the record of a post once Sphinx has read its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.config.site_settings import site_author
from sphinx_transcript.post.metadata import PostMetadata, PublicationStatus
from sphinx_transcript.post.record import UNDATED, Post
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.excerpt import excerpt_digest, excerpt_nodes, excerpt_text, truncate
from sphinx_transcript.records.post_images import record_image
from sphinx_transcript.records.reading_time import reading_minutes
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

T = TypeVar("T")

_MAX_EXCERPT_LENGTH = 300
"""Maximum number of characters in the text of an excerpt."""


def record_post(app: Sphinx, doctree: nodes.document) -> None:
    """Record the post that *doctree* is, if it is a post. Its title must already be set."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    metadata = domain.post_metadata.get(docname)
    if metadata is None:
        return
    domain.add_post(_post(app.env, docname, metadata, doctree))
    # Listings link to posts, so Sphinx need not warn that a post is in no toctree.
    app.env.metadata[docname]["orphan"] = True
    section = doctree.next_node(nodes.section)
    if metadata.language and section is not None:
        # docutils turns this class into the attribute `lang`.
        section["classes"].append(f"language-{metadata.language}")


def _post(
    env: BuildEnvironment, docname: str, metadata: PostMetadata, doctree: nodes.document
) -> Post:
    def attempted(what: str, work: Callable[[], T], instead: T) -> T:
        # The record decides whether a post is listed: it must not depend on parts of the tree.
        return attempt(f"{what} of the post", docname, work, instead)

    nothing: list[nodes.Node] = []
    excerpt = attempted("the excerpt", lambda: excerpt_nodes(doctree), nothing)
    text = attempted("the text of the excerpt", lambda: excerpt_text(excerpt), "")
    return Post(
        docname=docname,
        source=source_path(env, docname),
        title=env.titles[docname].astext(),
        date=metadata.date,
        stamp=metadata.stamp if metadata.date else UNDATED,
        updated=metadata.updated,
        updated_stamp=metadata.updated_stamp,
        tags=metadata.tags,
        categories=metadata.categories,
        authors=metadata.authors or tuple(filter(None, [site_author(env.config)])),
        series=metadata.series,
        description=metadata.description,
        excerpt=truncate(metadata.description or text, _MAX_EXCERPT_LENGTH),
        excerpt_digest=attempted("the excerpt", lambda: excerpt_digest(excerpt), ""),
        excerpt_links=attempted("the excerpt", lambda: _links_up_to(excerpt, doctree), 0),
        excerpt_images=attempted("the excerpt", lambda: tuple(_images_in(excerpt)), ()),
        image=attempted("the image", lambda: record_image(env, docname, metadata.image), ""),
        is_unlisted=metadata.is_unlisted,
        is_pinned=metadata.is_pinned,
        is_draft=metadata.status is not PublicationStatus.PUBLISHED,
        aliases=metadata.aliases,
        old_pages=metadata.old_pages,
        id=metadata.id,
        canonical_url=metadata.canonical_url,
        language=metadata.language,
        public_from=metadata.public_days.first,
        public_until=metadata.public_days.end,
        minutes=attempted("the reading time", lambda: reading_minutes(doctree), 1),
        key_lines=blog_domain(env).key_lines.get(docname, ()),
    )


def _images_in(excerpt: list[nodes.Node]) -> Iterator[str]:
    for node in excerpt:
        for image in node.findall(nodes.image):
            candidates: dict[str, str] = image.get("candidates", {})
            yield from candidates.values()


def _links_up_to(excerpt: list[nodes.Node], doctree: nodes.document) -> int:
    """Return the number of cross-references in *doctree* up to the end of its *excerpt*."""
    in_excerpt = {id(xref) for node in excerpt for xref in node.findall(addnodes.pending_xref)}
    if not in_excerpt:
        return 0
    last = 0
    for count, xref in enumerate(doctree.findall(addnodes.pending_xref), start=1):
        if id(xref) in in_excerpt:
            last = count
    return last
