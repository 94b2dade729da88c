"""The files that a shell would find in the post folders, for the commands that a page shows."""

from __future__ import annotations

import glob
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.domain import BlogRecords, blog_domain
from sphinx_transcript.file_lists import FileLists
from sphinx_transcript.shell import SourceFile, glob_of, key_lines, quote_glob
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def post_files(app: Sphinx) -> FileLists:
    """Return what commands can list of the post folders' files, looked up once in a build."""
    domain = blog_domain(app.env)
    if domain.files is None:
        domain.files = _look_up(app, domain)
    return domain.files


def _look_up(app: Sphinx, domain: BlogRecords) -> FileLists:
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
                files[path] = SourceFile(path, post.stamp if post.date else None, post.key_lines)
            else:
                docname = unpublished.get(path, "")
                stamp = domain.unpublished_stamps.get(docname)
                lines = domain.key_lines.get(docname)
                files[path] = SourceFile(path, stamp, _read(app, path) if lines is None else lines)
    # Without an operand that can be typed there is no command.
    operand = "" if None in operands else " ".join(filter(None, operands))
    return FileLists(tuple(files.values()), operand)


def matching_files(app: Sphinx) -> list[str]:
    """Return the files that globs find in the post folders, as paths from the source folder."""
    suffixes = app.config.source_suffix
    patterns = app.config.transcript_posts
    return sorted(
        path
        for pattern in patterns
        for suffix in suffixes
        for path in _matches(app, glob_of(pattern, [suffix]))
    )


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
