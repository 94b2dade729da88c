"""Warnings about posts that share a slug or a feed id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.config.post_patterns import slug
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_names import post_folders_of
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def warn_of_duplicates(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about posts with the same slug or the same feed id, which makes them ambiguous."""
    posts = blog_domain(env).posts
    folders = post_folders_of(app, posts)
    by_slug: dict[str, str] = {}
    for docname in sorted(posts):
        name = slug(docname, folders[docname])
        if name in by_slug:
            other = source_path(env, by_slug[name])
            warn(f"the slug {name!r} is also that of {other}", Subtype.SLUG, (docname, 1))
        by_slug.setdefault(name, docname)
    by_id: dict[str, str] = {}
    for docname, post in sorted(posts.items()):
        if post.id and post.id in by_id:
            other = source_path(env, by_id[post.id])
            warn(f"the id {post.id!r} is also that of {other}", Subtype.SLUG, (docname, 1))
        by_id.setdefault(post.id, docname)
