"""The files that a shell would find in the post folders, for the commands that a page shows."""

from __future__ import annotations

import glob
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.domain import BlogDomain, blog_domain
from sphinx_transcript.shell import (
    SourceFile,
    glob_of,
    key_lines,
    list_command,
    neighbours_command,
    quote_glob,
    time_orders,
)
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.listing import Listing
    from sphinx_transcript.post import Post


class PostFiles:
    """All files that the globs in *operand* match."""

    def __init__(self, operand: str, files: tuple[SourceFile, ...]) -> None:
        self.operand = operand
        self.files = files
        self._orders = time_orders(files, operand)
        self._neighbours: dict[str, str | None] = {}

    def listing_command(self, listing: Listing, rows: Sequence[Post]) -> str | None:
        """Return the command that lists *rows*, or None where none holds."""
        return list_command(
            self.files,
            self.operand,
            [post.source for post in rows],
            tags=listing.tags,
            sort=listing.sort,
            limit=listing.limit,
        )

    def neighbours_command(self, post: Post, around: Sequence[Post | None]) -> str | None:
        """Return the command that lists the newer and the older post *around* this one."""
        if post.source not in self._neighbours:
            newer, older = around
            wanted = [each.source for each in (newer, post, older) if each]
            found = neighbours_command(self._orders, post.source, wanted)
            self._neighbours[post.source] = found
        return self._neighbours[post.source]


def post_files(app: Sphinx) -> PostFiles:
    """Return the files of the post folders, looked up once in a build."""
    domain = blog_domain(app.env)
    if domain.files is None:
        domain.files = _look_up(app, domain)
    return domain.files


def _look_up(app: Sphinx, domain: BlogDomain) -> PostFiles:
    posts = {post.source: post for post in domain.posts.values()}
    suffixes = sorted({PurePosixPath(source).suffix for source in posts})
    unpublished = {source_of(app.env, docname): docname for docname in domain.unpublished}
    operands: list[str | None] = []
    files: dict[str, SourceFile] = {}
    for pattern in app.config.transcript_posts:
        found = {suffix: _matches(app, glob_of(pattern, [suffix])) for suffix in suffixes}
        endings = [suffix for suffix in suffixes if found[suffix]]
        if endings:
            operands.append(quote_glob(glob_of(pattern, endings)))
        if any(path in files for suffix in endings for path in found[suffix]):
            operands.append(None)  # Two globs that share a file would list it twice.
        for path in (path for suffix in endings for path in found[suffix]):
            if post := posts.get(path):
                files[path] = SourceFile(path, post.stamp, post.key_lines)
            else:
                lines = domain.key_lines.get(unpublished.get(path, ""))
                files[path] = SourceFile(path, None, _read(app, path) if lines is None else lines)
    # Without an operand that can be typed there is no command.
    operand = "" if None in operands else " ".join(filter(None, operands))
    return PostFiles(operand, tuple(files.values()))


def _matches(app: Sphinx, pattern: str) -> list[str]:
    # Not Path.glob, which also looks into hidden folders.
    found = glob.glob(pattern, root_dir=app.srcdir, recursive=True)  # noqa: PTH207
    return [path.replace("\\", "/") for path in found]


def _read(app: Sphinx, path: str) -> tuple[str, ...]:
    try:
        text = (app.srcdir / path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    return key_lines(text)
