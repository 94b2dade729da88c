"""Looks posts up by the names that roles and commands accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.config.post_patterns import post_folder, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx


def find_post(target: str, folders: Mapping[str, str]) -> str | None:
    """Return the post that *target* names: by docname, by slug, or by the end of its slug.

    *folders* are the post folders, by docname. Return None if several posts have that name.
    """
    docnames = matching_posts(target, folders)
    return docnames[0] if len(docnames) == 1 else None


def matching_posts(target: str, folders: Mapping[str, str]) -> list[str]:
    """Return the docnames of all posts that *target* can mean."""
    name = target.strip().strip("/")
    if name in folders:
        return [name]
    name = name.removesuffix("/index")
    slugs = {docname: slug(docname, folder) for docname, folder in folders.items()}
    exact = [docname for docname in slugs if slugs[docname] == name]
    return exact or [docname for docname in slugs if f"/{slugs[docname]}".endswith(f"/{name}")]


def post_folders_of(app: Sphinx, posts: Iterable[str]) -> dict[str, str]:
    """Return the post folder of each of *posts*, by docname."""
    patterns, root_doc = app.config.transcript_posts, app.config.root_doc
    return {docname: post_folder(docname, patterns, root_doc) or "" for docname in posts}
