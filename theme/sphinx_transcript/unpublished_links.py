"""Links to posts that are not published: told of where they stand, and shown as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from sphinx_transcript import roles
from sphinx_transcript.card import Status
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.patterns import slug
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
            target = _target(self.app, node)
            if target in unpublished:
                source = source_of(self.env, target)
                message = f"a link to {source}, which {_WHY[unpublished[target]]}; it is plain text"
                warn(message, Subtype.UNPUBLISHED, node)
                node.replace_self(node[0].deepcopy())


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
        folders = roles.folders_of(app, domain.unpublished)
        name = target.strip("/")
        for docname, folder in folders.items():
            if name in {docname, slug(docname, folder), docname.rpartition("/")[2]}:
                found = roles.find_post(target, domain.posts, roles.folders_of(app, domain.posts))
                return "" if found else docname
    return ""


def warn_of_missing(app: Sphinx, domain: Domain | None, node: Element) -> bool | None:
    """Say what a role of the blog does not find, with the nearest name that there is."""
    if domain is None or domain.name != "blog":
        return None
    records = blog_domain(app.env)
    kind, target = node["reftype"], node["reftarget"]
    known = roles.names_of(kind, records.posts, records.blog)
    warn(roles.complaint(kind, target, known), Subtype.ROLE, node)
    return True
