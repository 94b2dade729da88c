"""Checksums of style sheets and scripts: pages contain them in the URLs of these files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_SUFFIXES = (".css", ".js", ".jinja", "_t")

_CHECKSUMS = CacheKey[list[str]]("static checksums")


def static_checksums(app: Sphinx) -> list[str]:
    """Return the name and checksum of each style sheet and script of the theme and the project.

    They are computed once in a build.
    """
    return blog_domain(app.env).cache.get(_CHECKSUMS, lambda: list(_static_checksums(app)))


def _static_checksums(app: Sphinx) -> Iterable[str]:
    builder: Any = app.builder
    theme_folders = builder.theme.get_theme_dirs() if builder.theme else []
    entries = [Path(folder, "static") for folder in theme_folders]
    entries += [Path(app.confdir, entry) for entry in app.config.html_static_path]
    for entry in entries:
        for path in [entry] if entry.is_file() else sorted(entry.rglob("*")):
            if path.name.endswith(_SUFFIXES) and path.is_file():
                yield f"{path.name} {digest(path.read_bytes(), 8)}"
