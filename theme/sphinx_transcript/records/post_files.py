"""The files that shell globs match in the post folders, for the commands on pages."""

from __future__ import annotations

import glob
import os
import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.config.post_patterns import fixed_part
from sphinx_transcript.records.blog_records import BlogRecords, blog_domain
from sphinx_transcript.shell.listing_commands import ListingCommands
from sphinx_transcript.shell.quoting import glob_of, quote_glob
from sphinx_transcript.shell.source_file import SourceFile, key_lines
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_COMMANDS = CacheKey[ListingCommands]("listing commands")
_MATCHES = CacheKey[dict[str, list[str]]]("files that globs match")
_LINKS = CacheKey[dict[str, dict[str, bool]]]("paths below symbolic links, by folder")


def listing_commands(app: Sphinx) -> ListingCommands:
    """Return the commands that can list the files of the post folders. They are cached."""
    domain = blog_domain(app.env)
    return domain.cache.get(_COMMANDS, lambda: _listing_commands(app, domain))


def _listing_commands(app: Sphinx, domain: BlogRecords) -> ListingCommands:
    posts = {post.source: post for post in domain.posts.values()}
    suffixes = sorted({PurePosixPath(source).suffix for source in posts})
    unpublished = {source_path(app.env, docname): docname for docname in domain.unpublished}
    operands: list[str | None] = []
    files: dict[str, SourceFile] = {}
    for pattern in app.config.transcript_posts:
        matches = {suffix: _matches(app, glob_of(pattern, [suffix])) for suffix in suffixes}
        found_suffixes = [suffix for suffix in suffixes if matches[suffix]]
        paths = [path for suffix in found_suffixes for path in matches[suffix]]
        if found_suffixes:
            operands.append(quote_glob(glob_of(pattern, found_suffixes)))
        if any(path in files for path in paths):
            operands.append(None)  # Two globs that match the same file would list it twice.
        if _has_links(app, paths, fixed_part(pattern)):
            operands.append(None)
        for path in paths:
            if post := posts.get(path):
                files[path] = SourceFile(path, post.stamp if post.date else None, post.key_lines)
            else:
                docname = unpublished.get(path, "")
                stamp = domain.unpublished_stamps.get(docname)
                lines = domain.key_lines.get(docname)
                if lines is None:
                    lines = _read_key_lines(app, path)
                files[path] = SourceFile(path, stamp, lines)
    # If one operand can't be typed, there is no command.
    operand = "" if None in operands else " ".join(filter(None, operands))
    return ListingCommands(tuple(files.values()), operand)


def matching_files(app: Sphinx) -> list[str]:
    """Return the files that the post patterns match, as paths from the source folder."""
    suffixes = app.config.source_suffix
    patterns = app.config.transcript_posts
    return sorted(
        path
        for pattern in patterns
        for suffix in suffixes
        for path in _matches(app, glob_of(pattern, [suffix]))
    )


def has_linked_files(app: Sphinx) -> list[bool]:
    """Return for each post pattern whether symbolic links lead to files that it matches."""
    files = matching_files(app)
    folders = [fixed_part(pattern) for pattern in app.config.transcript_posts]
    return [
        _has_links(app, [path for path in files if path.startswith(folder)], folder)
        for folder in folders
    ]


def _matches(app: Sphinx, pattern: str) -> list[str]:
    known = blog_domain(app.env).cache.get(_MATCHES, dict)
    if pattern not in known:
        # Path.glob would also match files in hidden folders, which shells don't.
        found = glob.glob(pattern, root_dir=app.srcdir, recursive=True)  # noqa: PTH207
        known[pattern] = [path.replace("\\", "/") for path in found]
    return known[pattern]


def _has_links(app: Sphinx, paths: list[str], folder: str) -> bool:
    """Return whether a symbolic link below *folder* leads to any of *paths*.

    In bash and zsh ``**`` does not descend into linked folders, unlike Sphinx, and ``ls -t`` sorts
    a linked file by the time of the link: no command is known to list just these files.
    """
    known = blog_domain(app.env).cache.get(_LINKS, dict)
    links = known.setdefault(folder, {folder: False, "": False})

    def is_below_link(path: str) -> bool:
        if path not in links:
            # Not pathlib: called for each source file.
            is_link = os.path.islink(f"{app.srcdir}/{path}")  # noqa: PTH114
            links[path] = is_link or is_below_link(posixpath.dirname(path))
        return links[path]

    return any(map(is_below_link, paths))


def _read_key_lines(app: Sphinx, path: str) -> tuple[str, ...]:
    try:
        text = (app.srcdir / path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    return key_lines(text)
