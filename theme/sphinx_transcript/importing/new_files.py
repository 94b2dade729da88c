"""The files that an import writes: which there are, and that none takes the place of another."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.files import create
from sphinx_transcript.importing.slugs import plain_ascii, safe_path, unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.importing.records import Report, SourcePost


@dataclass(slots=True)
class NewFiles:
    """What an import writes into a site."""

    texts: dict[str, tuple[SourcePost, str]] = field(default_factory=dict)
    """Posts, by their paths from the site's folder."""
    copies: dict[str, tuple[PurePosixPath, SourcePost, int]] = field(default_factory=dict)
    """Files of the blog, and where they are asked for first, by their paths."""


def post_paths(
    posts: Iterable[SourcePost], folder: str, report: Report
) -> dict[PurePosixPath, str]:
    """Return the new path of each of *posts*, from the site's folder, by its old one."""
    taken: set[str] = set()
    found = {}
    for post in posts:
        wanted = safe_path(post.slug, post.path.stem)
        slug = unique(wanted, taken)
        if slug != wanted:
            report.add(post.path, 1, f"another post is {wanted!r} already: this one is {slug!r}")
        name = f"{slug}/index" if post.is_bundle else slug
        suffix = ".rst" if post.is_rst else ".md"
        found[post.path] = (PurePosixPath(folder) / f"{name}{suffix}").as_posix()
    return found


def site_name(path: str) -> str:
    """Return *path*, of a file that several posts may name, as it is in the site's folder.

    Names that begin with a dot or an underscore have a meaning to Sphinx, or to git.
    """
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    safe = [plain_name(part) for part in parts]
    if len(parts) > 1 and parts[0] == "_static":
        safe[0] = "_static"
    return "/".join(safe)


def plain_name(name: str) -> str:
    """Return the *name* of a file with the signs that MyST finds an image by."""
    ascii_name, _ = plain_ascii(name)
    return re.sub(r"[^A-Za-z0-9._~,+@-]+", "-", ascii_name).lstrip("._-") or "file"


def existing(site: Path, name: str) -> Path | None:
    """Return what is in *site* in the place of the post *name*, whatever its suffix; or None."""
    path = site / name
    plain = path.parent if path.stem == "index" else path.parent / path.stem
    candidates = [
        beside / f"{stem}{suffix}"
        for beside, stem in ((plain.parent, plain.name), (plain, "index"))
        for suffix in (".md", ".rst", ".txt", ".ipynb")
    ]
    return next((each for each in candidates if os.path.lexists(each)), None)


def write(files: NewFiles, blog: Path, site: Path, report: Report, *, dry: bool) -> list[Path]:
    """Write *files* into *site*, unless *dry*, and return those that are new.

    What is there already stays as it is, and is noted.
    """
    new = []
    for name, (post, text) in files.texts.items():
        other = existing(site, name)
        if other is not None:
            there = other.relative_to(site).as_posix()
            report.add(post.path, 1, f"{there} is there already: not written")
            continue
        if dry or _write(site / name, text.encode("utf-8"), post, report):
            new.append(site / name)
    for name, (source, post, line) in files.copies.items():
        target = site / name
        try:
            if os.path.lexists(target):
                if not target.is_file() or target.read_bytes() != (blog / source).read_bytes():
                    report.add(post.path, line, f"{name} is there already, and another: not copied")
                continue
            content = b"" if dry else (blog / source).read_bytes()
        except OSError as error:
            report.add(post.path, line, f"{source} can't be copied: {error.strerror}")
            continue
        if dry or _write(target, content, post, report, line):
            new.append(target)
    return new


def _write(path: Path, content: bytes, post: SourcePost, report: Report, line: int = 1) -> bool:
    try:
        create({path: content})
    except CommandError as error:
        report.add(post.path, line, str(error))
        return False
    return True
