"""The command ``new``: writes the file of a new post, at the path that its title gives."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_transcript.cli.arguments import add_site_option, read_date, read_text
from sphinx_transcript.cli.output import print_path
from sphinx_transcript.post.dates import ACCEPTED_DATES, day_of
from sphinx_transcript.post.field_values import split_names
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.workspace.editor import editor_command, run_editor
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import create, display_path
from sphinx_transcript.workspace.new_post import (
    name_post,
    new_file,
    posts_with_same_slug,
    source_text,
)
from sphinx_transcript.workspace.plain_site import open_sources
from sphinx_transcript.workspace.site_folder import find_site

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sphinx_transcript.workspace.site_sources import SiteSources


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "Write the file of a new post: its front matter, at the path that its title makes.\n"
        "The path is the title in lower case with hyphens for blanks; slashes make folders.\n"
        "The path alone is printed to standard output. A file that is there stays as it is."
    )
    parser.epilog = (
        "A title that begins with - stands after --.\n\n"
        "examples:\n"
        "  sphinx-transcript new 'DNS / the answer was cached' --tags dns,oncall\n"
        "  sphinx-transcript new 'Half a thought' --draft --edit\n"
        "  sphinx-transcript new --draft -- '-x and other options'\n"
        "  vi \"$(sphinx-transcript new 'Whose disk is this?')\""
    )
    parser.add_argument("title", metavar="TITLE", help="the title of the post, as plain text")
    parser.add_argument(
        "--draft", action="store_true", help="mark it as a draft, which no build publishes"
    )
    parser.add_argument(
        "--date", help=f"its date, such as {ACCEPTED_DATES} (default: today in transcript_timezone)"
    )
    parser.add_argument(
        "--tags", default="", metavar="NAMES", help="its tags, with commas between them"
    )
    parser.add_argument(
        "--category", default="", metavar="NAMES", help="its category, or several with commas"
    )
    parser.add_argument("--series", default="", metavar="NAME", help="the series it is a part of")
    parser.add_argument(
        "--slug", metavar="PATH", help="make the path of this, and not of the title"
    )
    parser.add_argument(
        "--edit",
        action="store_true",
        help="open it in the editor that VISUAL names, or else EDITOR",
    )
    add_site_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the post, print its path, and open it where that is asked for."""
    title = read_text("title", arguments.title)
    if not title:
        raise CommandError("the title is empty", 2)
    with open_sources(find_site(arguments.site)) as site:
        path = _new_path(site, title, arguments.slug)
        text = _source(site, title, arguments)
    create({path: text.encode()})
    print_path(display_path(path))
    return _edit(path) if arguments.edit else 0


def _new_path(site: SiteSources, title: str, slug: str | None) -> Path:
    """Return the path of the post; warn of other posts with its slug."""
    if slug is not None:
        read_text("slug", slug)  # Refuses what is not text.
    post = name_post(site, title, slug)
    if post.is_cut:
        print(
            "sphinx-transcript: the title is too long for the name of a file; the path is cut "
            "(--slug gives another)",
            file=sys.stderr,
        )
    for other in posts_with_same_slug(site, post):
        name = visible_text(site.display_path(other))
        print(f"sphinx-transcript: the slug {post.slug!r} is also that of {name}", file=sys.stderr)
    return new_file(site, post)


def _source(site: SiteSources, title: str, arguments: argparse.Namespace) -> str:
    """Return the source of the post; say so where its date is in the future."""
    date = site.today.isoformat()
    if arguments.date is not None:
        date, value = read_date(arguments.date, site.zone)
        if day_of(value, site.zone) > site.today and not arguments.draft:
            print(
                f"sphinx-transcript: the first build from {date} on publishes it",
                file=sys.stderr,
            )
    return source_text(
        title=title,
        date=date,
        is_draft=arguments.draft,
        tags=split_names(read_text("tag", arguments.tags)),
        categories=split_names(read_text("category", arguments.category)),
        series=read_text("series", arguments.series),
    )


def _edit(path: Path) -> int:
    """Open *path* in the user's editor; return the exit status of this command."""
    command = editor_command()
    status = run_editor(command, path)
    if status:
        name = visible_text(command[0])
        print(f"sphinx-transcript: {name} ended with the status {status}", file=sys.stderr)
    return 1 if status else 0
