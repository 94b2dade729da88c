"""The roles ``post``, ``tag``, ``category``, ``author`` and ``series``, and their resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.roles import XRefRole

from sphinx_transcript.blog.taxonomy import TERM_KINDS, TermKind
from sphinx_transcript.pages.generated.page_plan import (
    all_posts_pages,
    kind_title,
    page_plan,
    term_page,
)
from sphinx_transcript.records.build_post_names import published_names
from sphinx_transcript.support.toctrees import documents_below

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx

    from sphinx_transcript.records.blog_records import BlogRecords

ALL_TARGET = "*"
"""The target of a role for the page of all posts, all tags, and so on."""
ROLE_NAMES: tuple[str, ...] = ("post", *TERM_KINDS)
"""The names of the roles."""


class BlogRole(XRefRole):
    """A role of the domain ``blog`` that also works without the domain's name."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the cross-reference node, in the domain ``blog`` under either name."""
        if ":" not in self.name:
            self.name = f"blog:{self.name}"
        return super().run()


def make_roles() -> dict[str, Any]:
    """Return the domain's roles, by name."""
    return {name: BlogRole(innernodeclass=nodes.inline, warn_dangling=True) for name in ROLE_NAMES}


def resolve_reference(
    records: BlogRecords, app: Sphinx, fromdocname: str, node: Element
) -> Element | None:
    """Return the node that replaces the cross-reference *node*; None where it is unresolved.

    That is a link, or only its text for a term that has no page.
    """
    kind, target = node["reftype"], node["reftarget"]
    if target == ALL_TARGET:
        return _link_to_all(app, fromdocname, kind, node)
    if kind == "post":
        docname = published_names(app).find(target)
        if docname is None:
            return None
        return link_to_page(app, fromdocname, docname, records.posts[docname].title, node)
    term = records.blog.term(term_kind(kind), target)
    if term is None:
        return None
    pagename = term_page(app, term)
    if pagename is None:
        label = _label(node, term.label)
        return nodes.inline(label, label, classes=[f"ts-{kind}"])
    return link_to_page(app, fromdocname, pagename, term.label, node)


def _link_to_all(app: Sphinx, fromdocname: str, kind: str, node: Element) -> Element | None:
    """Return a link to the page of all posts or terms of *kind*, or its text if there is none."""
    names = all_posts_pages(app) if kind == "post" else [f"{kind}/index"]
    title = kind_title("post" if kind == "post" else term_kind(kind))
    for name in names:
        if name in page_plan(app) or name in app.env.found_docs:
            return link_to_page(app, fromdocname, name, title, node)
    label = _label(node, title)
    return nodes.inline(label, label)


def term_kind(kind: str) -> TermKind:
    """Return the role name *kind* as the kind of terms that it stands for."""
    return next(each for each in TERM_KINDS if each == kind)


def link_to_page(
    app: Sphinx, fromdocname: str, pagename: str, title: str, node: Element
) -> Element:
    """Return a link to *pagename*, with the explicit text of *node* or else *title*.

    Where the builder has no target for *pagename*, this is the text without a link.
    """
    label = _label(node, title)
    inner = nodes.inline(label, label, classes=["ts-blog", f"ts-blog-{node['reftype']}"])
    if app.builder.name == "singlehtml" and pagename not in documents_below(app.env):
        return inner  # The single page does not include that document.
    try:
        uri = app.builder.get_relative_uri(fromdocname, pagename)
    except NoUri:
        return inner
    return nodes.reference("", "", inner, internal=True, refuri=uri, reftitle=title)


def _label(node: Element, title: str) -> str:
    """Return the explicit text of the cross-reference *node*, or else *title*."""
    return node.astext() if node.get("refexplicit") else title
