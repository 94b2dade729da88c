"""Detects source files that have changed since their documents were read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import BlogRecords, blog_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def record_source(app: Sphinx, doctree: nodes.document) -> None:
    """Record the state of a document's source file, and of the files it depends on."""
    env = app.env
    domain = blog_domain(env)
    docname = env.docname
    if docname in domain.current_signatures:
        domain.signatures[docname] = domain.current_signatures[docname]
    path = env.doc2path(docname)
    own_digest = domain.current_digests.get(docname)
    if own_digest is None or domain.current_signatures.get(docname) != file_signature(str(path)):
        own_digest = _file_digest(path)
    digests = [own_digest]
    for name in sorted(str(name) for name in env.dependencies.get(docname, ())):
        digests.append(_file_digest(Path(env.srcdir, name)))
    domain.content_digests[docname] = content_digest(b"".join(digests)).hex()


def _file_digest(path: Path) -> bytes:
    """Return a digest of the file at *path*; a placeholder if it can't be read."""
    try:
        return content_digest(path.read_bytes())
    except OSError:
        return b"-"


def content_digest(content: bytes) -> bytes:
    """Return a digest of *content*."""
    return hashlib.blake2b(content, digest_size=8).digest()


def replaced_documents(env: BuildEnvironment, domain: BlogRecords) -> set[str]:
    """Return the documents whose source file is not the one that was read.

    Sphinx only checks whether a file is newer. It misses a file that was replaced by one with an
    older modification time.
    """
    signatures = domain.signatures
    return {
        docname
        for docname in env.found_docs
        if docname in signatures
        and signatures[docname] != file_signature(_last_path(env, domain, docname))
    }


def file_signature(path: str) -> tuple[int, int]:
    """Return the modification time and size of the file at *path*; zeros if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 (called for each document in each build)
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _last_path(env: BuildEnvironment, domain: BlogRecords, docname: str) -> str:
    """Return the source file that was read, if *docname* is a post; otherwise the current one."""
    post = domain.posts.get(docname)
    if post is None:
        return str(env.doc2path(docname))
    return os.path.join(env.srcdir, post.source)  # noqa: PTH118
