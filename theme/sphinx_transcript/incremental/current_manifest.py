"""The manifest of a build before it writes: what the output folder holds when it has ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_transcript.incremental.change_reach import reach_of_changes
from sphinx_transcript.incremental.change_scope import ChangeScope
from sphinx_transcript.incremental.manifest import Manifest
from sphinx_transcript.incremental.page_files import all_page_files, asset_files, extra_files
from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.publication.withheld_posts import withheld_posts
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_site

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.incremental.change_reach import LastPosts, Reach


def current_manifest(
    app: Sphinx, scope: ChangeScope, previous: Manifest, read: Set[str], last: LastPosts
) -> Manifest:
    """Return what the output folder will hold, computing no more than *scope* calls for.

    *previous* is the manifest of the previous build, and *last* are the posts that it had; *read*
    are the documents that this one read.
    """
    if scope is ChangeScope.NO_PAGE:
        return Manifest()
    from sphinx_transcript.incremental.page_digests import (
        common_digest,
        generated_digests,
        page_digests,
    )

    if scope is ChangeScope.OWN_PAGES:
        read = read - withheld_posts(app)
        digests = {**previous.digests, **page_digests(app, read, common_digest(app))}
        return replace(previous, digests=digests, assets=asset_files(app))
    common = common_digest(app)
    reach = None
    if scope is ChangeScope.SOME_PAGES and common == previous.common:
        reach = reach_of_changes(app, last, previous)
    kept = _kept_digests(app, reach, previous.digests, read) if reach else {}
    kept_generated = _kept_generated(app, reach, previous.generated) if reach else {}
    generated = generated_digests(app, common, kept_generated) if writes_site(app) else {}
    weighed = reach.weighed if reach else frozenset()
    digests = page_digests(app, app.env.found_docs - withheld_posts(app), common, kept, weighed)
    others = read | reach.changes.changed if reach else app.env.found_docs
    same = {
        name: previous.pages[name]
        for name, digest in digests.items()
        if name not in others and previous.digests.get(name) == digest
    }
    return Manifest(
        digests=digests,
        generated=generated,
        pages=all_page_files(app, generated, same),
        assets=asset_files(app),
        extra=extra_files(app),
        common=common,
    )


def _kept_digests(
    app: Sphinx, reach: Reach, previous: Mapping[str, str], read: Set[str]
) -> dict[str, str]:
    """Return those of the *previous* digests of documents that *reach* does not concern.

    Those of posts of which only the related posts can be others are among them.
    """
    domain = blog_domain(app.env)
    others = read | (reach.posts - reach.weighed)
    others |= domain.listings.keys() | domain.term_listings.keys()
    return {name: digest for name, digest in previous.items() if name not in others}


def _kept_generated(app: Sphinx, reach: Reach, previous: Mapping[str, str]) -> dict[str, str]:
    """Return those of the *previous* digests of generated pages whose listings are the same."""
    blog = blog_domain(app.env).blog
    kept: dict[str, str] = {}
    reached: dict[Listing, bool] = {}
    for name, page in page_plan(app).items():
        listing = page.listing
        # The listings of documents may show more of posts than those of generated pages do.
        if listing is None or page.base in app.env.found_docs or name not in previous:
            continue
        if listing not in reached:
            reached[listing] = reach.reaches(listing, blog)
        if not reached[listing]:
            kept[name] = previous[name]
    return kept
