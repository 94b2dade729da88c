"""Programs that make sites of folders of Markdown, and what their folders have in common."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_INPUT = re.compile(r"\binput\b[\"']?\s*:\s*[\"'`](?P<folder>[\w./-]+)[\"'`]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a folder of Markdown says by the program that it was written for."""

    name: str = ""
    markers: tuple[str, ...] = ()
    """Files or folders, as patterns, one of which is in the folder of each such site."""
    content: str = ""
    """The folder of the posts."""
    static_folders: tuple[tuple[str, str], ...] = (("static", ""), ("public", ""), ("", ""))
    permalink: str = ""
    """The pattern of addresses that the program has by default; '' where the site chooses it."""
    zone: dt.tzinfo | None = None
    """The time zone of times without one."""
    has_templates: bool = True
    """Whether braces in the text are a template language."""
    is_vault: bool = False
    """Whether files need no front matter, and aliases are other names and no addresses."""


_DIALECTS = (
    Dialect(
        "zola",
        ("config.toml", "zola.toml"),
        "content",
        (("static", ""), ("content", "")),
        "/:path/",
        dt.UTC,
    ),
    Dialect(
        "docusaurus",
        ("docusaurus.config.*",),
        "blog",
        (("static", ""),),
        "/blog/:year/:month/:day/:path",
        dt.UTC,
        has_templates=False,
    ),
    Dialect(
        "astro",
        ("astro.config.*",),
        "src/content",
        (("public", ""),),
        has_templates=False,
    ),
    Dialect(
        "eleventy",
        (".eleventy.js", ".eleventy.cjs", "eleventy.config.*"),
        permalink="/:path/",
        zone=dt.UTC,
    ),
    Dialect("obsidian", (".obsidian",), has_templates=False, is_vault=True),
)


def find_dialect(folder: Path) -> Dialect:
    """Return the dialect of the site in *folder*; one without a name if it is none of them.

    The folder of posts is only that of the dialect where there is such a folder.
    """
    for dialect in _DIALECTS:
        marker = next((each for name in dialect.markers for each in folder.glob(name)), None)
        if marker is None or not (folder / dialect.content).is_dir():
            continue
        if dialect.name == "eleventy" and (content := _eleventy_input(marker)):
            return replace(dialect, content=content)
        return dialect
    return Dialect()


def _eleventy_input(configuration: Path) -> str:
    """Return the folder that *configuration*, a script which is not run, names as the input.

    '' if it names none, or none that there is.
    """
    try:
        match = _INPUT.search(configuration.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    content = match["folder"].strip("./") if match else ""
    return content if (configuration.parent / content).is_dir() else ""
