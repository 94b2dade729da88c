"""Properties of ABlog's posts that depend on the doctree: excerpt and image."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.config.post_patterns import post_folder
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.excerpt import EXCERPT, body_nodes, excerpt_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def complete(app: Sphinx, doctree: nodes.document) -> None:
    """Mark the excerpt of a post, set its image, and record its unsupported features."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    post = domain.dialect_posts.get(docname)
    metadata = domain.post_metadata.get(docname)
    if post is None or metadata is None:
        config = app.config
        if config.transcript_ablog and post_folder(
            docname, config.transcript_posts, config.root_doc
        ):
            # A page among the posts. In ABlog it was a post that is in no toctree, either.
            app.env.metadata[docname]["orphan"] = True
        return
    domain.add_remarks(docname, post.remarks)
    if post.excerpt > 1:
        # An excerpt that the author has marked, or ended by the comment `more`, has priority.
        excerpt = excerpt_nodes(doctree)
        paragraph = excerpt[0] if len(excerpt) == 1 else None
        if isinstance(paragraph, nodes.paragraph) and not paragraph.get(EXCERPT):
            paragraphs = (node for node in body_nodes(doctree) if isinstance(node, nodes.paragraph))
            for paragraph in islice(paragraphs, post.excerpt):
                paragraph[EXCERPT] = True
    if post.image and not metadata.image:
        image = next(islice(doctree.findall(nodes.image), post.image - 1, None), None)
        if image is not None:
            uri = str(image["uri"])
            uri = uri if "://" in uri else f"/{uri}"
            domain.post_metadata[docname] = replace(metadata, image=uri)
