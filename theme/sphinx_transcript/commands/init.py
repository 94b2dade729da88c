"""``sphinx-transcript init``: the files of a new blog."""

from __future__ import annotations

import getpass
import re
import subprocess
import sys
from datetime import UTC
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from sphinx_transcript.commands.arguments import read_date, read_text
from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.files import create, shown_path
from sphinx_transcript.commands.front_matter_edit import yaml_value
from sphinx_transcript.commands.post_path import slug_of_title
from sphinx_transcript.discovery import build_day
from sphinx_transcript.shell import quote
from sphinx_transcript.values import is_web_address

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

HELP = "make a new blog, ready to be built"

_POST_TITLE = "Hello / this is a text file"
_FILES = {
    "conf.py": "conf.py",
    "index.md": "index.md",
    "about.md": "about.md",
    f"post/{slug_of_title(_POST_TITLE)}.md": "post.md",
    ".gitignore": "gitignore",
    "requirements.txt": "requirements.txt",
}
"""The files of a blog, and their templates in new_site."""
_WORKFLOWS = {
    "github": {".github/workflows/pages.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "netlify": {"netlify.toml": "netlify.toml"},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
    parser.description = (
        "Make a blog: conf.py, a home page, a page about you, a first post that shows how posts\n"
        "are written, .gitignore and requirements.txt. Where one of these files is there\n"
        "already, nothing is written."
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
        choices=_WORKFLOWS,
        help="write what GitHub Pages, GitLab Pages or Netlify needs to build the site, too; "
        "FOLDER is the root of the repository then",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and say what comes next."""
    folder: Path = arguments.folder
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file; a blog needs a folder")
    names = {**_FILES, **_WORKFLOWS.get(arguments.workflow, {})}
    _refuse_to_overwrite(folder, names)
    texts = render(names, **_answers(arguments))
    create({folder / name: text.encode() for name, text in texts.items()})
    for name in texts:
        print(shown_path(folder / name))
    print("\nNext:")
    if folder.resolve() != Path.cwd():
        print(f"  cd {quote(str(folder))}")
    print("  sphinx-transcript serve --open")
    print("  sphinx-transcript new 'The title of a post'")
    return 0


def render(
    names: Mapping[str, str], *, title: str, author: str, base_url: str, date: str
) -> dict[str, str]:
    """Return the text of each file in *names*, whose values are templates in new_site."""
    environment = jinja2.Environment(  # noqa: S701 (it makes no HTML)
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(python=repr, yaml=yaml_value, markdown=_as_markdown)
    templates = resources.files("sphinx_transcript.commands").joinpath("new_site")
    return {
        name: environment.from_string(
            templates.joinpath(f"{template}.jinja").read_text("utf-8")
        ).render(
            title=title,
            author=author,
            base_url=base_url,
            date=date,
            year=date[:4],
            post_title=_POST_TITLE,
            post_path=f"post/{slug_of_title(_POST_TITLE)}.md",
        )
        for name, template in names.items()
    }


def _as_markdown(text: str) -> str:
    """Return *text* so that Markdown has it as it stands."""
    # Any ASCII punctuation may be escaped: https://spec.commonmark.org/0.31.2/#backslash-escapes
    escaped = re.sub(r"([\\`*_{}\[\]<>#|&$~])", r"\\\1", text)
    # What would begin a list at the beginning of a line.
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)


def _refuse_to_overwrite(folder: Path, names: Mapping[str, str]) -> None:
    there = [shown_path(folder / name) for name in names if (folder / name).exists()]
    if not there:
        return
    hint = ""
    if (folder / "conf.py").exists():
        hint = "; a site that is there becomes a blog with 'sphinx_transcript' in its extensions"
    raise CommandError(f"nothing is written, as there is already {', '.join(there)}{hint}")


def _answers(arguments: argparse.Namespace) -> dict[str, str]:
    """Return what the command line or the user says of the site."""
    title = arguments.title or arguments.folder.resolve().name or "blog"
    author = _known_author() if arguments.author is None else arguments.author
    base_url = arguments.base_url or ""
    if arguments.ask:
        title = _ask("The site is called", title)
        author = _ask("Its author is", author)
        base_url = _ask("Its address will be", base_url)
    base_url = base_url.strip()
    if base_url and not is_web_address(base_url):
        raise CommandError(
            f"{base_url!r} is no whole address of a site, such as https://example.org/"
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


def _known_author() -> str:
    try:
        command = ["git", "config", "user.name"]
        found = subprocess.run(command, capture_output=True, check=False, timeout=10)  # noqa: S603
        name = found.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _ask(question: str, default: str) -> str:
    hint = f" [{default}]" if default else ""
    print(f"{question}{hint}: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise CommandError("there is no answer; nothing is written")
    return answer.strip() or default
