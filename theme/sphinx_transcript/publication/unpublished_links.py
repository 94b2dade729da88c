"""Links to unpublished posts: reports them, and replaces them by their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.build_post_names import published_names, unpublished_names
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import guarded, reference_location
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.sphinx_compat import application_of

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx

_REASONS = {
    PublicationStatus.DRAFT: "is a draft",
    PublicationStatus.UNDATED: "has no date",
    PublicationStatus.SCHEDULED: "is dated after the day of this build",
    PublicationStatus.EXPIRED: "is public no longer",
    PublicationStatus.UNREADABLE: "can't be read",
}


class LinksToUnpublished(SphinxPostTransform):
    """Replaces references to unpublished posts by their text."""

    # Before the resolvers of MyST (9) and Sphinx (10), which only report an unknown document.
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the references of the document, and warn about each of them."""
        if not blog_domain(self.env).unpublished:
            return
        app = application_of(self.env)
        for node in list(self.document.findall(addnodes.pending_xref)):
            with guarded("the check of a link", reference_location(node)):
                _replace_if_unpublished(app, node)


def _replace_if_unpublished(app: Sphinx, node: addnodes.pending_xref) -> None:
    unpublished = blog_domain(app.env).unpublished
    target = _target(app, node)
    if target in unpublished:
        _warn(app, target, unpublished[target], node)
        # Like Sphinx for a reference to a document that does not exist.
        text = cast("nodes.Element", node[0].deepcopy())
        if not text.children:
            text += nodes.Text(source_path(app.env, target))
        node.replace_self(text)


def _target(app: Sphinx, node: addnodes.pending_xref) -> str:
    """Return the docname that *node* refers to; '' if it refers to no document."""
    reference_type = (node.get("refdomain"), node["reftype"])
    target = str(node["reftarget"])
    if reference_type == ("doc", "myst"):
        return target
    if reference_type == ("std", "doc"):
        return docname_join(node.get("refdoc", app.env.docname), target)
    if reference_type == ("blog", "post") and published_names(app).find(target) is None:
        return unpublished_names(app).find(target) or ""
    return ""


def drop_downloads(app: Sphinx, doctree: nodes.document) -> None:
    """Remove download links that would publish the source file of an unpublished post."""
    unpublished = blog_domain(app.env).unpublished
    if not unpublished:
        return
    for node in list(doctree.findall(addnodes.download_reference)):
        relative, _ = app.env.relfn2path(node["reftarget"], app.env.docname)
        docname = app.env.path2doc(str(app.srcdir / relative)) or ""
        if docname in unpublished:
            _warn(app, docname, unpublished[docname], node)
            node.replace_self(node.children)


def _warn(app: Sphinx, docname: str, status: PublicationStatus, node: Element) -> None:
    source = source_path(app.env, docname)
    message = f"a link to {source}, which {_REASONS[status]}; it is plain text"
    warn(message, Subtype.UNPUBLISHED, node)
