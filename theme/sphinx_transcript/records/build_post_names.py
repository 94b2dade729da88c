"""The names of the posts of a build, published or not, for roles and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_names import PostNames, names_of_posts
from sphinx_transcript.support.build_cache import CacheKey

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.blog.blog import Blog

_UNPUBLISHED: CacheKey[PostNames] = CacheKey("names of unpublished posts")
_PUBLISHED: CacheKey[tuple[Blog, PostNames]] = CacheKey("names of published posts")


def published_names(app: Sphinx) -> PostNames:
    """Return the names of the posts that the build publishes. They are cached."""
    domain = blog_domain(app.env)
    # The records make another blog whenever the posts change.
    blog = domain.blog
    known = domain.cache.get(_PUBLISHED, lambda: (blog, names_of_posts(app, domain.posts)))
    if known[0] is not blog:
        known = (blog, names_of_posts(app, domain.posts))
        domain.cache.put(_PUBLISHED, known)
    return known[1]


def unpublished_names(app: Sphinx) -> PostNames:
    """Return the names of the posts that the build does not publish. They are cached."""
    domain = blog_domain(app.env)
    return domain.cache.get(_UNPUBLISHED, lambda: names_of_posts(app, domain.unpublished))
