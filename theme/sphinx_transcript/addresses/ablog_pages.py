"""The addresses of ABlog's pages of all posts, terms and years, which redirect to those here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.addresses.redirects import redirects
from sphinx_transcript.addresses.taken_paths import TakenPaths
from sphinx_transcript.blog.ablog_folders import ablog_name
from sphinx_transcript.pages.generated.page_plan import ARCHIVE, all_posts_pages, page_plan
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.file_names import path_problem
from sphinx_transcript.support.html_builders import output_name, writes_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.taxonomy import Term, TermKind

_KINDS: tuple[TermKind, ...] = ("tag", "category", "author")
"""The kinds of terms that ABlog has, too, by the same names."""
_PAGES = CacheKey["dict[str, str]"]("pages of ABlog")


def ablog_redirects(app: Sphinx) -> dict[str, str]:
    """Return the name of the page that each of ABlog's addresses leads to, by its path.

    They are those of the value ``transcript_ablog_addresses``; none without it. A page, an alias
    or another file at an address takes precedence.
    """
    return blog_domain(app.env).cache.get(_PAGES, lambda: _find_redirects(app))


def ablog_terms(app: Sphinx) -> Iterator[tuple[str, Term]]:
    """Yield the name of the page of each term in ABlog, with the term.

    Of several terms that share a page there, it is the one that has ABlog's folder name here.
    """
    folder = app.config.transcript_ablog_addresses
    for kind in _KINDS if folder else ():
        for term in blog_domain(app.env).blog.taxonomies[kind].values():
            if ablog_name(term.name) == term.folder:
                yield f"{folder}/{kind}/{term.folder}", term


def _find_redirects(app: Sphinx) -> dict[str, str]:
    candidates = list(_candidates(app))
    # To know the paths that are taken takes as long as to write ten pages.
    if not candidates or not writes_site(app):
        return {}
    found: dict[str, str] = {}
    pages, paths = page_plan(app), TakenPaths(app)
    for path, post in redirects(app).items():
        paths.take(path, post.docname)
    for name, target in candidates:
        path = output_name(app, name)
        is_page = target in pages or target in app.env.found_docs
        if not is_page or path_problem(path) or paths.owner(path) or paths.conflict(path):
            continue
        found[path] = target
        paths.take(path, target)
    return found


def _candidates(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the names of ABlog's pages, each with that of the page here."""
    folder = app.config.transcript_ablog_addresses
    if not folder:
        return
    for target in all_posts_pages(app)[:1]:
        yield folder, target
    yield f"{folder}/archive", f"{ARCHIVE}/index"
    for year in blog_domain(app.env).blog.years:
        yield f"{folder}/{year}", f"{ARCHIVE}/{year}/index"
    for kind in _KINDS:
        yield f"{folder}/{kind}", f"{kind}/index"
    for name, term in ablog_terms(app):
        yield name, term.pagename
