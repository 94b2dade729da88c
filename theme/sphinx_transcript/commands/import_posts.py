"""The command import: posts of a blog that another system made, as posts of this site."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.project import find_site, open_site
from sphinx_transcript.importing.convert import convert
from sphinx_transcript.importing.new_files import write
from sphinx_transcript.importing.records import Report
from sphinx_transcript.patterns import fixed_part, post_folder

if TYPE_CHECKING:
    import argparse

    from sphinx_transcript.commands.project import Site
    from sphinx_transcript.importing.records import Blog

HELP = "make posts of this site of those of another blog system"
SYSTEMS = ("hugo", "jekyll", "pelican", "nikola", "ablog", "mkdocs")

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
  sphinx-transcript import . --from pelican --to ../new-site 2> left-to-do.txt"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
    parser.description, parser.epilog = _DESCRIPTION, _EXAMPLES
    parser.add_argument("folder", metavar="FOLDER", help="the old blog, which is only read")
    parser.add_argument(
        "--from",
        dest="system",
        choices=SYSTEMS,
        required=True,
        help="what made it; mkdocs is the blog of Material for MkDocs",
    )
    parser.add_argument(
        "--to",
        metavar="SITE",
        default=".",
        help="the folder with conf.py, or one below it; by default where you are",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="write nothing, and say what would be written and what could not be converted",
    )


def run(arguments: argparse.Namespace) -> int:
    """Import the posts; return 1 where there is none that can be read."""
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder")
    with open_site(find_site(Path(arguments.to))) as site:
        report = Report()
        module = importlib.import_module(f"sphinx_transcript.importing.{arguments.system}")
        blog: Blog = module.read_blog(folder, report)
        files = convert(blog, _post_folder(site), report)
        new = write(files, folder, site.folder, report, dry=arguments.dry_run)
    for note in report.notes:
        print(note, file=sys.stderr)
    for path in new:
        print(_shown(path))
    sys.stdout.flush()
    print(
        _summary(
            blog,
            len(set(new) & {site.folder / name for name in files.texts}),
            len(new),
            report,
            dry=arguments.dry_run,
        ),
        file=sys.stderr,
    )
    return 0 if blog.posts else 1


def _post_folder(site: Site) -> str:
    patterns = site.config.transcript_posts
    folder = fixed_part(patterns[0]) if patterns else "post"
    if post_folder(f"{folder}/x".lstrip("/"), patterns, site.config.root_doc) is None:
        raise CommandError(
            f"transcript_posts = {patterns!r} in {site.folder / 'conf.py'} has no folder in which "
            "all documents are posts, such as 'post/**'"
        )
    return folder


def _shown(path: Path) -> str:
    """Return *path* as one would type it here."""
    here = Path.cwd().resolve()
    return os.fspath(path.relative_to(here)) if path.is_relative_to(here) else os.fspath(path)


def _summary(blog: Blog, posts: int, files: int, report: Report, *, dry: bool) -> str:
    if not blog.posts:
        return f"sphinx-transcript: no post in {blog.folder} can be read"
    done = "would be written" if dry else "written"
    read, others = _count(len(blog.posts), "post"), _count(files - posts, "other file")
    notes = _count(len(report.notes), "note")
    return f"{read} read, {posts} {done}, with {others}; {notes}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
