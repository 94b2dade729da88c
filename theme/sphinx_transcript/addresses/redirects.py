"""Which redirect pages a site has: one for each alias and old page name of a post."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.addresses.alias_path import alias_path
from sphinx_transcript.addresses.urls import base_url
from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import is_extra_file, output_name, writes_site
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post

_RESERVED_FILES = (
    "searchindex.js", "objects.inv", "feed.xml", "feed.json", "sitemap.xml", "robots.txt"
)  # fmt: skip
_RESERVED_PAGES = ("search", "genindex", "404")
_RESERVED_FOLDERS = frozenset({"_static", "_sources", "_images", "_downloads"})
_REDIRECTS = CacheKey["dict[str, Post]"]("redirects")


def redirects(app: Sphinx) -> dict[str, Post]:
    """Return the post that each redirect page leads to, by the path of the redirect page.

    The redirects are computed once in a build, with a warning for each alias that can't be used.
    """
    return blog_domain(app.env).cache.get(_REDIRECTS, lambda: _find_redirects(app))


def first_address(app: Sphinx, post: Post) -> str:
    """Return the path of the first alias that redirects to *post*, relative to the site's root.

    It is empty if there is none, or if the first one is the address of the post's own page.
    """
    own = output_name(app, post.docname)
    for alias in post.aliases:
        try:
            path = alias_path(alias, base_url(app))
        except ValueError:
            continue
        if path == own:
            return ""  # The post has moved back to its first address.
        if redirects(app).get(path) is post:
            is_folder = PurePosixPath(path).name == "index.html"
            return path.removesuffix("index.html") if is_folder else path
    return ""


def _find_redirects(app: Sphinx) -> dict[str, Post]:
    if not writes_site(app):
        return {}
    reserved = _reserved_paths(app)
    found: dict[str, Post] = {}
    for post in sorted(blog_domain(app.env).posts.values(), key=lambda post: post.docname):
        for alias in (*post.aliases, *(_as_alias(app, name) for name in post.old_pages)):
            try:
                path = alias_path(alias, base_url(app))
            except ValueError as error:
                warn(f"aliases: {error}; left out", Subtype.ALIAS, (post.docname, 1))
                continue
            if reserved.get(path) == post.docname or found.get(path) is post:
                continue  # The alias is the post's own address, or is given twice.
            owner = _owner(app, path, reserved, found)
            if owner is None:
                found[path] = post
            else:
                message = f"aliases: the address {alias!r} is that of {owner}; left out"
                warn(message, Subtype.ALIAS, (post.docname, 1))
    return found


def _as_alias(app: Sphinx, name: str) -> str:
    """Return the alias for the file to which the current builder writes a page *name*."""
    name = name.strip("/")
    # An invalid page name is returned as it is, so that alias_path reports it.
    return output_name(app, name) if name and ".." not in name else name


def _reserved_paths(app: Sphinx) -> dict[str, str]:
    """Return the pages and files that the build itself writes: their names, by path."""
    builder: Any = app.builder
    names = [*app.env.found_docs, *page_plan(app), *_RESERVED_PAGES]
    names += app.config.html_additional_pages
    names += [index[0] for index in getattr(builder, "domain_indices", ())]
    reserved = {output_name(app, name): name for name in names}
    return {**reserved, **{name: name for name in _RESERVED_FILES}, "404.html": "404"}


def _owner(
    app: Sphinx, path: str, reserved: Mapping[str, str], found: Mapping[str, Post]
) -> str | None:
    """Return the name of the page or file that occupies *path*; None if *path* is free.

    A file at one of the folders in *path* occupies it, too.
    """
    parts = PurePosixPath(path)
    if parts.parts[0] in _RESERVED_FOLDERS:
        return parts.parts[0]
    for name in (path, *(parent.as_posix() for parent in parts.parents)):
        if name in reserved:
            return reserved[name]
        if name in found:
            return found[name].docname
    return path if is_extra_file(app, path) else None
