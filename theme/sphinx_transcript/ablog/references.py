"""ABlog's labels, such as ``:ref:`blog-tags```, for references that find nothing else."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_transcript import roles
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.generated.plan import ARCHIVE, kind_title, plan

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.domain import BlogRecords
    from sphinx_transcript.taxonomy import Kind

_OF_ALL = {
    "blog-posts": "post",
    "blog-tags": "tag",
    "blog-categories": "category",
    "blog-authors": "author",
}
_KINDS: tuple[Kind, ...] = ("tag", "category", "author")


def resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: Element
) -> Element | None:
    """Return what stands for the reference *node* to a label of ABlog's, or None."""
    if not app.config.transcript_ablog or node.get("reftype") != "ref":
        return None
    records = blog_domain(env)
    here = str(node.get("refdoc", ""))
    label = str(node["reftarget"]).casefold()
    if label == "blog-archives" and f"{ARCHIVE}/index" in plan(app):
        return roles.link_to_page(app, here, f"{ARCHIVE}/index", kind_title("archive"), node)
    found = _meant(records, label)
    if found is None:
        return None
    kind, target = found
    meant = addnodes.pending_xref(
        "",
        contnode.deepcopy(),
        reftype=kind,
        reftarget=target,
        refexplicit=node.get("refexplicit", False),
    )
    return roles.resolve(records, app, here, meant)


def _meant(records: BlogRecords, label: str) -> tuple[str, str] | None:
    """Return the role of this package and the target that say the same as *label*."""
    if label in _OF_ALL:
        return _OF_ALL[label], roles.ALL
    for kind in _KINDS:
        for term in records.blog.taxonomies[kind].values():
            if label == f"{kind}-{_label(term.name)}":
                return kind, term.name
    for key in records.env.config.transcript_authors:
        if label == f"author-{_label(key)}":
            return "author", key
    docnames = [
        docname
        for docname in records.posts
        if docname.removesuffix("/index").rpartition("/")[2].casefold() == label
    ]
    return ("post", docnames[0]) if len(docnames) == 1 else None


def _label(name: str) -> str:
    """Return *name* as ABlog's labels have it."""
    plain = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKD", name)).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)
