"""Creates the record of a post once Sphinx has read its document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.config.site_settings import site_author
from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.post.record import UNDATED, Post
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.excerpt import excerpt_digest, lead_nodes
from sphinx_transcript.records.post_images import record_image
from sphinx_transcript.records.post_messages import translations
from sphinx_transcript.records.reading_time import reading_minutes
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.post.metadata import PostMetadata

T = TypeVar("T")


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


def record_without_document(env: BuildEnvironment, docname: str, metadata: PostMetadata) -> Post:
    """Return the record of a post, without what is read from its document."""
    domain = blog_domain(env)
    return Post(
        docname=docname,
        source=source_path(env, docname),
        title=document_title(env, docname),
        date=metadata.date,
        stamp=metadata.stamp if metadata.date else UNDATED,
        updated=metadata.updated,
        updated_stamp=metadata.updated_stamp,
        tags=metadata.tags,
        categories=metadata.categories,
        authors=metadata.authors or tuple(filter(None, [site_author(env.config)])),
        series=metadata.series,
        description=metadata.description,
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
        minutes=1,
        key_lines=domain.key_lines.get(docname, ()),
        has_keys_as_written=docname not in domain.rewritten_keys,
    )


def _post(
    env: BuildEnvironment, docname: str, metadata: PostMetadata, doctree: nodes.document
) -> Post:
    def attempted(what: str, work: Callable[[], T], instead: T) -> T:
        # The record decides whether a post is listed: it must not depend on parts of the tree.
        return attempt(f"{what} of the post", docname, work, instead)

    nothing: list[nodes.Node] = []
    no_translation: dict[str, str] = {}
    lead = attempted("the excerpt", lambda: lead_nodes(doctree), nothing)
    translated = attempted("the translation", lambda: translations(doctree), no_translation)
    return replace(
        record_without_document(env, docname, metadata),
        description=translated.get(metadata.description, metadata.description),
        excerpt_digest=attempted("the excerpt", lambda: excerpt_digest(lead), ""),
        excerpt_links=attempted("the excerpt", lambda: _links_in(lead, doctree), 0),
        excerpt_images=attempted("the excerpt", lambda: tuple(_images_in(lead)), ()),
        image=attempted("the image", lambda: record_image(env, docname, metadata.image), ""),
        minutes=attempted("the reading time", lambda: reading_minutes(doctree), 1),
        translations=tuple(translated.items()),
    )


def _images_in(lead: list[nodes.Node]) -> Iterator[str]:
    for node in lead:
        for image in node.findall(nodes.image):
            candidates: dict[str, str] = image.get("candidates", {})
            yield from candidates.values()


def _links_in(lead: list[nodes.Node], doctree: nodes.document) -> int:
    """Return the number of cross-references in *doctree* up to the end of its *lead*."""
    in_lead = {id(xref) for node in lead for xref in node.findall(addnodes.pending_xref)}
    if not in_lead:
        return 0
    xrefs = enumerate(doctree.findall(addnodes.pending_xref), start=1)
    return max((count for count, xref in xrefs if id(xref) in in_lead), default=0)
