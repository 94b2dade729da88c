"""Images of documents: their sizes, and file names that do not depend on the order of reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.image_sizes import image_size

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def assign_image_names(env: BuildEnvironment) -> None:
    """Assign the file names of all images again, in the order of their source paths.

    If two images have the same file name, Sphinx adds a number to the one that it reads later. In
    an incremental build that can be the other one than in a clean build.
    """
    users = {path: sorted(docnames) for path, (docnames, _) in env.images.items()}
    for docname in {docname for docnames in users.values() for docname in docnames}:
        env.images.purge_doc(docname)
    for path in sorted(users):
        for docname in users[path]:
            env.images.add_file(docname, path)


def copy_post_images(app: Sphinx) -> None:
    """Have Sphinx copy the images that only a post's front matter names."""
    builder: Any = app.builder
    for post in blog_domain(app.env).posts.values():
        if post.image in app.env.images:
            builder.images.setdefault(post.image, app.env.images[post.image][1])


def images_by_document(env: BuildEnvironment) -> dict[str, list[list[Any]]]:
    """Return the source paths, file names and sizes of each document's images, by docname."""
    images: dict[str, list[list[Any]]] = {}
    for path in sorted(env.images):
        docnames, _name = env.images[path]
        for docname in docnames:
            images.setdefault(docname, []).append(image(env, path))
    return images


def image(env: BuildEnvironment, path: str) -> list[Any]:
    """Return the source path, the file name and the size of an image, which a page shows."""
    return [path, env.images[path][1], image_size(Path(env.srcdir, path))]
