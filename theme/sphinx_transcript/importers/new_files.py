"""The files that an import writes: their paths, and writing them without overwriting any."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.importers.slugs import safe_path, to_ascii, unique
from sphinx_transcript.support.existing_files import ExistingFiles
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import create

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost


@dataclass(slots=True)
class NewFiles:
    """The files that an import writes into a site."""

    texts: dict[str, tuple[SourcePost, str]] = field(default_factory=dict)
    """Posts and their text, by path relative to the site's folder."""
    copies: dict[str, tuple[PurePosixPath, SourcePost, int]] = field(default_factory=dict)
    """Files of the blog to copy, each with the post and line that first refers to it, by path."""
    made: dict[str, tuple[SourcePost, bytes]] = field(default_factory=dict)
    """Files that are made of a post, such as the pictures of a notebook, by path."""


def post_paths(
    posts: Iterable[SourcePost], folder: str, report: Report
) -> dict[PurePosixPath, str]:
    """Return the new path of each post, relative to the site's folder, by its old path."""
    taken: set[str] = set()
    taken_by_pages: set[str] = set()
    paths = {}
    for post in posts:
        if post.is_page:
            paths[post.path] = _page_path(post, taken_by_pages, report)
            continue
        wanted = safe_path(post.slug, post.path.stem)
        slug = unique(wanted, taken)
        if slug != wanted:
            report.add(
                post.path, 1, f"another post is {wanted!r} already: this one is {slug!r}", "address"
            )
        name = f"{slug}/index" if post.is_bundle else slug
        suffix = ".rst" if post.is_rst else ".md"
        paths[post.path] = (PurePosixPath(folder) / f"{name}{suffix}").as_posix()
    return paths


def _page_path(post: SourcePost, taken: set[str], report: Report) -> str:
    """Return the path by which a page answers at its old address, if that can be a file's name."""
    path = post.url.strip("/").removesuffix("index.html").strip("/")
    if not path and post.url:
        if "/" not in taken:
            taken.add("/")
            return "index.md"
        report.add(post.path, 1, "another page is the first of the site already", "address")
    wanted = safe_path(path or post.slug)
    suffix = "/index.md"
    if path.endswith((".html", ".htm")):
        wanted, suffix = safe_path(path.rpartition(".")[0]), ".md"
    name = unique(wanted, taken)
    if name != wanted:
        message = f"another page is {wanted!r} already: this one is {name!r}"
        report.add(post.path, 1, message, "address")
    return f"{name}{suffix}"


def static_path(path: str) -> str:
    """Return the path in the site's folder for a file with *path* on the old site.

    No name begins with a dot or an underscore, which have a meaning to Sphinx or to git.
    """
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    safe = [ascii_name(part) for part in parts]
    if len(parts) > 1 and parts[0] == "_static":
        safe[0] = "_static"
    return "/".join(safe)


def ascii_name(name: str) -> str:
    """Return the file *name* in ASCII, with only characters that are safe in an image path."""
    text, _ = to_ascii(name)
    safe = re.sub(r"[^A-Za-z0-9._~,+@-]+", "-", text).lstrip("_-")
    if safe.startswith(".") and not name.startswith("."):
        # Nothing of the name is in ASCII but its suffix, by which its format is known.
        return f"file.{safe.lstrip('._-')}"
    return safe.lstrip("._-") or "file"


def _existing_document(site: Path, name: str, files: ExistingFiles) -> Path | None:
    """Return the file in *site* with the docname, or the folder, of the post *name*; or None."""
    path = site / name
    document = path.parent if path.stem == "index" else path.parent / path.stem
    candidates = [
        folder / f"{stem}{suffix}"
        for folder, stem in ((document.parent, document.name), (document, "index"))
        for suffix in (".md", ".rst", ".txt", ".ipynb")
    ]
    return next((found for each in candidates if (found := files.find(each))), None)


def write_files(
    files: NewFiles, blog: Path, site: Path, report: Report, *, dry: bool
) -> list[Path]:
    """Write *files* into *site*, unless *dry*, and return the paths that are new.

    An existing file is not overwritten, and is reported.
    """
    new = []
    known = ExistingFiles()
    for name, (post, text) in files.texts.items():
        existing = _existing_document(site, name, known)
        if existing is not None:
            existing_name = existing.relative_to(site).as_posix()
            report.add(post.path, 1, f"{existing_name} is there already: not written", "file")
            continue
        if dry:
            new.append(site / name)
        elif _write(site / name, text.encode("utf-8"), post, report):
            known.add(site / name)
            new.append(site / name)
    for name, (post, content) in files.made.items():
        if (site / name).is_file() and (site / name).read_bytes() == content:
            continue
        if dry or _write(site / name, content, post, report):
            new.append(site / name)
    for name, (source, post, line) in files.copies.items():
        target = site / name
        try:
            if os.path.lexists(target):
                if not target.is_file() or target.read_bytes() != (blog / source).read_bytes():
                    message = f"{name} is there already, and another: not copied"
                    report.add(post.path, line, message, "file")
                continue
            content = b"" if dry else (blog / source).read_bytes()
        except OSError as error:
            report.add(post.path, line, f"{source} can't be copied: {error.strerror}", "file")
            continue
        if dry or _write(target, content, post, report, line):
            new.append(target)
    return new


def _write(path: Path, content: bytes, post: SourcePost, report: Report, line: int = 1) -> bool:
    try:
        create({path: content})
    except CommandError as error:
        report.add(post.path, line, str(error), "file")
        return False
    return True
