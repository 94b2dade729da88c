"""The command ``import``: converts the posts of another blog system to posts of this site."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.cli.output import print_path
from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.file_copies import extra_folder
from sphinx_transcript.importers.new_files import write_files
from sphinx_transcript.importers.options import ReaderOptions
from sphinx_transcript.importers.report import Report
from sphinx_transcript.importers.report_summary import as_json, conf_lines, kind_lines
from sphinx_transcript.support.terminal_text import json_text, visible_text
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.post_path import folder_of_posts
from sphinx_transcript.workspace.site import open_site
from sphinx_transcript.workspace.site_folder import find_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sphinx_transcript.importers.source_blog import SourceBlog

SYSTEMS = (
    *("hugo", "jekyll", "pelican", "nikola", "ablog", "mkdocs"),
    *("quarto", "myst", "wordpress", "markdown"),
)

_DESCRIPTION = """\
Writes the posts of the blog in FOLDER, the one with that system's configuration, as posts of a
site with sphinx-transcript: front matter, links between posts, code blocks, the end of the
excerpt, images, and the addresses that the posts had. Nothing in FOLDER is changed, and no file
of the site is written over. What can't be converted is left as it is and said, with its file and
line. The paths of the new files go to standard output, all the rest to standard error."""
_EXAMPLES = """\
examples:
  sphinx-transcript import ~/old-blog --from hugo --dry-run
  sphinx-transcript import ~/old-blog --from jekyll --to ~/new-site
  sphinx-transcript import . --from pelican --to ../new-site 2> left-to-do.txt
  sphinx-transcript import ~/blog.xml --from wordpress
  sphinx-transcript import ~/notes --from markdown --permalink https://example.org/:path/"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description, parser.epilog = _DESCRIPTION, _EXAMPLES
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        help="the old blog, or an export file of WordPress; it is only read",
    )
    parser.add_argument(
        "--from",
        dest="system",
        choices=SYSTEMS,
        required=True,
        help="what made it; mkdocs is the blog of Material for MkDocs, myst is mystmd, "
        "markdown any other folder of Markdown",
    )
    parser.add_argument(
        "--to",
        metavar="SITE",
        default=".",
        help="the folder with conf.py, or one below it; by default where you are",
    )
    parser.add_argument(
        "--permalink",
        metavar="PATTERN",
        default="",
        help="the addresses that posts had, such as /blog/:year/:title/, for markdown and myst",
    )
    parser.add_argument(
        "--sections",
        metavar="FOLDERS",
        default="",
        help="the folders that hold posts, with commas between them, for markdown, quarto, "
        "myst and hugo",
    )
    parser.add_argument(
        "--feed-id",
        metavar="RULE",
        default="",
        help="what the feed called a post, such as https://example.org{id}, with {url} for the "
        "path of its address, for jekyll",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="write nothing, and say what would be written and what could not be converted",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one object: the files, the notes with their kinds, and the lines for conf.py",
    )


def run(arguments: argparse.Namespace) -> int:
    """Import the posts; return 1 where none can be read."""
    folder = Path(arguments.folder)
    is_export = arguments.system == "wordpress" and folder.is_file()
    if not (folder.is_dir() or is_export):
        raise CommandError(f"{folder} is no folder", 2)
    with open_site(find_site(Path(arguments.to))) as site:
        report = Report()
        blog = read_blog(arguments.system, folder, report, _reader_options(arguments))
        extra = extra_folder(site.config.html_extra_path, site.folder)
        files = convert(blog, folder_of_posts(site), report, extra)
        written = write_files(files, blog.folder, site.folder, report, dry=arguments.dry_run)
        posts = set(written) & {site.folder / name for name in files.texts}
        missing = conf_lines(report, {each.name: each.value for each in site.config})
    paths = [_display_path(path) for path in written]
    if arguments.json:
        result = as_json(report, paths, missing, len(blog.posts))
        print(json_text(json.dumps(result, ensure_ascii=False, indent=2)))
    else:
        for note in report.notes:
            _print_error(str(note))
        for path in paths:
            print_path(path)
        sys.stdout.flush()
        _print_list("notes by kind:", kind_lines(report.notes))
        _print_list("for conf.py:", missing)
    _print_error(
        _summary(blog, len(posts), len(written) - len(posts), report, is_dry_run=arguments.dry_run)
    )
    return 0 if blog.posts else 1


def _reader_options(arguments: argparse.Namespace) -> ReaderOptions:
    sections = tuple(name for each in arguments.sections.split(",") if (name := each.strip(" /")))
    return ReaderOptions(arguments.permalink, sections, arguments.feed_id)


def _print_error(text: str) -> None:
    print(visible_text(text), file=sys.stderr)


def _print_list(heading: str, lines: Iterable[str]) -> None:
    """Print *heading* and the indented *lines*, if there are any, to standard error."""
    for at, line in enumerate(lines):
        _print_error(f"  {line}" if at else f"{heading}\n  {line}")


def _display_path(path: Path) -> str:
    """Return *path* relative to the current folder where it is below it."""
    current = Path.cwd().resolve()
    return os.fspath(path.relative_to(current) if path.is_relative_to(current) else path)


def _summary(blog: SourceBlog, posts: int, others: int, report: Report, *, is_dry_run: bool) -> str:
    """Return the closing line; *posts* and *others* are the numbers of files written."""
    if not blog.posts:
        return f"sphinx-transcript: no post in {blog.folder} can be read"
    done = "would be written" if is_dry_run else "written"
    read, other_files = _count(len(blog.posts), "post"), _count(others, "other file")
    notes = _count(len(report.notes), "note")
    return f"{read} read, {posts} {done}, with {other_files}; {notes}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
