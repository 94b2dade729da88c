"""The files of a new site, rendered from the templates in ``new_site/``."""

from __future__ import annotations

import getpass
import json
import os
import re
import subprocess
from importlib import resources
from typing import TYPE_CHECKING

import jinja2

from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import display_path
from sphinx_transcript.workspace.front_matter_edit import yaml_value
from sphinx_transcript.workspace.post_path import slug_of_title
from sphinx_transcript.workspace.repository import EXTENDED, USUAL_PATTERNS, requirements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_POST_TITLE = "Hello / this is a text file"
_POST_PATH = f"post/{slug_of_title(_POST_TITLE)}.md"

_MAX_ROW = 84
"""The most characters in a row of a list."""

SITE_FILES: dict[str, str] = {
    "conf.py": "conf.py",
    "index.md": "index.md",
    "about.md": "about.md",
    _POST_PATH: "post.md",
    ".gitignore": "gitignore",
    "requirements.txt": "requirements.txt",
}
"""The files of a site: the template of each, by its path."""
WORKFLOWS: dict[str, dict[str, str]] = {
    "github": {".github/workflows/pages.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "netlify": {"netlify.toml": "netlify.toml"},
    "cloudflare": {"cloudflare-pages.sh": "cloudflare.sh"},
    "readthedocs": {".readthedocs.yaml": "readthedocs.yaml"},
}
"""The files with which a host builds the site, in the same form, by the name of the host."""


def render(
    files: Mapping[str, str],
    *,
    title: str,
    author: str,
    base_url: str,
    date: str,
    left_out: Sequence[str] = (),
) -> dict[str, str]:
    """Render the templates *files*, named by path; return the texts by path.

    *base_url* is '' or has a slash at its end. *date*, that of the first post, begins with its
    year. *left_out* are exclude patterns beside the usual ones.
    """
    environment = jinja2.Environment(  # noqa: S701 (it makes no HTML)
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(python=repr, yaml=yaml_value, markdown=_escape_markdown)
    templates = resources.files("sphinx_transcript.workspace").joinpath("new_site")
    return {
        path: environment.from_string(
            templates.joinpath(f"{template}.jinja").read_text("utf-8")
        ).render(
            title=title,
            author=author,
            base_url=base_url,
            date=date,
            year=date[:4],
            post_title=_POST_TITLE,
            post_path=_POST_PATH,
            excluded=_rows([*USUAL_PATTERNS, *left_out]),
            requirements=requirements(),
        )
        for path, template in files.items()
    }


def _rows(patterns: Iterable[str]) -> list[str]:
    """Return *patterns* as Python writes them, with commas, in as few rows as are easy to read."""
    rows = [""]
    for pattern in patterns:
        item = f"{json.dumps(pattern, ensure_ascii=False)},"
        if rows[-1] and len(rows[-1]) + len(item) > _MAX_ROW:
            rows.append("")
        rows[-1] = f"{rows[-1]} {item}".lstrip()
    return rows


def refuse_to_overwrite(folder: Path, files: Iterable[str]) -> None:
    """Raise CommandError where any of *files*, paths from *folder*, exists.

    Those that can be extended may exist.
    """
    existing = [
        display_path(folder / path)
        for path in files
        if os.path.lexists(folder / path) and not is_extended(folder, path)
    ]
    if not existing:
        return
    hint = ""
    if (folder / "conf.py").exists():
        hint = "; a site that is there becomes a blog with 'sphinx_transcript' in its extensions"
    raise CommandError(f"nothing is written, as there is already {', '.join(existing)}{hint}")


def is_extended(folder: Path, path: str) -> bool:
    """Return whether *path* is a file in *folder* that gets the lines it lacks."""
    return path in EXTENDED and (folder / path).is_file()


def default_author() -> str:
    """Return the user name in the configuration of git, or else the login name, or else ''."""
    try:
        command = ["git", "config", "user.name"]
        result = subprocess.run(command, capture_output=True, check=False, timeout=10)  # noqa: S603
        name = result.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _escape_markdown(text: str) -> str:
    """Return *text* escaped, so that Markdown renders it as it is."""
    # Any ASCII punctuation may be escaped: https://spec.commonmark.org/0.31.2/#backslash-escapes
    escaped = re.sub(r"([\\`*_{}\[\]<>#|&$~])", r"\\\1", text)
    # A list marker at the beginning of the line.
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)
