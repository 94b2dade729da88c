"""Writes the site's files that are not pages: feeds, sitemap, robots.txt and redirects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from sphinx_transcript.addresses.ablog_pages import ablog_redirects
from sphinx_transcript.addresses.redirects import redirects
from sphinx_transcript.addresses.urls import base_url, file_url, page_path, page_url
from sphinx_transcript.config.site_settings import language_tag
from sphinx_transcript.feeds.feed_files import feed_files
from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.site.redirect_page import redirect_page
from sphinx_transcript.site.sitemap import SITEMAP_LIMIT, robots, sitemap
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.html_builders import is_extra_file, writes_site
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.feeds.model import EntryText

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def site_file_names(app: Sphinx) -> set[str]:
    """Return the files that `write_site_files` writes, relative to the output folder."""
    if not writes_site(app):
        return set()
    names = {path for file in feed_files(app) for path in (file.path, *file.copies)}
    names |= redirects(app).keys() | ablog_redirects(app).keys()
    if base_url(app) and app.config.transcript_sitemap:
        names |= {name for name in (SITEMAP, ROBOTS) if not is_extra_file(app, name)}
    return names


def write_site_files(
    app: Sphinx, texts: Mapping[str, EntryText], changed: Collection[str] | None = None
) -> None:
    """Write the files that are missing in the output folder or differ there.

    *texts* are the texts of posts in feeds, by docname. If only the text of some posts changed,
    *changed* are their docnames: only feeds that contain one of them are written.
    """
    from sphinx_transcript.feeds.entries import render_feeds

    for path, content in render_feeds(app, texts, changed):
        _write(app, path, content)
    if changed is not None:
        return
    names = site_file_names(app)
    for path, post in redirects(app).items():
        with guarded(f"the redirect from {path[:80]!r}", (post.docname, 1)):
            _write(app, path, _redirect(app, path, post.docname, post.title))
    for path, name in ablog_redirects(app).items():
        with guarded(f"the redirect from {path[:80]!r}", (name, 1)):
            page = page_plan(app).get(name)
            title = page.title if page else document_title(app.env, name)
            _write(app, path, _redirect(app, path, name, title))
    if SITEMAP in names:
        pages = sorted(set(_sitemap_pages(app)))
        if len(pages) > SITEMAP_LIMIT:
            message = f"the sitemap has the first {SITEMAP_LIMIT} of {len(pages)} pages"
            warn(message, Subtype.CONFIG)
        _write(app, SITEMAP, sitemap(pages[:SITEMAP_LIMIT]))
    if ROBOTS in names:
        _write(app, ROBOTS, robots(file_url(app, SITEMAP)))


def _redirect(app: Sphinx, path: str, name: str, title: str) -> bytes:
    """Return the redirect page at *path* that leads to the page *name* with *title*."""
    target = relative_uri(path, page_path(app, name)) or "./"
    page = redirect_page(
        target=target,
        canonical=page_url(app, name),
        title=title,
        language=language_tag(app),
        message=text("This page has moved:"),
        style=relative_uri(path, "_static/transcript.css") if is_theme_active(app) else "",
    )
    return page.encode()


def _sitemap_pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the URL of each page for the sitemap, with the date of a post's last change."""
    domain = blog_domain(app.env)
    blog = domain.blog
    for docname in app.env.found_docs - domain.not_indexed.keys():
        post = blog.post(docname)
        with guarded("the entry in the sitemap", docname):
            if post is None:
                yield page_url(app, docname), ""
            elif not post.is_unlisted and not post.is_draft and not post.canonical_url:
                days = [day_text(value) for value in (post.date, post.updated) if value]
                yield page_url(app, docname), max(days, default="")
    for pagename, page in page_plan(app).items():
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
        warn(f"can't write {path}: {error}", Subtype.OUTPUT)
