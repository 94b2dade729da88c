"""Removes the message catalogues of posts that are no longer published.

The builder `gettext` writes the catalogues that have messages, and never removes one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util.i18n import docname_to_domain

from sphinx_transcript.publication.withheld_posts import withheld_posts
from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note_purged(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Note a document that was removed or has changed, a handler of ``env-purge-doc``."""
    blog_domain(env).purged_documents.add(docname)


def remove_stale_catalogues(app: Sphinx, exception: Exception | None) -> None:
    """Remove the catalogues without messages, a handler of ``build-finished``."""
    builder = app.builder
    if exception is not None or not isinstance(builder, MessageCatalogBuilder):
        return
    domain = blog_domain(app.env)
    removed = domain.purged_documents - app.env.found_docs
    for docname in removed | domain.unpublished.keys() | withheld_posts(app):
        # Several documents can have one catalogue.
        name = docname_to_domain(docname, app.config.gettext_compact)
        if name not in builder.catalogs:
            Path(app.outdir, f"{name}.pot").unlink(missing_ok=True)
