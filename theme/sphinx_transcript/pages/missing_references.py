"""Warnings for unresolved references of the blog's roles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_transcript.pages.roles import term_kind
from sphinx_transcript.pages.suggestions import suggestion, term_names
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.build_post_names import published_names
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from sphinx_transcript.blog.blog import Blog
    from sphinx_transcript.post.record import Post


def warn_of_missing_reference(app: Sphinx, domain: Domain | None, node: Element) -> bool | None:
    """Warn of the unresolved reference *node* of the ``blog`` domain, with the nearest name.

    Returns True where it has warned, so that Sphinx does not, and None otherwise.
    """
    if domain is None or domain.name != "blog":
        return None
    records = blog_domain(app.env)
    kind, target = node["reftype"], node["reftarget"]
    candidates: list[str] = []
    if kind == "post":
        candidates = published_names(app).matching(target)
    if candidates:
        message = f"more than one post is called {target!r}: {', '.join(sorted(candidates))}"
    else:
        subject = "no post is called" if kind == "post" else f"no post has the {kind}"
        known = partial(_names_for_role, kind, records.posts, records.blog)
        message = f"{subject} {target!r}{suggestion(records, kind, target, known)}"
    warn(message, Subtype.ROLE, node)
    return True


def _names_for_role(kind: str, posts: Mapping[str, Post], blog: Blog) -> list[str]:
    """Return the names that the role *kind* can resolve, to suggest one of them."""
    if kind == "post":
        return [docname.removesuffix("/index").rpartition("/")[2] for docname in posts]
    return term_names(blog, term_kind(kind))
