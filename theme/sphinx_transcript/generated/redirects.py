"""Old addresses of posts, and the pages that lead on from them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.addresses import base_url
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.generated.plan import plan
from sphinx_transcript.html_builders import is_extra, output_name, writes_site
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.site_files import alias_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post

_FILES = ("searchindex.js", "objects.inv", "feed.xml", "feed.json", "sitemap.xml", "robots.txt")
_PAGES = ("search", "genindex", "404")
_FOLDERS = frozenset({"_static", "_sources", "_images", "_downloads"})


def redirects(app: Sphinx) -> dict[str, Post]:
    """Return the post that each redirect page leads to, by the page's path.

    They are worked out once in a build, which is when bad ones are warned of.
    """
    domain = blog_domain(app.env)
    if domain.redirects is None:
        domain.redirects = _redirects(app) if writes_site(app) else {}
    return domain.redirects


def first_address(app: Sphinx, post: Post) -> str:
    """Return the path of the oldest address that *post* still answers to; '' for its page's own."""
    own = output_name(app, post.docname)
    for alias in post.aliases:
        try:
            path = alias_path(alias, base_url(app))
        except ValueError:
            continue
        if path == own:
            return ""  # It has moved there and back.
        if redirects(app).get(path) is post:
            is_folder = PurePosixPath(path).name == "index.html"
            return path.removesuffix("index.html") if is_folder else path
    return ""


def _redirects(app: Sphinx) -> dict[str, Post]:
    taken = _taken(app)
    found: dict[str, Post] = {}
    for post in sorted(blog_domain(app.env).posts.values(), key=lambda post: post.docname):
        for alias in (*post.aliases, *(_as_alias(app, name) for name in post.old_pages)):
            try:
                path = alias_path(alias, base_url(app))
            except ValueError as error:
                warn(f"aliases: {error}; left out", Subtype.ALIAS, (post.docname, 1))
                continue
            if taken.get(path) == post.docname or found.get(path) is post:
                continue  # It is where it was, or said twice.
            other = _owner(app, path, taken, found)
            if other is None:
                found[path] = post
            else:
                message = f"aliases: the address {alias!r} is that of {other}; left out"
                warn(message, Subtype.ALIAS, (post.docname, 1))
    return found


def _as_alias(app: Sphinx, name: str) -> str:
    """Return the alias for the file that the builder at work writes a page *name* to."""
    name = name.strip("/")
    # What is no name of a page is left for the message that an alias gives.
    return output_name(app, name) if name and ".." not in name else name


def _taken(app: Sphinx) -> dict[str, str]:
    """Return what else the build writes: names of pages and files, by their paths."""
    builder: Any = app.builder
    names = [*app.env.found_docs, *plan(app), *_PAGES, *app.config.html_additional_pages]
    names += [index[0] for index in getattr(builder, "domain_indices", ())]
    taken = {output_name(app, name): name for name in names}
    return {**taken, **{name: name for name in _FILES}, "404.html": "404"}


def _owner(
    app: Sphinx, path: str, taken: Mapping[str, str], found: Mapping[str, Post]
) -> str | None:
    """Return what the *path* belongs to, itself or by a file where it needs a folder; or None."""
    parts = PurePosixPath(path)
    if parts.parts[0] in _FOLDERS:
        return parts.parts[0]
    for name in (path, *(parent.as_posix() for parent in parts.parents)):
        if name in taken:
            return taken[name]
        if name in found:
            return found[name].docname
    return path if is_extra(app, path) else None
