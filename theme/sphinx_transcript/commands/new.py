"""``sphinx-transcript new``: a post's file, at the path that its title makes."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_transcript.commands.arguments import add_site_option, read_date, read_text
from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.files import create, shown_path
from sphinx_transcript.commands.front_matter_edit import front_matter, yaml_value
from sphinx_transcript.commands.post_path import docname_for, slug_of_title
from sphinx_transcript.commands.project import find_site, open_site
from sphinx_transcript.dates import ACCEPTED, day_of
from sphinx_transcript.values import split_names

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sphinx_transcript.commands.project import Site

HELP = "write the file of a new post, and print its path"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
    parser.description = (
        "Write the file of a new post: its front matter, at the path that its title makes.\n"
        "The path is the title in lower case with hyphens for blanks; slashes make folders.\n"
        "The path alone is printed to standard output. A file that is there stays as it is."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript new 'DNS / the answer was cached' --tags dns,oncall\n"
        "  sphinx-transcript new 'Half a thought' --draft --edit\n"
        "  vi \"$(sphinx-transcript new 'Whose disk is this?')\""
    )
    parser.add_argument("title", metavar="TITLE", help="the title of the post, as plain text")
    parser.add_argument(
        "--draft", action="store_true", help="mark it as a draft, which no build publishes"
    )
    parser.add_argument(
        "--date", help=f"its date, such as {ACCEPTED} (default: today in transcript_timezone)"
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
    """Write the post, print its path and open it if asked to."""
    title = read_text("title", arguments.title)
    if not title:
        raise CommandError("the title is empty")
    with open_site(find_site(arguments.site)) as site:
        path = _path(site, arguments.slug, title)
        content = _content(site, title, arguments)
    create({path: content.encode()})
    print(shown_path(path), flush=True)
    return _edit(path) if arguments.edit else 0


def _path(site: Site, slug: str | None, title: str) -> Path:
    """Return where the post is to be; warn where its slug is another post's."""
    given, what = (title, "title") if slug is None else (slug, "slug")
    try:
        name = slug_of_title(read_text(what, given))
    except ValueError as error:
        other = "; give a path with --slug" if slug is None else ""
        raise CommandError(f"the {what} {given!r} {error}{other}") from error
    patterns = site.config.transcript_posts
    docname = docname_for(name, patterns, site.config.root_doc)
    if docname is None:
        raise CommandError(
            f"{name!r} is no path of a post: transcript_posts in conf.py has "
            f"{', '.join(patterns) or 'no pattern'}; give a path that fits with --slug"
        )
    suffix = next(
        (end for end, kind in site.config.source_suffix.items() if kind == "markdown"), ".md"
    )
    if Matcher([*site.config.exclude_patterns, *site.config.templates_path])(docname + suffix):
        raise CommandError(
            f"{docname + suffix} is left out of the site by exclude_patterns in conf.py; "
            "give another path with --slug"
        )
    for other in site.post_names:
        if site.slug(other) == site.slug(docname) and other != docname:
            print(
                f"sphinx-transcript: the slug {name!r} is also that of {site.shown(other)}",
                file=sys.stderr,
            )
    if docname in site.docnames:
        raise CommandError(f"{site.shown(docname)} is there already")
    return site.folder / f"{docname}{suffix}"


def _content(site: Site, title: str, arguments: argparse.Namespace) -> str:
    fields = {"title": yaml_value(title)}
    if arguments.date is None:
        fields["date"] = site.today.isoformat()
    else:
        fields["date"], date = read_date(arguments.date, site.zone)
        if day_of(date, site.zone) > site.today and not arguments.draft:
            print(
                f"sphinx-transcript: the first build from {fields['date']} on publishes it",
                file=sys.stderr,
            )
    if arguments.draft:
        fields["draft"] = "true"
    tags = split_names(read_text("tag", arguments.tags))
    categories = split_names(read_text("category", arguments.category))
    series = read_text("series", arguments.series)
    if tags:
        fields["tags"] = yaml_value(list(tags))
    if categories:
        fields["categories"] = yaml_value(list(categories))
    if series:
        fields["series"] = yaml_value(series)
    return front_matter(fields) + "\n"


def _edit(path: Path) -> int:
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        # On Windows a backslash separates folders.
        command = shlex.split(given, posix=os.name != "nt")
    except ValueError as error:
        raise CommandError(f"the editor {given!r} can't be read: {error}") from error
    if not command:
        raise CommandError("there is no editor to open it: neither VISUAL nor EDITOR is set")
    try:
        status = subprocess.call([*command, str(path)])  # noqa: S603 (the user's own editor)
    except OSError as error:
        raise CommandError(f"the editor {command[0]!r} can't be run: {error.strerror}") from error
    if status:
        print(f"sphinx-transcript: {command[0]} ended with the status {status}", file=sys.stderr)
    return 1 if status else 0
