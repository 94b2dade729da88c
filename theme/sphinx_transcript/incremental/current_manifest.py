"""The manifest of a build before it writes: what the output folder holds when it has ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_transcript.incremental.change_scope import ChangeScope
from sphinx_transcript.incremental.manifest import Manifest
from sphinx_transcript.incremental.page_digests import (
    common_digest,
    generated_digests,
    page_digests,
)
from sphinx_transcript.incremental.page_files import all_page_files, asset_files, extra_files
from sphinx_transcript.publication.withheld_posts import withheld_posts
from sphinx_transcript.support.html_builders import writes_site

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx


def current_manifest(
    app: Sphinx, scope: ChangeScope, previous: Manifest, read: Set[str]
) -> Manifest:
    """Return what the output folder will hold, computing no more than *scope* calls for.

    *previous* is the manifest of the previous build; *read* are the documents that this one read.
    """
    if scope is ChangeScope.NO_PAGE:
        return Manifest()
    if scope is ChangeScope.OWN_PAGES:
        read = read - withheld_posts(app)
        digests = {**previous.digests, **page_digests(app, read, common_digest(app))}
        return replace(previous, digests=digests, assets=asset_files(app))
    common = common_digest(app)
    generated = generated_digests(app, common) if writes_site(app) else {}
    return Manifest(
        digests=page_digests(app, app.env.found_docs - withheld_posts(app), common),
        generated=generated,
        pages=all_page_files(app, generated),
        assets=asset_files(app),
        extra=extra_files(app),
        common=common,
    )
