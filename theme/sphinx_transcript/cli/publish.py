"""The command ``publish``: dates posts, by default today, and removes their draft mark."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_transcript.cli.arguments import add_site_option, read_date
from sphinx_transcript.post.dates import ACCEPTED_DATES, day_of, day_text
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.workspace.files import replace
from sphinx_transcript.workspace.plain_site import open_sources
from sphinx_transcript.workspace.publishing import published_content
from sphinx_transcript.workspace.site_folder import find_site

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "Set the date of posts and remove 'draft: true' from their front matter; nothing else in\n"
        "the files changes. A draft's date becomes today's, whichever it had, and so does one\n"
        "that is still to come. A post that is published stays as it is, but for --date."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript publish post/half-a-thought.md\n"
        "  sphinx-transcript publish half-a-thought --date 2030-01-01"
    )
    parser.add_argument(
        "posts", nargs="+", metavar="POST", help="the path, docname or slug of a post"
    )
    parser.add_argument(
        "--date", help=f"the date, such as {ACCEPTED_DATES} (default: today in transcript_timezone)"
    )
    add_site_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Publish all posts that are named, or none where one can't be published."""
    with open_sources(find_site(arguments.site)) as site:
        day, date = site.today.isoformat(), site.today
        if arguments.date is not None:
            day, date = read_date(arguments.date, site.zone)
        contents: dict[str, bytes] = {}
        for docname in dict.fromkeys(site.find_post(name) for name in arguments.posts):
            front_matter = site.read(docname)
            metadata = front_matter.metadata
            is_published = metadata.status is PublicationStatus.PUBLISHED
            if is_published and metadata.date and arguments.date is None:
                print(
                    f"sphinx-transcript: {visible_text(site.display_path(docname))} has been "
                    f"published since "
                    f"{day_text(metadata.date)}",
                    file=sys.stderr,
                )
                continue
            content = published_content(site, docname, day, front_matter.problems)
            if content is not None:
                contents[docname] = content
        is_scheduled = day_of(date, site.zone) > site.today
        what = f"will be published on {day}" if is_scheduled else f"is published, dated {day}"
        for docname, content in contents.items():
            replace(site.path(docname), content)
            print(visible_text(f"{site.display_path(docname)} {what}"))
    return 0
