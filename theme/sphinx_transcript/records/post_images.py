"""The image of a post, as its front matter names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.file_names import is_file
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def record_image(env: BuildEnvironment, docname: str, given: str) -> str:
    """Return the image *given* in front matter as a path from the source folder, or as a URL.

    Register a file as an image and a dependency of the document. Return '' and warn if there is no
    such file.
    """
    relative = image_path(env, docname, given)
    if relative is None:
        message = f"image: there is no file {given!r} in the source folder; left out"
        warn(message, Subtype.FRONT_MATTER, (docname, 1))
        env.note_reread()
        return ""
    if relative and "://" not in relative:
        env.note_dependency(relative)
        env.images.add_file(docname, relative)
    return relative


def image_path(env: BuildEnvironment, docname: str, given: str) -> str | None:
    """Return the image *given* in front matter like `record_image`; None if the file is missing."""
    if not given or "://" in given:
        return given
    relative, absolute = env.relfn2path(given, docname)
    path = Path(absolute)
    return relative if is_file(path) and path.is_relative_to(env.srcdir) else None
