"""Files of a Jekyll site that are no posts: pages that links lead to, and included files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    parse_front_matter,
    read_text,
    scalar,
)

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath


def page_address(site: Path, path: PurePosixPath) -> str:
    """Return the address of the page at *path* in *site*; '' if it can't be known."""
    text = included_text(site, path)
    try:
        front_matter = parse_front_matter(text)
    except SourceFileError:
        return ""
    if not text:
        return ""
    permalink = scalar(front_matter.pop("permalink"))
    if permalink and ":" not in permalink:
        return f"/{permalink.lstrip('/')}"
    is_collection = path.parts[0].startswith("_")
    return "" if permalink or is_collection else f"/{path.with_suffix('.html').as_posix()}"


def included_text(site: Path, path: PurePosixPath) -> str:
    """Return the text of the file at *path* in *site*; '' if there is none that can be read."""
    root = site.resolve()
    try:
        file = (root / path).resolve()
        # A symbolic link may point outside of the blog.
        return read_text(file) if file.is_relative_to(root) and file.is_file() else ""
    except (OSError, ValueError):
        return ""
