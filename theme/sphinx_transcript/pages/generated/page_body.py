"""The body of a generated page, as HTML for any theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_transcript.blog.listing_view import page_count
from sphinx_transcript.blog.page_kinds import PAGE_KINDS
from sphinx_transcript.pages.generated.page_plan import (
    GeneratedPage,
    kind_title,
    page_names,
    page_plan,
)
from sphinx_transcript.pages.host_page import HostPage
from sphinx_transcript.pages.html_fragment import render_fragment
from sphinx_transcript.pages.listing_nodes import listing_nodes
from sphinx_transcript.pages.listing_transform import listing_view
from sphinx_transcript.pages.site_addresses import address_on_page
from sphinx_transcript.pages.term_nodes import term_list
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def render_body(app: Sphinx, page: GeneratedPage) -> str:
    """Return the HTML of the body of *page*, which a theme shows like that of a document."""
    title = nodes.title("", page_title(app, page))
    section = nodes.section("", title, ids=["listing"])
    if page.listing is not None:
        profile = _author_profile(app, page)
        section += profile
        view = listing_view(app, page.listing, page.page)
        names = page_names(page.base, app.config.root_doc, view.pages)
        host = HostPage(app, page.pagename, is_generated=True)
        section += listing_nodes(host, page.listing, view, names, headings=bool(profile))
    elif page.counted is not None:
        host = HostPage(app, page.pagename, is_generated=True)
        counts = page.counts
        section += term_list(host, page.counted, counts, len(counts), heading=False)
    if page.base not in app.env.found_docs:
        section += _overview_links(app, page)
    return _render(app, page.pagename, section)


def _overview_links(app: Sphinx, page: GeneratedPage) -> list[nodes.Node]:
    """Return links to the other overviews: all tags, all years, and so on."""
    links: list[nodes.Node] = []
    for kind in PAGE_KINDS[1:]:
        if f"{kind}/index" in page_plan(app) and f"{kind}/index" != page.pagename:
            uri = app.builder.get_relative_uri(page.pagename, f"{kind}/index")
            link = nodes.reference("", kind_title(kind), refuri=uri, internal=True)
            dot = nodes.inline("", "· ", classes=["ts-dot"])
            links.append(nodes.inline("", "", *([dot] if links else []), link, classes=["ts-fact"]))
            links.append(nodes.Text(" "))
    return [nodes.paragraph("", "", *links[:-1], classes=["ts-other-pages"])] if links else []


def page_title(app: Sphinx, page: GeneratedPage) -> str:
    """Return the title of *page*, with the page number if it is not the first of its listing."""
    if page.page == 1 or page.listing is None:
        return page.title
    pages = page_count(page.listing, len(blog_domain(app.env).blog.select(page.listing)))
    return f"{page.title} · " + text("page {page} of {pages}").format(page=page.page, pages=pages)


def _render(app: Sphinx, pagename: str, section: nodes.section) -> str:
    builder: Any = app.builder
    uri = builder.get_target_uri(pagename)
    return render_fragment(
        app,
        pagename,
        [section],
        builder_attributes={
            "imgpath": relative_uri(uri, builder.imagedir),
            "dlpath": relative_uri(uri, "_downloads"),
            "secnumbers": {},
            "fignumbers": app.env.toc_fignumbers.get(pagename, {}),
        },
    )


def _author_profile(app: Sphinx, page: GeneratedPage) -> list[nodes.Node]:
    """Return avatar, biography and URL of the author whose page *page* is; else nothing."""
    if page.term is None or page.term.kind != "author" or page.page > 1:
        return []
    author = blog_domain(app.env).blog.authors.author(page.term.name)
    profile: list[nodes.Node] = []
    if author.avatar:
        profile.append(_avatar(app, page, author.avatar))
    if author.bio:
        profile.append(nodes.paragraph(author.bio, author.bio))
    if author.url:
        uri = address_on_page(app, page.pagename, author.url)
        label = author.url.removeprefix("mailto:")
        profile.append(nodes.paragraph("", "", nodes.reference("", label, refuri=uri)))
    return profile


def _avatar(app: Sphinx, page: GeneratedPage, address: str) -> nodes.image:
    uri = address_on_page(app, page.pagename, address)
    # With the candidate "?", Sphinx does not look for the image among the sources.
    return nodes.image("", uri=uri, alt="", classes=["ts-avatar"], candidates={"?": uri})
