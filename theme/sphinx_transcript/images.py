"""Names of images in the output folder, which hang on the order in which documents were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def settle_names(env: BuildEnvironment) -> None:
    """Name all images anew in the order of their paths.

    Two images of one file name are told apart by a number, which Sphinx gives to the one that it
    comes to later: in an incremental build not the one that it is in a clean build.
    """
    users = {name: sorted(docnames) for name, (docnames, _) in env.images.items()}
    for docname in {docname for docnames in users.values() for docname in docnames}:
        env.images.purge_doc(docname)
    for name in sorted(users):
        for docname in users[name]:
            env.images.add_file(docname, name)


def copy_post_images(app: Sphinx) -> None:
    """Have the images copied that no document shows, but a post's front matter names."""
    builder: Any = app.builder
    for post in blog_domain(app.env).posts.values():
        if post.image in app.env.images:
            builder.images.setdefault(post.image, app.env.images[post.image][1])


def image_names(env: BuildEnvironment) -> dict[str, list[list[str]]]:
    """Return the images of each document that has any, with their names in the output folder."""
    named: dict[str, list[list[str]]] = {}
    for path in sorted(env.images):
        docnames, unique = env.images[path]
        for docname in docnames:
            named.setdefault(docname, []).append([path, unique])
    return named
