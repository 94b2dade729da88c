"""Files of the site that are no page of its own: feeds, sitemap, robots.txt and redirects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from sphinx_transcript.addresses import base_url, file_url, page_path, page_url
from sphinx_transcript.dates import day_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.feeds.make import feeds, language_tag
from sphinx_transcript.feeds.plan import feed_files
from sphinx_transcript.generated.plan import plan
from sphinx_transcript.generated.redirects import redirects
from sphinx_transcript.html_builders import is_extra, writes_site
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.site_files import SITEMAP_LIMIT, redirect_page, robots, sitemap
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.translations import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def file_names(app: Sphinx) -> set[str]:
    """Return the files that `write_files` writes, as paths from the output folder."""
    if not writes_site(app):
        return set()
    names = {file.path for file in feed_files(app)} | redirects(app).keys()
    if base_url(app) and app.config.transcript_sitemap:
        names |= {name for name in (SITEMAP, ROBOTS) if not is_extra(app, name)}
    return names


def write_files(
    app: Sphinx, bodies: Mapping[str, str], changed: Collection[str] | None = None
) -> None:
    """Write the files that are not in the output folder as they should be.

    *bodies* are the posts' text for feeds. Where nothing but the text of the posts *changed* is
    another, the feeds that have one of these are all that there is to write.
    """
    for path, content in feeds(app, bodies, changed):
        _write(app, path, content)
    if changed is not None:
        return
    names = file_names(app)
    for path, post in redirects(app).items():
        _write(app, path, _redirect(app, path, post))
    if SITEMAP in names:
        pages = sorted(set(_sitemap_pages(app)))
        if len(pages) > SITEMAP_LIMIT:
            message = f"the sitemap has the first {SITEMAP_LIMIT} of {len(pages)} pages"
            warn(message, Subtype.CONFIG)
        _write(app, SITEMAP, sitemap(pages[:SITEMAP_LIMIT]))
    if ROBOTS in names:
        _write(app, ROBOTS, robots(file_url(app, SITEMAP)))


def _redirect(app: Sphinx, path: str, post: Post) -> bytes:
    target = relative_uri(path, page_path(app, post.docname)) or "./"
    page = redirect_page(
        target=target,
        canonical=page_url(app, post.docname),
        title=post.title,
        language=language_tag(app),
        message=text("This page has moved:"),
        style=relative_uri(path, "_static/transcript.css") if in_use(app) else "",
    )
    return page.encode()


def _sitemap_pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    blog = blog_domain(app.env).blog
    for docname in app.env.found_docs:
        post = blog.post(docname)
        if post is None:
            yield page_url(app, docname), ""
        elif not post.is_unlisted and not post.is_draft and not post.canonical_url:
            days = [day_text(value) for value in (post.date, post.updated) if value]
            yield page_url(app, docname), max(days)
    for pagename, page in plan(app).items():
        rows = blog.select(page.listing) if page.listing else blog.posts
        if any(not post.is_draft for post in rows):
            yield page_url(app, pagename), ""


def _write(app: Sphinx, name: str, content: bytes) -> None:
    path = Path(app.outdir, name)
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        warn(f"can't write {path}: {error}", Subtype.STATE)
