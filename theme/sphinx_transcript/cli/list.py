"""The command ``list``: prints the posts in the order of the page of all posts."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from sphinx_transcript.blog.taxonomy import TERM_KINDS
from sphinx_transcript.cli.arguments import add_site_option
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.support.terminal_text import json_text, visible_text
from sphinx_transcript.workspace.plain_site import open_sources
from sphinx_transcript.workspace.post_list import (
    listed_posts,
    posts_with_status,
    select_posts,
)
from sphinx_transcript.workspace.site_folder import find_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.post.record import Post
    from sphinx_transcript.workspace.site_sources import SiteSources


_DRAFT_STATUSES = frozenset({PublicationStatus.DRAFT, PublicationStatus.UNDATED})
_MAX_PATH_WIDTH = 48
"""Longer paths are printed in full, but don't make the column wider."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "List the posts, newest first, as the page of all posts has them. Each line has the date,\n"
        "the path and the title; where not all posts are published, it has their status after the\n"
        "date. Without --drafts, --scheduled or --all only published posts are listed."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript list --drafts\n"
        "  sphinx-transcript list --tag dns --tag linux\n"
        "  sphinx-transcript list --json | jq -r '.[] | select(.series) | .source'"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="list drafts and posts without a date instead"
    )
    parser.add_argument(
        "--scheduled",
        action="store_true",
        help="list posts with a date to come instead; with --drafts, both",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="list all posts, unlisted ones and those that can't be read included",
    )
    for kind in TERM_KINDS:
        parser.add_argument(
            f"--{kind}",
            action="append",
            default=[],
            metavar="NAME",
            help=f"only posts with this {kind}, case aside; given again, with any of them",
        )
    parser.add_argument("--json", action="store_true", help="print an array of objects")
    parser.add_argument(
        "--builder",
        default="html",
        metavar="NAME",
        help="the builder whose addresses --json gives, such as dirhtml (default: html)",
    )
    add_site_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the posts that the arguments select."""
    with open_sources(find_site(arguments.site), arguments.builder) as site:
        metadata = _read_metadata(site)
        posts = _selected_posts(site, metadata, arguments)
        if arguments.json:
            # Imported here, because Sphinx takes long to import.
            from sphinx_transcript.workspace.post_objects import json_objects  # noqa: PLC0415

            objects = json_objects(site.with_sphinx(), posts, metadata)
            print(json_text(json.dumps(objects, ensure_ascii=False, indent=2)))
        else:
            for line in _lines(site, posts, metadata):
                print(visible_text(line))
    return 0


def _selected_posts(
    site: SiteSources, metadata: Mapping[str, PostMetadata], arguments: argparse.Namespace
) -> tuple[Post, ...]:
    """Return the posts with the publication status and the terms that the arguments ask for."""
    terms = {kind: tuple(getattr(arguments, kind)) for kind in TERM_KINDS}
    return select_posts(site, _selected(metadata, arguments), metadata, terms)


def _read_metadata(site: SiteSources) -> dict[str, PostMetadata]:
    """Return the metadata of all posts by docname; print why a post is held back."""
    metadata: dict[str, PostMetadata] = {}
    for docname in site.post_names:
        front_matter = site.read(docname)
        metadata[docname] = front_matter.metadata
        hold = front_matter.metadata.hold
        if hold is not None:
            message = f"{site.display_path(docname)}:{hold.line}: {hold.message}"
            print(visible_text(message), file=sys.stderr)
        elif front_matter.metadata.status is PublicationStatus.UNREADABLE:
            path = site.display_path(docname)
            for each in front_matter.problems:
                message = f"{path}:{each.line}: {each.message}; not published"
                print(visible_text(message), file=sys.stderr)
    return metadata


def _selected(metadata: Mapping[str, PostMetadata], arguments: argparse.Namespace) -> list[str]:
    """Return the docnames of the posts that have the publication status asked for."""
    if arguments.all:
        return list(metadata)
    statuses = set(_DRAFT_STATUSES) if arguments.drafts else set()
    if arguments.scheduled:
        statuses.add(PublicationStatus.SCHEDULED)
    return posts_with_status(metadata, statuses) if statuses else listed_posts(metadata)


def _lines(
    site: SiteSources, posts: Iterable[Post], metadata: Mapping[str, PostMetadata]
) -> Iterable[str]:
    """Yield a line for each of *posts*, in columns."""
    rows = [
        (
            day_text(post.date) if post.date else "-",
            _status(metadata[post.docname]),
            site.display_path(post.docname),
            _printable(post.title),
        )
        for post in posts
    ]
    shows_status = any(status != "published" for _, status, _, _ in rows)
    status_width = max((len(status) for _, status, _, _ in rows), default=0)
    path_width = min(max((len(path) for _, _, path, _ in rows), default=0), _MAX_PATH_WIDTH)
    for day, status, path, title in rows:
        status_column = f"  {status:{status_width}}" if shows_status else ""
        yield f"{day:10}{status_column}  {path:{path_width}}  {title}".rstrip()


def _status(metadata: PostMetadata) -> str:
    is_published = metadata.status is PublicationStatus.PUBLISHED
    return "unlisted" if metadata.is_unlisted and is_published else metadata.status.value


def _printable(title: str) -> str:
    # A terminal would interpret control characters.
    return "".join(char if char.isprintable() else " " for char in title)
