"""The image of a post, as its front matter names it."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.file_names import is_file
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.web_addresses import (
    ACCEPTED_ADDRESS,
    has_scheme,
    is_web_address,
    web_address,
)

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
        if has_scheme(given):
            message = f"image: expected a file or {ACCEPTED_ADDRESS}, not {given!r}; left out"
        warn(message, Subtype.FRONT_MATTER, (docname, 1))
        env.note_reread()
        return ""
    if relative and not is_web_address(relative):
        env.note_dependency(relative)
        env.images.add_file(docname, relative)
    return relative


def image_path(env: BuildEnvironment, docname: str, given: str) -> str | None:
    """Return the image *given* in front matter like `record_image`; None if there is none.

    Symbolic links are followed, as Sphinx follows those of images in the body. A path that leads
    out of the source folder by ``..`` is refused, unless the document shows that image, too: the
    outputs of a notebook lie beside the output folder.
    """
    if not given:
        return ""
    if is_web_address(given):
        return web_address(given)
    folder = "" if given.startswith("/") else posixpath.dirname(source_path(env, docname))
    inside = posixpath.normpath(posixpath.join(folder, given.lstrip("/")))
    if inside in env.images and Path(env.srcdir, inside).is_file():
        return inside
    if inside.startswith("../") or "\0" in given:
        return None
    relative, absolute = env.relfn2path(f"/{inside}", docname)
    return relative if is_file(Path(absolute)) else None
