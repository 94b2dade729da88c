"""Renders the feeds of a site from its posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_transcript.addresses.urls import absolute_url, file_url, image_url, page_url
from sphinx_transcript.config.site_settings import language_tag, site_author, site_title
from sphinx_transcript.feeds.atom import atom
from sphinx_transcript.feeds.entry_ids import entry_id
from sphinx_transcript.feeds.feed_files import ATOM, JSON, FeedFile, feed_files
from sphinx_transcript.feeds.json_feed import json_feed
from sphinx_transcript.feeds.model import Entry, EntryText, Feed, Person
from sphinx_transcript.feeds.written_feeds import WrittenFeeds
from sphinx_transcript.post.dates import load_zone
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post

MOST_LABELS = 100
"""The number of tags and categories, and of authors, that an entry can name."""


def render_feeds(
    app: Sphinx, texts: Mapping[str, EntryText], changed: Collection[str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each feed that the output folder lacks, or has otherwise.

    *texts* are the texts of the posts, by docname. If *changed* is given, only feeds that contain
    one of these docnames are rendered.
    """
    entries: dict[str, Entry] = {}
    keys: dict[str, str] = {}
    written = WrittenFeeds(app)
    for file in feed_files(app):
        paths = (file.path, *file.copies)
        if changed is not None and not any(post.docname in changed for post in file.posts):
            for path in paths:
                written.keep(path)
            continue
        for post in file.posts:
            if post.docname not in entries:
                with guarded("the entry in feeds", post.docname):
                    entries[post.docname] = _entry(app, post, texts[post.docname])
                    keys[post.docname] = written.entry_key(entries[post.docname])
        shown = [post.docname for post in file.posts if post.docname in keys]
        feed = _feed(app, file, tuple(entries[name] for name in shown))
        key = written.feed_key(feed, [keys[name] for name in shown])
        missing = [path for path in paths if not written.is_written(path, key)]
        if not missing:
            continue
        content = json_feed(feed) if file.path == JSON else atom(feed)
        for path in missing:
            written.note(path, key, content)
            yield path, content
    written.save()


def people_of(app: Sphinx, post: Post) -> tuple[Person, ...]:
    """Return the authors of *post*, each once."""
    directory = blog_domain(app.env).blog.authors
    authors = {author.name: author for author in map(directory.author, post.authors)}
    return tuple(
        Person(
            author.name,
            absolute_url(app, author.url) if author.url else "",
            author.email,
            absolute_url(app, author.avatar) if author.avatar else "",
        )
        for author in authors.values()
    )


def _feed(app: Sphinx, file: FeedFile, entries: tuple[Entry, ...]) -> Feed:
    term, config = file.term, app.config
    title = site_title(app)
    author = site_author(config)
    home = page_url(app, term.pagename if term else config.root_doc)
    return Feed(
        id=file_url(app, f"{term.feed_folder}{ATOM}" if term else file.path),
        url=file_url(app, file.path),
        home_url=home,
        title=f"{title}: {term.label}" if term else title,
        subtitle="",
        language=language_tag(app),
        people=(Person(author),) if author else (),
        entries=entries,
    )


def _entry(app: Sphinx, post: Post, text: EntryText) -> Entry:
    blog = blog_domain(app.env).blog
    terms = [*blog.terms_of("tag", post), *blog.terms_of("category", post)]
    labels = tuple(dict.fromkeys(term.label for term in terms))
    people = people_of(app, post)
    for names, what in ((labels, "tags and categories"), (people, "authors")):
        if len(names) > MOST_LABELS:
            # Each of them has a feed with this entry, so that all names in all of them would take
            # space and time in the square of their number.
            message = f"{len(names)} {what}; feeds name only the first {MOST_LABELS}"
            warn(message, Subtype.FRONT_MATTER, (post.docname, 1))
    return Entry(
        id=entry_id(app, post),
        url=post.canonical_url or page_url(app, post.docname),
        title=post.title,
        published=_moment(app, post.stamp),
        updated=_moment(app, post.changed_stamp),
        people=people[:MOST_LABELS],
        labels=labels[:MOST_LABELS],
        summary=text.summary,
        content=text.content,
        language=post.language,
        image=image_url(app, post.image),
    )


def _moment(app: Sphinx, stamp: int) -> datetime:
    # In the site's time zone, a post that only gives a date is published at midnight of that day.
    return datetime.fromtimestamp(stamp, load_zone(app.config.transcript_timezone))
