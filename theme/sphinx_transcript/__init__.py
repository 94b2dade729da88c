"""Blog posts as shell-transcript pages, for Sphinx.

``extensions = ["sphinx_transcript"]`` in conf.py is all that a blog needs: MyST-Parser and the
theme come along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript import (
    collector,
    config,
    discovery,
    events,
    expand,
    head,
    links,
    markdown,
    navigation_entries,
    nodes,
    other_themes,
    page_context,
    reading,
    report,
    roles,
    sealed,
    search_index,
    section_numbers,
    titles,
    translations,
    unpublished_links,
)
from sphinx_transcript.ablog import extension as ablog
from sphinx_transcript.directive import BlogIndex
from sphinx_transcript.plain_text import twin
from sphinx_transcript.plain_text.builder import TranscriptBuilder
from sphinx_transcript.references import BlogDomain
from sphinx_transcript.refresh import Refresh

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; see https://www.sphinx-doc.org/en/master/extdev/index.html."""
    app.require_sphinx("8.2")
    collector.register(app)
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_transcript.theme")
    translations.register(app)
    config.register(app)
    events.register(app)
    markdown.register(app)
    nodes.register(app)
    titles.drop_heading_warnings(app)
    app.add_domain(BlogDomain)
    app.add_builder(TranscriptBuilder)
    app.add_directive("blog-index", BlogIndex)
    for name, role in roles.make_roles().items():
        app.add_role(name, role)
    app.add_transform(titles.PostTitle)
    app.add_post_transform(unpublished_links.LinksToUnpublished)
    app.connect("warn-missing-reference", unpublished_links.warn_of_missing)
    app.connect("source-read", titles.keep_title_out_of_body)
    app.connect("env-get-outdated", discovery.seal_unpublished)
    app.connect("env-before-read-docs", discovery.examine_rest)
    # Toctrees and downloads are collected on the same event, at the default priority.
    app.connect("doctree-read", sealed.leave_out_of_globs, priority=400)
    app.connect("doctree-read", unpublished_links.drop_downloads, priority=400)
    app.connect("doctree-read", discovery.record_source, priority=900)
    app.connect("doctree-read", links.record_links, priority=900)
    app.connect("doctree-read", sealed.forget_objects, priority=900)
    # Titles and metadata are collected on the same event, at the default priority.
    app.connect("doctree-read", reading.record_post, priority=600)
    app.connect("env-check-consistency", reading.warn_of_equal_slugs)
    app.connect("doctree-resolved", expand.expand_listings)
    app.connect("doctree-resolved", other_themes.add_facts)
    app.connect("env-updated", navigation_entries.offer_entries, priority=200)
    app.connect("write-started", section_numbers.forget_old_numbers)
    app.connect("html-page-context", page_context.add_post)
    app.connect("html-page-context", twin.write_twin)
    app.connect("html-page-context", head.add_tags, priority=600)
    app.connect("html-collect-pages", search_index.mend_indexer, priority=900)
    app.connect("html-collect-pages", sealed.hide_unlisted, priority=890)
    app.connect("build-finished", sealed.show_again)
    app.connect("build-finished", report.report)
    ablog.connect(app)
    Refresh().connect(app)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
