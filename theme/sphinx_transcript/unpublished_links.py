"""Links to posts that are not published: told of where they stand, and shown as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from sphinx_transcript import roles
from sphinx_transcript.application import application_of
from sphinx_transcript.card import Status
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

_WHY = {
    Status.DRAFT: "is a draft",
    Status.UNDATED: "has no date",
    Status.SCHEDULED: "is dated after the day of this build",
    Status.UNREADABLE: "can't be read",
}


class LinksToUnpublished(SphinxPostTransform):
    """Replaces such links by their words."""

    # Before MyST (9) and Sphinx (10), which say only that there is no such document.
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Look at each reference to a document."""
        unpublished = blog_domain(self.env).unpublished
        if not unpublished:
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            target = _target(application_of(self.env), node)
            if target in unpublished:
                _warn(application_of(self.env), target, unpublished[target], node)
                # As Sphinx leaves a reference to a document that does not exist.
                words = cast("nodes.Element", node[0].deepcopy())
                if not words.children:
                    words += nodes.Text(source_of(self.env, target))
                node.replace_self(words)


def _target(app: Sphinx, node: addnodes.pending_xref) -> str:
    """Return the document that *node* refers to; '' for any other reference."""
    kind = (node.get("refdomain"), node["reftype"])
    target = str(node["reftarget"])
    if kind == ("doc", "myst"):
        return target
    if kind == ("std", "doc"):
        return docname_join(node.get("refdoc", app.env.docname), target)
    if kind == ("blog", "post"):
        domain = blog_domain(app.env)
        if roles.find_post(target, roles.folders_of(app, domain.posts)) is None:
            return roles.find_post(target, roles.folders_of(app, domain.unpublished)) or ""
    return ""


def drop_downloads(app: Sphinx, doctree: nodes.document) -> None:
    """Take links that would publish the source of an unpublished post out of the document."""
    unpublished = blog_domain(app.env).unpublished
    if not unpublished:
        return
    for node in list(doctree.findall(addnodes.download_reference)):
        relative, _ = app.env.relfn2path(node["reftarget"], app.env.docname)
        docname = app.env.path2doc(str(app.srcdir / relative)) or ""
        if docname in unpublished:
            _warn(app, docname, unpublished[docname], node)
            node.replace_self(node.children)


def _warn(app: Sphinx, docname: str, status: Status, node: Element) -> None:
    source = source_of(app.env, docname)
    message = f"a link to {source}, which {_WHY[status]}; it is plain text"
    warn(message, Subtype.UNPUBLISHED, node)


def warn_of_missing(app: Sphinx, domain: Domain | None, node: Element) -> bool | None:
    """Say what a role of the blog does not find, with the nearest name that there is."""
    if domain is None or domain.name != "blog":
        return None
    records = blog_domain(app.env)
    kind, target = node["reftype"], node["reftarget"]
    known = roles.names_of(kind, records.posts, records.blog)
    called: list[str] = []
    if kind == "post":
        called = roles.posts_called(target, roles.folders_of(app, records.posts))
    warn(roles.complaint(kind, target, known, called), Subtype.ROLE, node)
    return True
