"""ABlog's labels, such as ``:ref:`blog-tags```, for references that are not resolved otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_transcript.blog.ablog_folders import ablog_name
from sphinx_transcript.pages import roles
from sphinx_transcript.pages.generated.page_plan import ARCHIVE, kind_title, page_plan
from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.blog.taxonomy import TermKind
    from sphinx_transcript.records.blog_records import BlogRecords

_ROLES_BY_LABEL = {
    "blog-posts": "post",
    "blog-tags": "tag",
    "blog-categories": "category",
    "blog-authors": "author",
}
_TERM_KINDS: tuple[TermKind, ...] = ("tag", "category", "author")


def resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: Element
) -> Element | None:
    """Return the resolved reference for *node*, if it refers to one of ABlog's labels, or None."""
    if not app.config.transcript_ablog or node.get("reftype") != "ref":
        return None
    records = blog_domain(env)
    docname = str(node.get("refdoc", ""))
    label = str(node["reftarget"]).casefold()
    if label == "blog-archives" and f"{ARCHIVE}/index" in page_plan(app):
        return roles.link_to_page(app, docname, f"{ARCHIVE}/index", kind_title("archive"), node)
    role_and_target = _role_and_target(records, label)
    if role_and_target is None:
        return None
    role, target = role_and_target
    reference = addnodes.pending_xref(
        "",
        contnode.deepcopy(),
        reftype=role,
        reftarget=target,
        refexplicit=node.get("refexplicit", False),
    )
    return roles.resolve_reference(records, app, docname, reference)


def _role_and_target(records: BlogRecords, label: str) -> tuple[str, str] | None:
    """Return the role of this package and its target that are equivalent to *label*, or None."""
    if label in _ROLES_BY_LABEL:
        return _ROLES_BY_LABEL[label], roles.ALL_TARGET
    for kind in _TERM_KINDS:
        for term in records.blog.taxonomies[kind].values():
            if label == f"{kind}-{ablog_name(term.name)}":
                return kind, term.name
    for key in records.env.config.transcript_authors:
        if label == f"author-{ablog_name(key)}":
            return "author", key
    docnames = [
        docname
        for docname in records.posts
        if docname.removesuffix("/index").rpartition("/")[2].casefold() == label
    ]
    return ("post", docnames[0]) if len(docnames) == 1 else None
