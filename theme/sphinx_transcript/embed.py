"""Content of a post on another page: resolved from the post, then led from that page.

Links and the targets of footnotes are made to fit the page, and ids are made those of this post
alone, so that posts that stand on one page share none.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.excerpt import excerpt_nodes
from sphinx_transcript.nodes import page_only

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post

_DROPPED = (addnodes.toctree, addnodes.index, nodes.substitution_definition, page_only)


def resolved(app: Sphinx, docname: str) -> nodes.document:
    """Return the doctree of *docname*, resolved for this builder as if it were to be written.

    What there is to say of it was said, or will be, when the document's own page is written.
    """
    domain = blog_domain(app.env)
    doctree = app.env.get_doctree(docname)
    was_embedding, domain.is_embedding = domain.is_embedding, True
    try:
        with logging.suppress_logging():
            app.env.apply_post_transforms(doctree, docname)
    finally:
        domain.is_embedding = was_embedding
    drop_what_moves_not(doctree)
    return doctree


def drop_what_moves_not(doctree: nodes.document) -> None:
    """Remove from *doctree* what has its place on the document's own page alone."""
    for node in [node for node in doctree.findall() if isinstance(node, _DROPPED)]:
        if node.parent is not None:
            node.parent.remove(node)


def embedded_excerpt(app: Sphinx, post: Post, pagename: str, prefix: str) -> list[nodes.Node]:
    """Return the excerpt of *post* for the page *pagename*, its ids with *prefix* before them."""
    if post.description:
        return [nodes.paragraph(post.description, post.description)]
    doctree = resolved(app, post.docname)
    excerpt = excerpt_nodes(doctree)
    for node in excerpt:
        for reference in list(node.findall(nodes.footnote_reference)):
            reference.parent.remove(reference)
    return _moved(app, excerpt, post, pagename, prefix)


def embedded_body(app: Sphinx, post: Post, pagename: str, prefix: str) -> list[nodes.Node]:
    """Return all of *post* but its title, for the page *pagename*; *prefix* is as above."""
    doctree = resolved(app, post.docname)
    return _moved(app, body_nodes(doctree), post, pagename, prefix)


def body_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes of a post's *doctree* without its title."""
    section = doctree.next_node(nodes.section)
    if section is None:
        return list(doctree)
    inside = [node for node in section if not isinstance(node, nodes.title)]
    # Footnotes stand below the section.
    return inside + [node for node in doctree[doctree.index(section) + 1 :]]  # noqa: C416


def is_relative(uri: str) -> bool:
    """Tell whether *uri* names something of this site."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not uri.startswith("/")


def _moved(
    app: Sphinx, content: list[nodes.Node], post: Post, pagename: str, prefix: str
) -> list[nodes.Node]:
    builder = app.builder
    there, here = builder.get_target_uri(post.docname), builder.get_target_uri(pagename)
    elements = [
        node for part in content for node in part.findall() if isinstance(node, nodes.Element)
    ]
    ids = {name for node in elements for name in node["ids"]}

    def move(uri: str) -> str:
        path, mark, fragment = urljoin(there, uri).partition("#")
        return f"{relative_uri(here, path)}{mark}{fragment}"

    for node in elements:
        uri = str(node.get("refuri", ""))
        if uri and not uri.startswith("#") and is_relative(uri):
            node["refuri"] = move(uri)
        node["ids"] = [prefix + name for name in node["ids"]]
        if "backrefs" in node:
            node["backrefs"] = [prefix + name for name in node["backrefs"] if name in ids]
        target = node.get("refid") or ""
        if not target and str(node.get("refuri", "")).startswith("#"):
            target = node["refuri"][1:]
        if target in ids:
            node["refid"] = prefix + target
            node.attributes.pop("refuri", None)
        elif target:
            node.attributes.pop("refid", None)
            node["refuri"] = f"{relative_uri(here, there)}#{target}"
    return content


def id_prefix(docname: str) -> str:
    """Return what stands before the ids of the post *docname* on a page that is not its own."""
    name = re.sub(r"[^a-z0-9]+", "-", docname.casefold()).strip("-")
    return f"{name}-{hashlib.blake2b(docname.encode(), digest_size=3).hexdigest()}-"
