"""Digests of what each page shows, both of its own source and of other documents.

The digest of a page has one part for each of its dependencies, in the order of
`PAGE_DEPENDENCIES`. A part that differs from the previous build's says why the page is outdated.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.page_kinds import PAGE_KINDS
from sphinx_transcript.cards.post_cards import post_cards
from sphinx_transcript.config.site_settings import site_title
from sphinx_transcript.incremental.config_digest import config_digest
from sphinx_transcript.incremental.dependencies import (
    COMMON_DEPENDENCIES,
    GENERATED_DEPENDENCIES,
    OF_OTHER_POSTS,
    PAGE_DEPENDENCIES,
    joined_digests,
    joined_with_kept,
)
from sphinx_transcript.incremental.image_names import images_by_document
from sphinx_transcript.incremental.listing_parts import (
    numbers_of,
    parts_of_terms,
    parts_of_view,
)
from sphinx_transcript.incremental.static_checksums import static_checksums
from sphinx_transcript.incremental.toctree_parts import descendants, toctree_parts
from sphinx_transcript.pages.generated.page_plan import page_plan, paginates
from sphinx_transcript.pages.listing_transform import listing_view
from sphinx_transcript.pages.template_context import (
    post_context_values,
    referring_values,
    related_values,
)
from sphinx_transcript.pages.term_nodes import count_command
from sphinx_transcript.plain_text.text_page import text_page_name
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.cross_references import resolved_links
from sphinx_transcript.session_runs.claims import current_result
from sphinx_transcript.session_runs.script_page import script_page_name
from sphinx_transcript.site.page_head import head_dependencies
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.html_builders import writes_pages, writes_site
from sphinx_transcript.support.releases import releases
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.sidebars import may_show_toctrees
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.pages.generated.page_plan import GeneratedPage

    Parts = dict[str, Any]

_COMPARISON = "the comparison of the page with that of the last build"


def page_digests(
    app: Sphinx,
    docnames: Iterable[str],
    common: str,
    kept: Mapping[str, str] | None = None,
    weighed: Set[str] = frozenset(),
) -> dict[str, str]:
    """Return the digest of each document's page, by docname, for the documents *docnames*.

    *common* is the digest of what all pages depend on. *kept* are the digests of the last build of
    pages that show the same of other posts, as far as these have not changed otherwise. Of those
    that are also in *weighed*, the related posts can be others.
    """
    kept = kept or {}
    if not writes_pages(app):
        weighed = frozenset()
    parts = _parts_of_documents(app, set(docnames) & app.env.found_docs, common)
    digests = {}
    for docname, values in parts.items():
        before = kept.get(docname)
        if before and (docname not in weighed or _add_related(app, docname, values)):
            left = OF_OTHER_POSTS - {"related"} if docname in weighed else OF_OTHER_POSTS
            digests[docname] = joined_with_kept(values, PAGE_DEPENDENCIES, before, left)
            if digests[docname] == before:
                continue
        _add_parts_of_others(app, docname, values)
        digests[docname] = joined_digests(values, PAGE_DEPENDENCIES)
    return digests


def common_digest(app: Sphinx) -> str:
    """Return the digest of what all pages depend on."""
    return joined_digests(_common_parts(app), COMMON_DEPENDENCIES)


def generated_digests(
    app: Sphinx, common: str, kept: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the digest of each generated page, by page name; *common* as for `page_digests`.

    *kept* are the digests of the last build of pages that have the same listing.
    """
    digests = {}
    kept = kept or {}
    kinds = [f"{kind}/index" in page_plan(app) for kind in PAGE_KINDS]
    for name, page in page_plan(app).items():
        parts: Parts = {"common": common}
        before = kept.get(name)
        with guarded(f"{_COMPARISON} ({name!r})", None):
            parts = _parts_of_generated(app, page, common, kinds)
            if page.listing is not None and not before:
                parts["listing"] = _parts_of_listing(app, page, page.listing)
        if before:
            digests[name] = joined_with_kept(parts, GENERATED_DEPENDENCIES, before)
        else:
            digests[name] = joined_digests(parts, GENERATED_DEPENDENCIES)
    return digests


def _parts_of_generated(app: Sphinx, page: GeneratedPage, common: str, kinds: list[bool]) -> Parts:
    """Return all that decides what the generated *page* shows, except its listing."""
    return {
        "common": common,
        "counts": [
            page.title,
            page.counts,
            count_command(app, page.counted, page.counts) if page.counted else None,
        ],
        "kinds": kinds,
    }


def _parts_of_listing(app: Sphinx, page: GeneratedPage, listing: Listing) -> list[Any]:
    view = listing_view(app, listing, page.page)
    rows = parts_of_view(app, page.pagename, listing, view)
    return [asdict(listing), page.base, rows]


def _parts_of_documents(app: Sphinx, docnames: set[str], common: str) -> dict[str, Parts]:
    """Return, for each of *docnames*, what decides what its page shows.

    What `_add_parts_of_others` adds is left out.
    """
    domain = blog_domain(app.env)
    links, images = resolved_links(app), images_by_document(app.env)
    parts: dict[str, Parts] = {
        docname: {
            "common": common,
            "path": source_path(app.env, docname),
            "content": domain.content_digests.get(docname),
            "links": links.get(docname),
            "images": images.get(docname),
            "numbers": numbers_of(app.env, docname),
        }
        for docname in docnames
        if docname in app.env.all_docs
    }
    if collecting := domain.collecting.keys() & parts.keys():
        contents = sorted(domain.content_digests.items())
        for docname in collecting:
            parts[docname]["collected"] = contents
    if writes_site(app) and app.config.html_extra_path:
        for docname, values in parts.items():
            values["plain text"] = [
                name is not None
                for name in (text_page_name(app, docname), script_page_name(app, docname))
            ]
    if writes_pages(app):
        for docname, values in parts.items():
            values["session result"] = current_result(app, docname)
            if post := domain.posts.get(docname):
                card = post_cards(app).get(docname)
                values["card"] = card.path if card else ""
                with guarded(_COMPARISON, docname):
                    values["referring"] = referring_values(app, post)
    for docname, values in toctree_parts(app).items():
        if docname in parts:
            parts[docname] |= values
    return parts


def _add_related(app: Sphinx, docname: str, parts: Parts) -> bool:
    """Add the related posts to *parts*; return False if that has failed."""
    with guarded(_COMPARISON, docname):
        parts["related"] = related_values(app, blog_domain(app.env).posts[docname])
        return True
    return False


def _add_parts_of_others(app: Sphinx, docname: str, parts: Parts) -> None:
    """Add to *parts* what the page of *docname* shows of other posts."""
    domain = blog_domain(app.env)
    with guarded(_COMPARISON, docname):
        parts["listings"] = [
            parts_of_view(app, docname, listing, listing_view(app, listing, page))
            for listing in domain.listings.get(docname, ())
            for page in ([None, 1] if paginates(app, docname, listing) else [None])
        ]
        terms = domain.term_listings.get(docname, ())
        parts["listings"] += [parts_of_terms(app, listing) for listing in terms]
    if docname in domain.posts and writes_pages(app):
        with guarded(_COMPARISON, docname):
            values = post_context_values(app, domain.posts[docname])
            parts |= {
                "terms": [values["tags"], values["categories"], values["authors"]],
                "series": [values["series"], values["part"], values["parts"]],
                "neighbours": [values["neighbours"], values["neighbours_command"]],
                "related": values["related"],
            }


def _common_parts(app: Sphinx) -> Parts:
    """Return what all pages depend on."""
    parts: Parts = {
        "configuration": [config_digest(app)],
        "head": [head_dependencies(app), site_title(app)],
        "releases": releases(app),
    }
    if is_theme_active(app):
        site = site_context(app)
        parts["navigation"] = [
            site.has_index,
            site.logo_size,
            [asdict(entry) for entry in [*site.entries, *site.foot_entries]],
        ]
    if writes_pages(app):
        builder: Any = app.builder
        info = builder.build_info
        hashes = [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")]
        parts["configuration"] += hashes
        # The URLs of style sheets and scripts contain their checksums.
        parts["static files"] = static_checksums(app)
        if not is_theme_active(app) or may_show_toctrees(app):
            # Many themes show the whole toctree in the sidebar of every page.
            parts["toctrees"] = descendants(app.env, app.config.root_doc)
    return parts
