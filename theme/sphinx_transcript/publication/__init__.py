"""Publication status: drafts, scheduled posts, unlisted posts, and files that can't be read.

The metadata of posts and the day of the build come in. The set of documents that Sphinx reads, and
the closing line of a build, go out. Unpublished posts get into no page, index or feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the event handlers that exclude unpublished and unlisted posts."""
    from sphinx_transcript.publication import (
        build_report,
        message_catalogues,
        pickled_project,
        serialized_environment,
        source_changes,
        unlisted_posts,
        unpublished_links,
        unpublished_posts,
        withheld_posts,
    )
    from sphinx_transcript.support.document_guard import connect_document_handler

    app.add_post_transform(unpublished_links.LinksToUnpublished)
    app.connect("env-get-outdated", unpublished_posts.exclude_unpublished)
    app.connect("env-before-read-docs", unpublished_posts.examine_remaining)
    # The events before and after Sphinx saves the environment.
    app.connect("env-get-updated", pickled_project.hide_paths, priority=990)
    app.connect("env-check-consistency", pickled_project.restore_paths, priority=10)
    app.connect("write-started", pickled_project.restore_paths, priority=10)
    # Before Sphinx collects toctrees and downloads, on the same event at priority 500.
    for handler, what, priority in (
        (unlisted_posts.remove_from_glob_toctrees, "the removal of unlisted posts", 400),
        (unpublished_links.drop_downloads, "the removal of unpublished downloads", 400),
        (source_changes.record_source, "the record of the source file", 900),
        (unlisted_posts.clear_index_entries, "the removal of index entries", 900),
    ):
        connect_document_handler(app, "doctree-read", handler, what, priority=priority)
    app.connect("html-collect-pages", unlisted_posts.hide_unlisted, priority=890)
    app.add_post_transform(withheld_posts.LinksToWithheld)
    app.connect("write-started", withheld_posts.withhold)
    # Last, as what comes before asks for the files of the output folder.
    app.connect("build-finished", withheld_posts.restore, priority=990)
    app.connect("build-finished", unlisted_posts.restore_domains)
    app.connect("env-purge-doc", message_catalogues.note_purged)
    app.connect("build-finished", message_catalogues.remove_stale_catalogues)
    app.connect("build-finished", serialized_environment.clean_copy)
    app.connect("build-finished", build_report.report)
