"""``sphinx-transcript publish``: a draft becomes a post of today."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_transcript.card import Status, read_card
from sphinx_transcript.commands.arguments import add_site_option, read_date
from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.files import replace
from sphinx_transcript.commands.front_matter_edit import published
from sphinx_transcript.commands.project import find_site, open_site
from sphinx_transcript.dates import ACCEPTED, day_of, day_text
from sphinx_transcript.front_matter import FrontMatterError, read_front_matter

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sphinx_transcript.commands.project import Site

HELP = "date posts and take the mark of a draft from them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
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
        "--date", help=f"the date, such as {ACCEPTED} (default: today in transcript_timezone)"
    )
    add_site_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Publish the posts: all of them, or none where one can't be."""
    with open_site(find_site(arguments.site)) as site:
        day, date = site.today.isoformat(), site.today
        if arguments.date is not None:
            day, date = read_date(arguments.date, site.zone)
        docnames = dict.fromkeys(site.find_post(name) for name in arguments.posts)
        edits = [
            (docname, _edit(site, docname, day, anyway=arguments.date is not None))
            for docname in docnames
        ]
        is_early = day_of(date, site.zone) > site.today
        for docname, edit in edits:
            if edit is not None:
                replace(*edit)
                when = f"will be published on {day}" if is_early else f"is published, dated {day}"
                print(f"{site.shown(docname)} {when}")
    return 0


def _edit(site: Site, docname: str, day: str, *, anyway: bool) -> tuple[Path, bytes] | None:
    """Return the file of *docname* and what it is to hold; None where it stays as it is."""
    _, card, known = site.read(docname)
    shown = site.shown(docname)
    if card.status is Status.PUBLISHED and card.date and not anyway:
        print(
            f"sphinx-transcript: {shown} has been published since {day_text(card.date)}",
            file=sys.stderr,
        )
        return None
    path = site.path(docname)
    # A byte order mark is a part of the file that stays.
    encoding = site.config.source_encoding.removesuffix("-sig")
    filetype = get_filetype(site.config.source_suffix, path)
    try:
        content = path.read_bytes()
        text = content.decode(encoding)
        edited = published(text, filetype, day)
        result = edited.encode(encoding)
        if text.encode(encoding) != content:
            raise CommandError(f"{shown} can't be written as it was in {encoding}")
    except (FrontMatterError, UnicodeDecodeError) as error:
        what = f"{known[0].line}: {known[0].message}" if known else f" {error}"
        raise CommandError(f"{shown}:{what}") from error
    except ValueError as error:
        raise CommandError(f"{shown} stays as it is: {error}") from error
    # What looks like a key of ours, and is none, can still keep the post back.
    fields = read_front_matter(edited, filetype)
    after, problems = read_card(fields, path.name, site.zone, site.today)
    if after.status not in {Status.PUBLISHED, Status.SCHEDULED}:
        # In the lines of the file as it is.
        before = {problem.message: problem for problem in known}
        problem = before.get(problems[0].message, problems[0]) if problems else None
        reason = f": {problem.message} (line {problem.line})" if problem else ""
        raise CommandError(f"{shown} stays as it is, as it would not be published{reason}")
    return None if result == content else (path, result)
