"""The links below a listing: to its other pages, and to a page with the posts beyond its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.pages.generated.page_plan import (
    ARCHIVE,
    all_posts_pages,
    page_plan,
    term_page,
)
from sphinx_transcript.pages.nodes import page_only, pager
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.blog.listing_view import ListingView
    from sphinx_transcript.pages.host_page import HostPage


def listing_links(
    host: HostPage, listing: Listing, view: ListingView, page_names: dict[int, str]
) -> list[nodes.Node]:
    """Return the links below the rows of *view*, one page of *listing*.

    *page_names* are the names of its pages, by number. The last page of a listing with a limit ends
    in a link to a page that has the posts beyond it, if there is one.
    """
    before, after = text("previous"), text("next")
    more = text("{count} more").format(count=view.more)
    if listing.sort == "-date" and not listing.group_by:
        before, after, more = text("newer"), text("older"), text("older")
    links: list[nodes.Node] = []
    if view.page - 1 in page_names:
        links.append(_link(host, page_names[view.page - 1], before, "ts-prev"))
    if view.pages > 1:
        label = text("page {page} of {pages}").format(page=view.page, pages=view.pages)
        links.append(nodes.inline(label, label, classes=["ts-page-number"]))
    if view.page + 1 in page_names:
        links.append(_link(host, page_names[view.page + 1], after, "ts-next"))
    elif view.more and (target := page_of_more(host.app, host.pagename, listing)):
        links.append(_link(host, target, more, "ts-next"))
    parts = [part for link in links for part in (nodes.Text(" · "), link)][1:]
    if view.pages > 1:
        return [pager("", nodes.paragraph("", "", *parts), label=text("Pages"))]
    return [page_only("", nodes.paragraph("", "", *parts, classes=["ts-more"]))] if parts else []


def _link(host: HostPage, pagename: str, title: str, css_class: str) -> nodes.reference:
    uri = host.app.builder.get_relative_uri(host.pagename, pagename)
    return nodes.reference("", title, refuri=uri, internal=True, classes=[css_class])


def page_of_more(app: Sphinx, pagename: str, listing: Listing) -> str | None:
    """Return the name of a page with all posts that *listing* selects but for its limit, or None.

    *pagename* is the page that the listing is on.
    """
    if not writes_site(app):
        return None
    candidates = [name for name in _complete_pages(app, listing) if name != pagename]
    return next(iter(candidates), None)


def _complete_pages(app: Sphinx, listing: Listing) -> list[str]:
    domain = blog_domain(app.env)
    filters, years = listing.required_terms, listing.years
    names = [(kind, name) for kind, all_names in filters for name in all_names]
    if len(names) + len(years) > 1:
        return []
    for kind, name in names:
        term = domain.blog.term(kind, name)
        page = term_page(app, term) if term else None
        return [page] if page else []
    plan = page_plan(app)
    if years:
        return [page for year in years if (page := f"{ARCHIVE}/{year}/index") in plan]
    pages = [*all_posts_pages(app), f"{ARCHIVE}/index"]
    # A document in the place of a generated page has all posts if a listing on it has.
    return [page for page in pages if page in plan or _lists_all_posts(app, page)]


def _lists_all_posts(app: Sphinx, docname: str) -> bool:
    """Tell whether a listing on the document *docname* has all posts."""
    return docname in app.env.found_docs and any(
        each.is_sound and not (each.required_terms or each.years or each.limit)
        for each in blog_domain(app.env).listings.get(docname, ())
    )
