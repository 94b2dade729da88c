"""Imports a blog that a test makes up, file by file, into a new site."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Site


@dataclass
class ImportedFolder:
    """A blog after its import."""

    site: Site
    posts: dict[str, str]
    """The text of each post, by its path in the folder of posts."""
    notes: list[str]
    """The lines on standard error."""

    def post(self) -> str:
        """Return the text of the only post."""
        (text,) = self.posts.values()
        return text


def import_folder(
    site: Site, blog: Path, system: str, files: Mapping[str, str | bytes], *options: str
) -> ImportedFolder:
    """Write *files* below the folder *blog*, and import them into *site*."""
    for name, content in files.items():
        path = blog / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    err = io.StringIO()
    arguments = ["import", str(blog), "--from", system, "--to", str(site.srcdir), *options]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        main(arguments)
    folder = site.srcdir / "post"
    posts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.md"))
    }
    return ImportedFolder(site, posts, err.getvalue().splitlines())
