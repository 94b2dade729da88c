"""The command ``init``: writes the files of a new site."""

from __future__ import annotations

import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.cli.arguments import read_date, read_text
from sphinx_transcript.cli.output import print_path
from sphinx_transcript.publication.build_day import build_day
from sphinx_transcript.shell.quoting import quote
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.support.web_addresses import is_web_address
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import create, display_path, replace
from sphinx_transcript.workspace.repository import (
    EXTENDED,
    enclosing_repository,
    missing_lines,
    other_documents,
    with_lines,
)
from sphinx_transcript.workspace.site_template import (
    SITE_FILES,
    WORKFLOWS,
    default_author,
    is_extended,
    refuse_to_overwrite,
    render,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "Make a blog: conf.py, a home page, a page about you, a first post that shows how posts\n"
        "are written, .gitignore and requirements.txt. The last two get the lines they lack if\n"
        "they are there already; where another of these files is, nothing is written."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript init blog\n"
        "  sphinx-transcript init --ask\n"
        '  sphinx-transcript init blog --title "ada\'s notes" --base-url https://example.org/ \\\n'
        "      --workflow github"
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="where to make it (default: the current folder)",
    )
    parser.add_argument("--title", help="what the site is called (default: the folder's name)")
    parser.add_argument(
        "--author", help="who writes (default: the name that git knows, or else the login)"
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="the address the site will have, which feeds and the sitemap need; can be added later",
    )
    parser.add_argument("--date", help="the date of the first post (default: today)")
    parser.add_argument(
        "--ask", action="store_true", help="ask for the title, the author and the address"
    )
    parser.add_argument(
        "--workflow",
        choices=WORKFLOWS,
        help="write what GitHub Pages, GitLab Pages, Netlify, Cloudflare Pages or Read the Docs "
        "needs to build the site, too; FOLDER is the root of the repository then",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and print their paths and the next steps."""
    folder: Path = arguments.folder
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file; a blog needs a folder", 2)
    templates = {**SITE_FILES, **WORKFLOWS.get(arguments.workflow, {})}
    refuse_to_overwrite(folder, templates)
    left_out = other_documents(folder, posts="post")
    texts = render(templates, **_read_values(arguments), left_out=left_out)
    extended = {path: texts.pop(path) for path in templates if is_extended(folder, path)}
    create({folder / path: text.encode() for path, text in texts.items()})
    for path in texts:
        print_path(display_path(folder / path))
    for path, text in extended.items():
        _extend(folder / path, text, EXTENDED[path])
    if left_out:
        names = visible_text(", ".join(left_out))
        print(f"What was there is no part of the site (exclude_patterns in conf.py): {names}")
    root = enclosing_repository(folder)
    if arguments.workflow and root is not None:
        names = ", ".join(WORKFLOWS[arguments.workflow])
        where = visible_text(display_path(root))
        print(f"{names} is read in the root of a repository alone, and that is {where}")
    print("\nNext:")
    if folder.resolve() != Path.cwd():
        print(f"  cd {quote(str(folder))}")
    print("  sphinx-transcript serve --open")
    print("  sphinx-transcript new 'The title of a post'")
    return 0


def _extend(path: Path, text: str, key: Callable[[str], str]) -> None:
    """Add the lines of *text* to the file *path* that it lacks, and say which."""
    content = path.read_bytes()
    lines = missing_lines(content, text, key)
    if lines:
        replace(path, with_lines(content, lines))
        print(visible_text(f"Added to {display_path(path)}: {', '.join(lines)}"))


def _read_values(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the values for `render`, from the arguments and with ``--ask`` from the user."""
    title = arguments.title or arguments.folder.resolve().name or "blog"
    author = default_author() if arguments.author is None else arguments.author
    base_url = arguments.base_url or ""
    if arguments.ask:
        title = _ask("The site is called", title)
        author = _ask("Its author is", author)
        base_url = _ask("Its address will be", base_url)
    base_url = base_url.strip()
    if base_url and not is_web_address(base_url):
        raise CommandError(
            f"{base_url!r} is no whole address of a site, such as https://example.org/", 2
        )
    date = build_day(UTC).isoformat()
    if arguments.date is not None:
        date, _ = read_date(arguments.date, UTC)
    return {
        "title": read_text("title", title),
        "author": read_text("author", author),
        "base_url": f"{read_text('address', base_url).rstrip('/')}/" if base_url else "",
        "date": date,
    }


def _ask(question: str, default: str) -> str:
    """Return the answer that the user types, or *default* where it is empty."""
    hint = f" [{visible_text(default)}]" if default else ""
    print(f"{question}{hint}: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise CommandError("there is no answer; nothing is written")
    return answer.strip() or default
