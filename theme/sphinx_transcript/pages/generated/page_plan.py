"""The plan of generated pages: which there are, and what each of them shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.blog.listing_view import page_count
from sphinx_transcript.blog.page_kinds import PAGE_KINDS, PageKind
from sphinx_transcript.blog.term_listing import KINDS, Count, TermListing, sort_counts
from sphinx_transcript.config.post_patterns import fixed_part
from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.pages.generated.file_conflicts import FilesAndFolders
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.source_dialect import all_posts_folder
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import (
    is_extra_file,
    output_name,
    writes_site,
)
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.taxonomy import Term, TermKind
    from sphinx_transcript.blog.term_listing import TermList

ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One generated page: a page of a listing, or an overview of terms or years with counts."""

    pagename: str
    title: str
    listing: Listing | None = None
    page: int = 1
    base: str = ""
    """The name of the first page of the listing."""
    counts: tuple[Count, ...] = ()
    counted: TermListing | None = None
    """What the rows of the overview are."""
    term: Term | None = None
    """The term that selects the posts of the listing."""


_BLOCKED = CacheKey[set[str]]("blocked pages")
_PLAN = CacheKey[dict[str, GeneratedPage]]("page plan")
_OUTDATED = CacheKey[frozenset[str]]("outdated generated pages")


def page_plan(app: Sphinx) -> dict[str, GeneratedPage]:
    """Return the pages to generate, by name. The plan is made once in a build.

    A document or a file of ``html_extra_path`` takes precedence over a generated page that would
    be written to the same file. A page whose folder would be such a file is blocked: it is left
    out, with a warning.
    """
    return blog_domain(app.env).cache.get(_PLAN, lambda: _make_plan(app))


def note_outdated_pages(app: Sphinx, names: Iterable[str]) -> None:
    """Note that this build writes the generated pages *names*, and leaves the others alone."""
    blog_domain(app.env).cache.put(_OUTDATED, frozenset(names))


def unchanged_pages(app: Sphinx) -> Set[str]:
    """Return the generated pages that this build leaves as they are; none until that is known."""
    outdated = blog_domain(app.env).cache.get(_OUTDATED, lambda: frozenset(page_plan(app)))
    return page_plan(app).keys() - outdated


def _make_plan(app: Sphinx) -> dict[str, GeneratedPage]:
    pages = list(_candidates(app))
    if not pages:
        return {}
    files = FilesAndFolders(app, {page.pagename for page in pages})
    plan: dict[str, GeneratedPage] = {}
    blocked = blog_domain(app.env).cache.get(_BLOCKED, set)
    for page in pages:
        name = output_name(app, page.pagename)
        if files.is_document(name) or is_extra_file(app, name):
            continue
        if other := files.conflict(name):
            blocked.add(page.pagename)
            message = f"the page {name!r} can't be written, because there is {other!r}; left out"
            warn(message, Subtype.SLUG)
            continue
        plan.setdefault(page.pagename, page)
    return {name: _without_links(page, blocked) for name, page in plan.items()} if blocked else plan


def _without_links(page: GeneratedPage, blocked: Set[str]) -> GeneratedPage:
    rows = (row._replace(pagename="") if row.pagename in blocked else row for row in page.counts)
    return replace(page, counts=tuple(rows))


def paginates(app: Sphinx, docname: str, listing: Listing) -> bool:
    """Tell whether this build splits *listing*, on the document *docname*, into pages."""
    return bool(listing.paginate) and writes_site(app) and not has_conflicting_pages(app, docname)


def has_conflicting_pages(app: Sphinx, docname: str) -> bool:
    """Tell whether another document's listing has pages at the addresses of those of *docname*.

    The second pages of `about` and of `about/index` have the same address; `about` gets it.
    """
    other = docname.removesuffix("/index")
    listings = blog_domain(app.env).listings.get(other, ())
    return other != docname and any(listing.paginate for listing in listings)


def page_name(docname: str, root_doc: str, page: int) -> str:
    """Return the name of page number *page* of the listing on *docname*."""
    if page == 1:
        return docname
    base = "" if docname == root_doc else f"{docname.removesuffix('/index')}/"
    return f"{base}page/{page}/index"


def page_names(docname: str, root_doc: str, pages: int) -> dict[int, str]:
    """Return the names of the pages of the listing on *docname*, by number; *pages* is the last."""
    return {number: page_name(docname, root_doc, number) for number in range(1, pages + 1)}


def is_generated(app: Sphinx, kind: PageKind) -> bool:
    """Tell whether this build generates pages of *kind*."""
    return writes_site(app) and kind in app.config.transcript_pages


def term_page(app: Sphinx, term: Term) -> str | None:
    """Return the name of the generated page of *term*, or None where it has none."""
    if not is_generated(app, term.kind):
        return None
    return None if term.pagename in blocked_pages(app) else term.pagename


def blocked_pages(app: Sphinx) -> Set[str]:
    """Return the pages that are left out because a document or a file has their address."""
    page_plan(app)
    return blog_domain(app.env).cache.get(_BLOCKED, set)


def post_folders(app: Sphinx) -> list[str]:
    """Return the folders of posts, without the source folder itself."""
    if folder := all_posts_folder(app.config):
        return [folder]
    folders = (fixed_part(pattern) for pattern in app.config.transcript_posts)
    return [folder for folder in dict.fromkeys(folders) if folder]


def all_posts_pages(app: Sphinx) -> list[str]:
    """Return the names of the pages of all posts: generated pages, or documents in their place."""
    folder = all_posts_folder(app.config)
    if folder and folder in app.env.found_docs:
        return [folder]
    return [f"{each}/index" for each in post_folders(app)]


def kind_title(kind: PageKind) -> str:
    """Return the title of the page of all posts, or of the overview of *kind*."""
    titles = {
        "post": text("posts"),
        "tag": text("tags"),
        "category": text("categories"),
        "author": text("authors"),
        "series": text("series"),
        "archive": text("archive"),
    }
    return titles[kind]


def _candidates(app: Sphinx) -> Iterator[GeneratedPage]:
    """Yield all pages that the listings and terms call for, whatever else has their address."""
    if not writes_site(app):
        return
    domain = blog_domain(app.env)
    for docname in sorted(domain.listings):
        for listing in domain.listings[docname]:
            if paginates(app, docname, listing):
                title = document_title(app.env, docname)
                yield from _listing_pages(app, docname, title, listing, first=2)
    if not domain.blog.posts:
        return
    for kind in PAGE_KINDS:
        if is_generated(app, kind):
            if kind == "post":
                yield from _post_pages(app)
            elif kind == "archive":
                yield from _archive_pages(app)
            else:
                yield from _term_pages(app, kind)


def _listing_pages(
    app: Sphinx,
    base: str,
    title: str,
    listing: Listing,
    *,
    first: int = 1,
    term: Term | None = None,
) -> Iterator[GeneratedPage]:
    pages = page_count(listing, len(blog_domain(app.env).blog.select(listing)))
    for number, name in page_names(base, app.config.root_doc, pages).items():
        if number >= first:
            yield GeneratedPage(name, title, listing, number, base, term=term)


def _post_pages(app: Sphinx) -> Iterator[GeneratedPage]:
    listing = Listing(paginate=app.config.transcript_paginate, pinned_first=False)
    for name in all_posts_pages(app):
        if name not in app.env.found_docs:
            yield from _listing_pages(app, name, kind_title("post"), listing)


def _term_pages(app: Sphinx, kind: TermKind) -> Iterator[GeneratedPage]:
    terms = blog_domain(app.env).blog.taxonomies[kind]
    if not terms:
        return
    counts = [Count(term.label, len(term.posts), term.pagename) for term in terms.values()]
    counted = TermListing(_TERM_LISTS[kind])
    rows = tuple(sort_counts(counts, counted.sort))
    yield GeneratedPage(f"{kind}/index", kind_title(kind), counts=rows, counted=counted)
    for term in terms.values():
        listing = Listing(
            **{_LISTING_FIELDS[kind]: (term.name,)},  # type: ignore[arg-type]
            paginate=app.config.transcript_paginate,
            pinned_first=False,
            # A series begins with its first part.
            sort="part" if kind == "series" else "-date",
        )
        title = f"#{term.label}" if kind == "tag" else term.label
        yield from _listing_pages(app, term.pagename, title, listing, term=term)


_LISTING_FIELDS: dict[TermKind, str] = {
    "tag": "tags", "category": "categories", "author": "authors", "series": "series"
}  # fmt: skip
"""The field of ``Listing`` that selects the posts of a term, by the kind of the term."""


_TERM_LISTS: dict[str, TermList] = {kind: terms for terms, kind in KINDS.items()}


def _archive_pages(app: Sphinx) -> Iterator[GeneratedPage]:
    years = blog_domain(app.env).blog.years
    if not years:
        return
    counts = tuple(
        Count(str(year), len(posts), f"{ARCHIVE}/{year}/index") for year, posts in years.items()
    )
    title = kind_title("archive")
    counted = TermListing("years", sort="-name")
    yield GeneratedPage(f"{ARCHIVE}/index", title, counts=counts, counted=counted)
    for count in counts:
        listing = Listing(
            years=(int(count.name),),
            paginate=app.config.transcript_paginate,
            pinned_first=False,
        )
        yield from _listing_pages(app, count.pagename, count.name, listing)
