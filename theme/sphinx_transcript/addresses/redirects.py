"""Which redirect pages a site has: one for each alias and old page name of a post."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.addresses.alias_path import alias_path
from sphinx_transcript.addresses.taken_paths import TakenPaths
from sphinx_transcript.addresses.urls import base_url
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.file_names import path_problem
from sphinx_transcript.support.html_builders import output_name, writes_site
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post

_REDIRECTS = CacheKey["Redirects"]("redirects")


class Redirects(NamedTuple):
    """The redirect pages of a site."""

    pages: dict[str, Post]
    """The post that each page leads to, by the path of the page."""
    claims: dict[str, Post]
    """The posts with aliases at which no page can be written, by the path it would have.

    Such an alias still makes the id of a post in feeds, which has to stay the same.
    """


def redirects(app: Sphinx) -> dict[str, Post]:
    """Return the post that each redirect page leads to, by the path of the redirect page.

    The redirects are computed once in a build, with a warning for each alias that can't be used.
    """
    return _all_redirects(app).pages


def _all_redirects(app: Sphinx) -> Redirects:
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
        found = _all_redirects(app)
        if post in (found.pages.get(path), found.claims.get(path)):
            is_folder = PurePosixPath(path).name == "index.html"
            return path.removesuffix("index.html") if is_folder else path
    return ""


def _find_redirects(app: Sphinx) -> Redirects:
    found: dict[str, Post] = {}
    claims: dict[str, Post] = {}
    if writes_site(app) and any(
        post.aliases or post.old_pages for post in blog_domain(app.env).posts.values()
    ):
        paths = TakenPaths(app)
        for post in sorted(blog_domain(app.env).posts.values(), key=lambda post: post.docname):
            for alias in (*post.aliases, *(_as_alias(app, name) for name in post.old_pages)):
                try:
                    path = alias_path(alias, base_url(app))
                except ValueError as error:
                    warn(f"aliases: {error}; left out", Subtype.ALIAS, (post.docname, 1))
                    continue
                if paths.owner(path) == post.docname or found.get(path) is post:
                    continue  # The alias is the post's own address, or is given twice.
                problem = path_problem(path)
                if problem:
                    problem = f"no page can be written at {alias!r}: {problem}"
                elif owner := paths.owner(path):
                    problem = f"the address {alias!r} is that of {owner}"
                elif owner := paths.conflict(path):
                    problem = f"the address {alias!r} can't be a folder and a file: {owner}"
                else:
                    found[path] = post
                    paths.take(path, post.docname)
                    continue
                if not paths.owner(path):
                    claims.setdefault(path, post)
                warn(f"aliases: {problem}; left out", Subtype.ALIAS, (post.docname, 1))
    return Redirects(found, claims)


def _as_alias(app: Sphinx, name: str) -> str:
    """Return the alias for the file to which the current builder writes a page *name*."""
    name = name.strip("/")
    # An invalid page name is returned as it is, so that alias_path reports it.
    return output_name(app, name) if name and ".." not in name else name
