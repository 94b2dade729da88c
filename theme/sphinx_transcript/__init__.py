"""Blog posts as shell-transcript pages, for Sphinx.

``extensions = ["sphinx_transcript"]`` in conf.py is all that a blog needs: MyST-Parser and the
theme come along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript import (
    config,
    discovery,
    expand,
    nodes,
    other_themes,
    page_context,
    reading,
    search_index,
    titles,
    translations,
)
from sphinx_transcript.directive import BlogIndex
from sphinx_transcript.domain import BlogDomain
from sphinx_transcript.plain_text import twin
from sphinx_transcript.plain_text.builder import TranscriptBuilder
from sphinx_transcript.refresh import Refresh

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; see https://www.sphinx-doc.org/en/master/extdev/index.html."""
    app.require_sphinx("8.2")
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_transcript.theme")
    translations.register(app)
    config.register(app)
    nodes.register(app)
    titles.drop_heading_warnings(app)
    app.add_domain(BlogDomain)
    app.add_builder(TranscriptBuilder)
    app.add_directive("blog-index", BlogIndex)
    app.add_transform(titles.PostTitle)
    app.connect("source-read", titles.keep_title_out_of_body)
    app.connect("env-get-outdated", discovery.seal_unpublished)
    app.connect("env-before-read-docs", discovery.examine_rest)
    app.connect("doctree-read", discovery.record_signature)
    # Titles and metadata are collected on the same event, at the default priority.
    app.connect("doctree-read", reading.record_post, priority=600)
    app.connect("env-check-consistency", reading.warn_of_equal_slugs)
    app.connect("doctree-resolved", expand.expand_listings)
    app.connect("doctree-resolved", other_themes.add_facts)
    app.connect("html-page-context", page_context.add_post)
    app.connect("html-page-context", twin.write_twin)
    app.connect("html-collect-pages", search_index.mend_indexer, priority=900)
    app.connect("build-finished", discovery.report)
    Refresh().connect(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
