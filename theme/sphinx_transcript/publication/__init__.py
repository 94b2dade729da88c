"""Publication status: drafts, scheduled posts, unlisted posts, and files that can't be read.

The metadata of posts and the day of the build come in. The set of documents that Sphinx reads, and
the closing line of a build, go out. Unpublished posts get into no page, index or feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the event handlers that exclude unpublished and unlisted posts."""
    app.add_post_transform(unpublished_links.LinksToUnpublished)
    app.connect("env-get-outdated", unpublished_posts.exclude_unpublished)
    app.connect("env-before-read-docs", unpublished_posts.examine_remaining)
    # The events before and after Sphinx saves the environment.
    app.connect("env-get-updated", pickled_project.hide_paths, priority=990)
    app.connect("env-check-consistency", pickled_project.restore_paths, priority=10)
    app.connect("write-started", pickled_project.restore_paths, priority=10)
    # Before Sphinx collects toctrees and downloads, on the same event at priority 500.
    app.connect("doctree-read", unlisted_posts.remove_from_glob_toctrees, priority=400)
    app.connect("doctree-read", unpublished_links.drop_downloads, priority=400)
    app.connect("doctree-read", source_changes.record_source, priority=900)
    app.connect("doctree-read", unlisted_posts.clear_index_entries, priority=900)
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
