"""Fills in the listings of a document when it is written, with nodes that any builder shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx import addnodes

from sphinx_transcript.dates import month_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.generated.plan import has_double, page_names, paginates
from sphinx_transcript.html_builders import writes_site
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.nodes import blog_index, page_only, text_only
from sphinx_transcript.post_files import post_files
from sphinx_transcript.rows import Place, listing_nodes
from sphinx_transcript.translations import text
from sphinx_transcript.views import View, Words, make_view

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.listing import Listing

_ONE_FILE_BUILDERS = frozenset({"latex", "man", "singlehtml", "texinfo"})


def view_of(app: Sphinx, listing: Listing, page: int | None) -> View:
    """Return what page number *page* of *listing* shows; all of it where that is None."""
    blog = blog_domain(app.env).blog
    language = app.config.language
    other = text("other")
    words = Words(lambda date: month_text(date, language), str(other))
    return make_view(listing, blog, post_files(app), page, words)


def expand_listings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put its rows in the place of each ``blog-index`` of *doctree*."""
    placeholders = list(doctree.findall(blog_index))
    if not placeholders:
        return
    if blog_domain(app.env).is_embedding:
        # A post shown whole in a listing does not have its own listings shown within.
        for node in placeholders:
            node.parent.remove(node)
        return
    place = Place(app, docname, _linkable(app, doctree, docname))
    for node in placeholders:
        listing = cast("Listing", node["listing"])
        _warn_of_mistakes(app, docname, listing, node)
        node.replace_self(_boxes(place, listing))


def _boxes(place: Place, listing: Listing) -> list[nodes.Node]:
    app = place.app
    view = view_of(app, listing, None)
    if not paginates(app, place.pagename, listing):
        return [listing_nodes(place, listing, view, {})]
    # What stands in plain text alone takes no id away.
    whole = listing_nodes(Place(app, place.pagename, place.linkable), listing, view, {})
    first = view_of(app, listing, 1)
    if first.pages < 2:
        return [whole]
    names = page_names(place.pagename, app.config.root_doc, first.pages)
    box = listing_nodes(place, listing, first, names)
    return [page_only("", box), text_only("", whole)]


def _warn_of_mistakes(app: Sphinx, docname: str, listing: Listing, node: blog_index) -> None:
    blog = blog_domain(app.env).blog
    for kind, names in listing.wanted:
        for name in names:
            if blog.term(kind, name) is None:
                known = [term.name for term in blog.taxonomies[kind].values()]
                hint = did_you_mean(name, known)
                message = f"blog-index: no post has the {kind} {name!r}{hint}"
                warn(message, Subtype.BLOG_INDEX, node)
    for year in listing.years:
        if year not in blog.years:
            hint = did_you_mean(str(year), map(str, blog.years))
            warn(f"blog-index: no post is of the year {year}{hint}", Subtype.BLOG_INDEX, node)
    if listing.paginate and writes_site(app) and has_double(app, docname):
        message = "blog-index: another document has pages at the same address; this one has none"
        warn(message, Subtype.BLOG_INDEX, node)


def _linkable(app: Sphinx, doctree: nodes.document, docname: str) -> set[str] | None:
    """Return the docnames that *doctree* has a target for; None where every document has a page.

    A builder that makes one file of many documents has no target for a document left out.
    """
    if app.builder.name not in _ONE_FILE_BUILDERS:
        return None
    return {docname} | {node["docname"] for node in doctree.findall(addnodes.start_of_file)}
