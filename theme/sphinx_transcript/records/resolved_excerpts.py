"""The excerpts of posts from resolved documents, as listings, feeds and descriptions show them.

A document as it was read still has content for other builds in it, and references without a text.
So the excerpt is taken when Sphinx has resolved the document: usually to write its page. A page
that shows it earlier, and a build that does not write the page, have the document resolved for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.excerpt import excerpt_nodes, is_generated
from sphinx_transcript.records.excerpt_text import excerpt_text, substitute_text
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.truncated_text import truncate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post

MAX_LENGTH = 300
"""Maximum number of characters in the text of an excerpt."""


@dataclass(frozen=True, slots=True)
class ResolvedExcerpt:
    """The excerpt of one post in this build."""

    text: str
    """On one line, of `MAX_LENGTH` characters at most."""
    nodes: tuple[nodes.Node, ...]
    """A copy, complete in itself; empty if no listing of the site shows excerpts."""


_LEFT_OUT = (
    nodes.citation,
    nodes.footnote,
    nodes.substitution_definition,
    addnodes.index,
    addnodes.toctree,
)
"""Nodes that belong only on the post's own page."""
_EXCERPTS = CacheKey[dict[str, ResolvedExcerpt]]("resolved excerpts")
_SHOWN = CacheKey[bool]("whether listings show excerpts")


def note_excerpt(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Handle ``doctree-resolved``: keep the excerpt of a post, for this page and others."""
    domain = blog_domain(app.env)
    excerpts = domain.cache.get(_EXCERPTS, dict)
    if docname in domain.posts and docname not in excerpts:
        excerpts[docname] = _make_excerpt(app, doctree)


def forget_excerpts(app: Sphinx) -> None:
    """Forget the excerpts that were resolved before Sphinx has assigned all numbers."""
    blog_domain(app.env).cache.take(_EXCERPTS)


def known_excerpt(app: Sphinx, docname: str) -> str | None:
    """Return the text of the excerpt of the post *docname* if it has been resolved, or None."""
    known = blog_domain(app.env).cache.get(_EXCERPTS, dict).get(docname)
    return known.text if known else None


def keep_excerpt(app: Sphinx, docname: str, text: str) -> None:
    """Keep *text* as the excerpt of the post *docname*, unless listings show more of excerpts."""
    if not _are_shown(app):
        excerpts = blog_domain(app.env).cache.get(_EXCERPTS, dict)
        excerpts.setdefault(docname, ResolvedExcerpt(text, ()))


def resolved_excerpt(app: Sphinx, docname: str) -> ResolvedExcerpt:
    """Return the excerpt of the post *docname*. It is made once in a build."""
    excerpts = blog_domain(app.env).cache.get(_EXCERPTS, dict)
    if docname not in excerpts:
        with guarded("the excerpt", docname):
            doctree = resolve_doctree(app, docname)
            if docname not in excerpts:
                excerpts[docname] = _make_excerpt(app, doctree)
        excerpts.setdefault(docname, ResolvedExcerpt("", ()))
    return excerpts[docname]


def description_of(app: Sphinx, post: Post) -> str:
    """Return the description of *post*, or the text of its excerpt, of limited length."""
    if post.description:
        return truncate(post.description, MAX_LENGTH)
    return resolved_excerpt(app, post.docname).text


def resolve_doctree(app: Sphinx, docname: str) -> nodes.document:
    """Return the doctree of *docname*, resolved for the current builder.

    Warnings are suppressed: they are issued when the document's own page is written.
    """
    domain = blog_domain(app.env)
    doctree = app.env.get_doctree(docname)
    was_embedding, domain.is_embedding = domain.is_embedding, True
    try:
        with logging.suppress_logging():
            app.env.apply_post_transforms(doctree, docname)
    finally:
        domain.is_embedding = was_embedding
    return doctree


def _make_excerpt(app: Sphinx, doctree: nodes.document) -> ResolvedExcerpt:
    excerpt = excerpt_nodes(doctree)
    text = truncate(excerpt_text(excerpt) or substitute_text(doctree), MAX_LENGTH)
    kept = _complete(map(_copy, excerpt)) if _are_shown(app) else ()
    return ResolvedExcerpt(text, tuple(kept))


def _are_shown(app: Sphinx) -> bool:
    domain = blog_domain(app.env)
    return domain.cache.get(
        _SHOWN,
        lambda: any(
            listing.format in {"excerpt", "full"}
            for listings in domain.listings.values()
            for listing in listings
        ),
    )


def _copy(node: nodes.Node) -> nodes.Node:
    copied = node.deepcopy()
    for part in copied.findall():
        # A reference to the document would keep all of it in memory.
        part.document = None  # type: ignore[assignment]
    return copied


def _complete(excerpt: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return *excerpt*, complete in itself: nothing in it leads to what is left out."""
    box = nodes.container("", *excerpt)
    elements = [node for node in box.findall(nodes.Element) if node is not box]
    ids = {name for node in elements for name in node["ids"]}
    for node in elements:
        if isinstance(node, nodes.footnote_reference):
            _remove_space_before(node)
            node.parent.remove(node)
        elif isinstance(node, _LEFT_OUT) or (
            isinstance(node, nodes.container) and is_generated(node)
        ):
            node.parent.remove(node)
        elif isinstance(node, nodes.reference | nodes.problematic):
            uri = str(node.get("refuri", ""))
            target = node.get("refid") or (uri[1:] if uri.startswith("#") else "")
            if uri == "#" or (target and target not in ids):
                node.parent.replace(node, node.children)
        elif node.get("refid", "") not in {"", *ids}:
            del node["refid"]
    return box.children


def _remove_space_before(mark: nodes.Node) -> None:
    """Remove the white space before *mark*, which would stand before what follows it."""
    parent = mark.parent
    while (index := parent.index(mark)) and isinstance(before := parent[index - 1], nodes.Text):
        if kept := before.rstrip():
            parent.replace(before, nodes.Text(kept))
            return
        parent.remove(before)
