"""The listing transform: replaces ``blog-index`` placeholders when a document is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from sphinx import addnodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util.logging import get_node_location

from sphinx_transcript.blog.listing_view import GroupTitles, ListingView, make_listing_view
from sphinx_transcript.blog.term_listing import TermListing
from sphinx_transcript.pages.generated.page_plan import (
    has_conflicting_pages,
    page_names,
    paginates,
)
from sphinx_transcript.pages.host_page import HostPage
from sphinx_transcript.pages.listing_nodes import listing_nodes
from sphinx_transcript.pages.month_text import month_text
from sphinx_transcript.pages.nodes import blog_index, page_only, text_only
from sphinx_transcript.pages.suggestions import suggestion, term_names
from sphinx_transcript.pages.term_nodes import shown_counts, term_list
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_files import listing_commands
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.blog.listing import Listing

_SINGLE_FILE_BUILDERS = frozenset({"latex", "man", "singlehtml", "texinfo"})


def listing_view(app: Sphinx, listing: Listing, page: int | None) -> ListingView:
    """Return the view of page number *page* of *listing*, or of all its rows if *page* is None."""
    blog = blog_domain(app.env).blog
    language = app.config.language
    other = text("other")
    titles = GroupTitles(lambda date: month_text(date, language), str(other))
    return make_listing_view(listing, blog, listing_commands(app), page, titles)


def expand_listings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace each ``blog_index`` node of *doctree* by the nodes of its listing."""
    placeholders = list(doctree.findall(blog_index))
    if not placeholders or isinstance(app.builder, MessageCatalogBuilder):
        return  # The text of posts belongs into their own catalogues.
    if blog_domain(app.env).is_embedding:
        # Listings inside a post are not repeated where another listing embeds the post.
        for node in placeholders:
            node.parent.remove(node)
        return
    host = HostPage(app, docname, _linkable_docnames(app, doctree, docname))
    for node in placeholders:
        # Where a listing fails, nothing is left of it: builders have no visitor for placeholders.
        nothing: list[nodes.Node] = []
        location = node if get_node_location(node) else docname
        shown = attempt("a listing", location, partial(_shown_listing, host, node), nothing)
        node.replace_self(shown)


def _shown_listing(host: HostPage, node: blog_index) -> list[nodes.Node]:
    """Return the nodes that replace the placeholder *node*, and warn of its options."""
    if isinstance(node["listing"], TermListing):
        counts, total = shown_counts(host.app, node["listing"])
        return [term_list(host, node["listing"], counts, total)]
    listing = cast("Listing", node["listing"])
    _warn_of_unmatched_options(host.app, host.pagename, listing, node)
    return _replacements(host, listing)


def _replacements(host: HostPage, listing: Listing) -> list[nodes.Node]:
    """Return the nodes of *listing*: if it is paginated, its first page and its plain text."""
    app = host.app
    view = listing_view(app, listing, None)
    if not paginates(app, host.pagename, listing):
        return [listing_nodes(host, listing, view, {})]
    # The plain text has a host of its own, so that it does not use up ids of the page.
    all_rows = listing_nodes(HostPage(app, host.pagename, host.linkable), listing, view, {})
    first = listing_view(app, listing, 1)
    if first.pages < 2:
        return [all_rows]
    names = page_names(host.pagename, app.config.root_doc, first.pages)
    box = listing_nodes(host, listing, first, names)
    return [page_only("", box), text_only("", all_rows)]


def _warn_of_unmatched_options(
    app: Sphinx, docname: str, listing: Listing, node: blog_index
) -> None:
    """Warn of terms and years that no post has, and of pages that can't be written."""
    records = blog_domain(app.env)
    blog = records.blog
    for kind, names in () if listing.may_name_missing else listing.required_terms:
        for name in names:
            if blog.term(kind, name) is None:
                hint = suggestion(records, kind, name, partial(term_names, blog, kind))
                message = f"blog-index: no post has the {kind} {name!r}{hint}"
                warn(message, Subtype.BLOG_INDEX, node)
    for year in listing.years:
        if year not in blog.years:
            hint = did_you_mean(str(year), map(str, blog.years))
            warn(f"blog-index: no post is of the year {year}{hint}", Subtype.BLOG_INDEX, node)
    if listing.paginate and writes_site(app) and has_conflicting_pages(app, docname):
        message = "blog-index: another document has pages at the same address; this one has none"
        warn(message, Subtype.BLOG_INDEX, node)


def _linkable_docnames(app: Sphinx, doctree: nodes.document, docname: str) -> set[str] | None:
    """Return the docnames that have a link target in *doctree*; None where every document has one.

    A builder that joins documents into one file has no target for a document that it leaves out.
    """
    if app.builder.name not in _SINGLE_FILE_BUILDERS:
        return None
    return {docname} | {node["docname"] for node in doctree.findall(addnodes.start_of_file)}
