"""Reads the metadata of posts from their source files, before Sphinx reads the documents."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from sphinx_transcript.post.front_matter import FrontMatterError
from sphinx_transcript.post.metadata import PostMetadata
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.publication.source_changes import content_digest
from sphinx_transcript.records.post_source import read_post
from sphinx_transcript.records.source_text import source_text
from sphinx_transcript.shell.source_file import key_lines
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Problem, Subtype

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from sphinx.application import Sphinx

    from sphinx_transcript.records.blog_records import BlogRecords


def read_metadata(
    app: Sphinx, domain: BlogRecords, docname: str, zone: tzinfo, today: date
) -> PostMetadata | None:
    """Return the metadata of the post *docname*; None for an ordinary page that can be read.

    Report the problems that are found, and store what else the source file contains for this build.
    """
    path = app.env.doc2path(docname)
    try:
        content = path.read_bytes()
        domain.current_digests[docname] = content_digest(content)
        text = content.decode(app.config.source_encoding)
    except UnicodeDecodeError as error:
        if docname == app.config.root_doc:
            return None  # Sphinx can't build without the root document, and reports the error.
        _warn_of_encoding(app, docname, error)
        return PostMetadata(PublicationStatus.UNREADABLE)
    except OSError:
        return None  # Sphinx reads the file next, and reports the error.
    as_read = source_text(app, docname, path, text)
    try:
        source = read_post(app.config, docname, as_read)
        if source is None:
            return None
    except FrontMatterError as error:
        problem = Problem(f"{error}; the post is not published", Subtype.FRONT_MATTER, error.line)
        metadata, problems = PostMetadata(PublicationStatus.UNREADABLE), [problem]
    else:
        metadata, problems = source.metadata(path.name, zone, today)
        if source.dialect_post is not None:
            domain.dialect_posts[docname] = source.dialect_post
    if as_read.failure and metadata.status is PublicationStatus.UNREADABLE:
        # Sphinx does not read the document, so it would not report the error.
        problems = [Problem(as_read.failure, Subtype.FRONT_MATTER, 1), *problems]
    # To grep, a byte order mark is part of the first line.
    mark = "\ufeff" if content.startswith(codecs.BOM_UTF8) else ""
    domain.key_lines[docname] = key_lines(mark + text.removeprefix(mark))
    if as_read.is_rewritten:
        written = {line.rstrip("\r") for line in key_lines(text)}
        if not written <= set(key_lines(as_read.text)):
            domain.rewritten_keys.add(docname)
    for problem in problems:
        warn(problem.message, problem.subtype, (docname, problem.line))
    return metadata


def _warn_of_encoding(app: Sphinx, docname: str, error: UnicodeDecodeError) -> None:
    line = error.object[: error.start].count(b"\n") + 1
    encoding = app.config.source_encoding.removesuffix("-sig").upper()
    message = (
        f"not {encoding} text: byte 0x{error.object[error.start]:02x} "
        "can't be read; the page is left out (save the file as UTF-8)"
    )
    warn(message, Subtype.ENCODING, (docname, line))
