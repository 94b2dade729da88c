"""Makes the feeds of a site from its posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_transcript.addresses import absolute, file_url, image_url, page_url
from sphinx_transcript.dates import load_zone
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.feeds.atom import atom
from sphinx_transcript.feeds.entry import Entry, Feed, Person
from sphinx_transcript.feeds.json_feed import json_feed
from sphinx_transcript.feeds.plan import JSON, FeedFile, feed_files
from sphinx_transcript.generated.redirects import first_address
from sphinx_transcript.people import site_author
from sphinx_transcript.theme.context import site_title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post


def feeds(
    app: Sphinx, bodies: Mapping[str, str], changed: Collection[str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each feed, or of those that have a post of *changed*.

    *bodies* are the posts' text, by docname.
    """
    entries: dict[str, Entry] = {}
    for file in feed_files(app):
        if changed is not None and not any(post.docname in changed for post in file.posts):
            continue
        for post in file.posts:
            if post.docname not in entries:
                entries[post.docname] = _entry(app, post, bodies.get(post.docname, ""))
        feed = _feed(app, file, tuple(entries[post.docname] for post in file.posts))
        yield file.path, json_feed(feed) if file.path == JSON else atom(feed)


def people_of(app: Sphinx, post: Post) -> tuple[Person, ...]:
    """Return the authors of *post*."""
    known = blog_domain(app.env).blog.people
    authors = {author.name: author for author in map(known.author, post.authors)}
    return tuple(
        Person(
            author.name,
            author.url,
            author.email,
            absolute(app, author.avatar) if author.avatar else "",
        )
        for author in authors.values()
    )


def entry_id(app: Sphinx, post: Post) -> str:
    """Return what *post* is called in feeds for ever: its first address, wherever it is now."""
    if post.id and blog_domain(app.env).blog.ids.get(post.id) == post.docname:
        return post.id
    path = first_address(app, post)
    if path:
        return file_url(app, path)
    return page_url(app, post.docname)


def _feed(app: Sphinx, file: FeedFile, entries: tuple[Entry, ...]) -> Feed:
    term, config = file.term, app.config
    title = site_title(app)
    author = site_author(config)
    home = page_url(app, term.pagename if term else config.root_doc)
    return Feed(
        id=file_url(app, file.path),
        url=file_url(app, file.path),
        home_url=home,
        title=f"{title}: {term.name}" if term else title,
        subtitle="",
        language=language_tag(app),
        people=(Person(author),) if author else (),
        entries=entries,
    )


def _entry(app: Sphinx, post: Post, body: str) -> Entry:
    blog = blog_domain(app.env).blog
    terms = [*blog.terms_of("tag", post), *blog.terms_of("category", post)]
    return Entry(
        id=entry_id(app, post),
        url=post.canonical_url or page_url(app, post.docname),
        title=post.title,
        published=_moment(app, post.stamp),
        updated=_moment(app, post.changed_stamp),
        people=people_of(app, post),
        labels=tuple(dict.fromkeys(term.name for term in terms)),
        summary=post.excerpt,
        content=body,
        language=post.language,
        image=image_url(app, post.image),
    )


def language_tag(app: Sphinx) -> str:
    """Return the site's language as HTML has it."""
    return str(app.config.language or "en").replace("_", "-")


def _moment(app: Sphinx, stamp: int) -> datetime:
    # In the site's own zone, where midnight is on the day that the post gives.
    return datetime.fromtimestamp(stamp, load_zone(app.config.transcript_timezone))
