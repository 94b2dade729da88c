"""Excludes unpublished posts from a build, before Sphinx reads its documents.

To Sphinx a draft is a document like any other. Its text would get into the search index, the
inventory and the copied sources. So unpublished posts are removed from the set of documents before
Sphinx reads them. A post that an earlier build published is treated as a removed document.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.post.dates import day_of
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.publication.build_day import zone_and_day
from sphinx_transcript.publication.source_changes import (
    file_signature,
    replaced_documents,
)
from sphinx_transcript.records.blog_records import BlogRecords, blog_domain
from sphinx_transcript.records.cross_references import documents_with_changed_targets
from sphinx_transcript.support.document_guard import attempt

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.post.record import Post


def exclude_unpublished(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Exclude unpublished posts, and documents that can't be read, from the build.

    Update *added*, *changed* and *removed*, the docnames that Sphinx has found to be outdated.
    """
    domain = blog_domain(env)
    zone, today = zone_and_day(app)
    domain.begin_build()
    _add_outdated(app, domain, added, changed)
    changed |= _posts_not_public_today(domain, today) - added
    for docname in sorted(added | changed):
        _examine(app, domain, docname, zone, today)
    later = _posts_dated_later(domain, zone, today)
    if app.config.transcript_drafts:
        # They were published, and become drafts in this preview.
        changed |= {post.docname for post in later} - added
    else:
        _mark_scheduled(domain, later)
    for docname in _outdated_glob_toctrees(domain, added, changed):
        changed.add(docname)
        _examine(app, domain, docname, zone, today)
    _remove_unpublished(domain, added, changed, removed)
    for docname in _toctrees_with_removed(env, added, removed):
        changed.add(docname)
        _examine(app, domain, docname, zone, today)
    _delete_doctrees(env, removed)
    return []


def examine_remaining(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Examine the documents that are read although they have not changed.

    Sphinx reads those with globbed toctrees again, and other extensions may request some.
    """
    domain = blog_domain(env)
    zone, today = zone_and_day(app)
    for docname in list(docnames):
        _examine(app, domain, docname, zone, today)
        if docname in domain.unpublished:
            docnames.remove(docname)
            env.project.docnames.discard(docname)
            if docname in env.all_docs:
                # Sphinx has removed the documents that are gone before this event.
                app.emit("env-purge-doc", env, docname)
                env.clear_doc(docname)
                _delete_doctrees(env, {docname})


def _add_outdated(app: Sphinx, domain: BlogRecords, added: set[str], changed: set[str]) -> None:
    """Add documents to *changed* that Sphinx does not recognise as outdated."""
    env = domain.env
    changed |= (
        replaced_documents(env, domain) | (documents_with_changed_targets(app) & env.found_docs)
    ) - added
    # Drafts of an earlier preview: this build may be no preview, or their day may have come.
    changed |= {name for name, post in domain.posts.items() if post.is_draft} & env.found_docs
    changed -= added


def _posts_dated_later(domain: BlogRecords, zone: tzinfo, today: date) -> list[Post]:
    """Return the posts that an earlier build recorded, and that are dated after *today*.

    That build was a preview, or was made on a later day. A post that this build has examined may
    have another date by now.
    """
    found_docs = domain.env.found_docs
    return [
        post
        for post in domain.posts.values()
        if post.docname in found_docs
        and post.docname not in domain.current_signatures
        and post.date is not None
        and day_of(post.date, zone) > today
    ]


def _posts_not_public_today(domain: BlogRecords, today: date) -> set[str]:
    """Return the recorded posts that keys of another system let be published on other days only.

    Their sources have not changed. They are read again to find that out, and to report it.
    """
    return {
        docname
        for docname, post in domain.posts.items()
        if (post.public_from is not None and post.public_from > today)
        or (post.public_until is not None and post.public_until <= today)
    } & domain.env.found_docs


def _mark_scheduled(domain: BlogRecords, posts: list[Post]) -> None:
    """Mark *posts* as scheduled, except drafts of an earlier preview."""
    for post in posts:
        if not post.is_draft:
            domain.unpublished.setdefault(post.docname, PublicationStatus.SCHEDULED)
            domain.key_lines.setdefault(post.docname, post.key_lines)
            domain.unpublished_stamps.setdefault(post.docname, post.stamp)


def _outdated_glob_toctrees(domain: BlogRecords, added: set[str], changed: set[str]) -> set[str]:
    """Return the documents with globbed toctrees, if a post has become listed or unlisted.

    Globbed toctrees leave out unlisted posts.
    """
    if any(domain.will_be_unlisted(name) != domain.is_unlisted(name) for name in changed | added):
        return (domain.env.glob_toctrees & domain.env.found_docs) - added - changed
    return set()


def _remove_unpublished(
    domain: BlogRecords, added: set[str], changed: set[str], removed: set[str]
) -> None:
    """Remove unpublished posts from the documents of the project."""
    env = domain.env
    for docname in domain.unpublished:
        added.discard(docname)
        changed.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
        env.project.docnames.discard(docname)


def _toctrees_with_removed(env: BuildEnvironment, added: set[str], removed: set[str]) -> list[str]:
    """Return the documents whose toctrees have entries in *removed*.

    The previous and next documents of the remaining entries change.
    """
    return [
        docname
        for docname, children in env.toctree_includes.items()
        if not removed.isdisjoint(children) and docname in env.found_docs - added
    ]


def _delete_doctrees(env: BuildEnvironment, removed: set[str]) -> None:
    """Delete the doctrees of *removed* documents, and the notebooks that nbsphinx keeps there.

    By default they are in the output folder, and they contain the whole text.
    """
    for docname in removed:
        for name in (f"{docname}.doctree", f"nbsphinx/{docname}.ipynb"):
            Path(env.doctreedir, name).unlink(missing_ok=True)


def _examine(app: Sphinx, domain: BlogRecords, docname: str, zone: tzinfo, today: date) -> None:
    """Store the metadata of the document *docname* for this build, or that it is unpublished.

    A document is examined once in a build, so that its warnings are given once.
    """
    if docname in domain.current_signatures:
        return
    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.publication.source_metadata import read_metadata

    domain.current_signatures[docname] = file_signature(str(app.env.doc2path(docname)))
    # What can't be examined may be a draft. Sphinx can't build without the root document.
    held_back = PostMetadata(PublicationStatus.UNREADABLE)
    metadata = attempt(
        "the examination of the source file, and with it the page,",
        docname,
        lambda: read_metadata(app, domain, docname, zone, today),
        None if docname == app.config.root_doc else held_back,
    )
    if metadata is None:
        return
    if metadata.status is PublicationStatus.PUBLISHED or (
        app.config.transcript_drafts and metadata.status is not PublicationStatus.UNREADABLE
    ):
        domain.post_metadata[docname] = metadata
        return
    domain.unpublished[docname] = metadata.status
    if metadata.hold is not None:
        domain.held_back.add(docname)
    if metadata.date is not None:
        domain.unpublished_stamps[docname] = metadata.stamp
