"""Content of a post embedded in another page: the excerpt or the body, with adapted links.

Links and footnote targets are relocated to the page that embeds the content. Ids get a prefix of
the post, so that the posts embedded in one page have no id in common. This module does so for
nodes, which all builders write. `embedded_html` does it for the HTML that authors and extensions
write themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx import addnodes
from sphinx.util.osutil import relative_uri

from sphinx_transcript.fragments.marks import places_of_marks
from sphinx_transcript.pages.embedded_numbers import add_embedded_numbers
from sphinx_transcript.pages.nodes import author_html, embedded, page_only
from sphinx_transcript.records import resolved_excerpts
from sphinx_transcript.records.resolved_excerpts import resolved_excerpt
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.relative_urls import is_relative_url

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post

PAGE_BOUND = (addnodes.toctree, addnodes.index, nodes.substitution_definition, page_only)
"""The classes of nodes that belong only on the page of their document."""


def resolve_doctree(app: Sphinx, docname: str) -> nodes.document:
    """Return the resolved doctree of *docname*, without what belongs only on its own page."""
    doctree = resolved_excerpts.resolve_doctree(app, docname)
    remove_page_bound_nodes(doctree)
    return doctree


def remove_page_bound_nodes(doctree: nodes.document) -> None:
    """Remove the nodes of *doctree* that belong only on the document's own page."""
    for node in [node for node in doctree.findall() if isinstance(node, PAGE_BOUND)]:
        if node.parent is not None:
            node.parent.remove(node)


def embedded_excerpt(app: Sphinx, post: Post, pagename: str, prefix: str) -> list[nodes.Node]:
    """Return the excerpt of *post* for the page *pagename*; all ids begin with *prefix*."""
    if post.description:
        return [nodes.paragraph(post.description, post.description)]
    excerpt = resolved_excerpt(app, post.docname)
    as_text: list[nodes.Node] = (
        [nodes.paragraph(excerpt.text, excerpt.text)] if excerpt.text else []
    )
    if not excerpt.nodes:
        return as_text

    def embedded_nodes() -> list[nodes.Node]:
        content = [node.deepcopy() for node in excerpt.nodes]
        return _embedded(app, content, post, pagename, prefix, is_excerpt=True)

    return attempt(f"the excerpt on {pagename!r}", post.docname, embedded_nodes, as_text)


def embedded_body(app: Sphinx, post: Post, pagename: str, prefix: str) -> list[nodes.Node]:
    """Return the body of *post* for the page *pagename*; all ids begin with *prefix*."""

    def embedded_nodes() -> list[nodes.Node]:
        content = body_nodes(resolve_doctree(app, post.docname))
        return _embedded(app, content, post, pagename, prefix, is_excerpt=False)

    nothing: list[nodes.Node] = []
    return attempt(f"the text on {pagename!r}", post.docname, embedded_nodes, nothing)


def body_nodes(doctree: nodes.document) -> list[nodes.Node]:
    """Return the nodes of a post's *doctree* without its title."""
    section = doctree.next_node(nodes.section)
    if section is None:
        return list(doctree)
    children = [node for node in section if not isinstance(node, nodes.title)]
    # Footnotes follow the section.
    return children + [node for node in doctree[doctree.index(section) + 1 :]]  # noqa: C416


def _embedded(
    app: Sphinx,
    content: list[nodes.Node],
    post: Post,
    pagename: str,
    prefix: str,
    *,
    is_excerpt: bool,
) -> list[nodes.Node]:
    """Return *content* in a box in which all its HTML is moved to the page *pagename*."""
    if not content:
        return []
    page, host = _quoted_uri(app, post.docname), _quoted_uri(app, pagename)
    box = embedded("", page=page, host=host, prefix=prefix, is_excerpt=is_excerpt)
    box += _relocate(app, content, post, pagename, prefix)
    parts = [node for node in box.findall(nodes.raw) if "html" in node.get("format", "").split()]
    places = places_of_marks(node.astext() for node in parts)
    for node, (starts, ends) in zip(parts, places, strict=True):
        node.parent.replace(node, author_html.from_raw(node, starts=starts, ends=ends))
    return [box]


def _quoted_uri(app: Sphinx, pagename: str) -> str:
    """Return the URL of the page *pagename* from the root of the site, percent-encoded."""
    uri = str(app.builder.get_target_uri(pagename))
    return uri if "%25" in app.builder.get_target_uri("%") else quote(uri)


def _relocate(
    app: Sphinx, content: list[nodes.Node], post: Post, pagename: str, prefix: str
) -> list[nodes.Node]:
    """Return *content* with its links adapted to *pagename*, and *prefix* before its ids."""
    add_embedded_numbers(app, post.docname, pagename, prefix)
    builder = app.builder
    post_uri, page_uri = builder.get_target_uri(post.docname), builder.get_target_uri(pagename)
    elements = [
        node for part in content for node in part.findall() if isinstance(node, nodes.Element)
    ]
    ids: set[str] = {name for node in elements for name in node.get("ids") or []}

    def relocate_uri(uri: str) -> str:
        path, hash_sign, fragment = urljoin(post_uri, uri).partition("#")
        return f"{relative_uri(page_uri, path)}{hash_sign}{fragment}"

    for node in elements:
        uri = str(node.get("refuri", ""))
        if uri and not uri.startswith("#") and is_relative_url(uri):
            node["refuri"] = relocate_uri(uri)
        node["ids"] = [prefix + name for name in node.get("ids") or []]
        if "backrefs" in node:
            node["backrefs"] = [prefix + name for name in node["backrefs"] if name in ids]
        target = node.get("refid") or ""
        if not target and str(node.get("refuri", "")).startswith("#"):
            target = node["refuri"][1:]
        if target in ids:
            node["refid"] = prefix + target
            node.attributes.pop("refuri", None)
        elif target or node.get("refid") == "" or node.get("refuri") == "#":
            # The target is not embedded, so the link goes to the post's own page. Without a
            # target, as in MyST's ``[text](#)``, it goes to the top of that page.
            node.attributes.pop("refid", None)
            own_page = relative_uri(page_uri, post_uri)
            node["refuri"] = f"{own_page}#{target}" if target else own_page or "#"
            if isinstance(node, nodes.footnote_reference):
                # Its HTML visitor knows only footnotes of the same page.
                link = nodes.reference("", node.astext(), refuri=node["refuri"])
                mark = nodes.superscript("", "", link)
                content = [mark if part is node else part for part in content]
                node.replace_self(mark)
    return content


def id_prefix(docname: str) -> str:
    """Return the prefix of the ids of the post *docname* where another page embeds it."""
    name = re.sub(r"[^a-z0-9]+", "-", docname.casefold()).strip("-")
    return f"{name}-{digest(docname, 3)}-"
