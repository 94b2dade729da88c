"""Writes JSON Feeds, version 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.feeds.model import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.feeds.model import Entry, Feed, Person

_VERSION = "https://jsonfeed.org/version/1.1"


def non_empty(**fields: Any) -> dict[str, Any]:
    """Return the *fields* that are not empty, by name."""
    return {name: value for name, value in fields.items() if value}


def json_feed(feed: Feed) -> bytes:
    """Return *feed* as a JSON Feed in UTF-8; equal feeds give equal bytes.

    Lone surrogates, which UTF-8 can't encode, are left out.
    """
    fields = {
        "version": _VERSION,
        "title": feed.title,
        **non_empty(
            home_page_url=feed.home_url,
            feed_url=feed.url,
            description=feed.subtitle,
            language=feed.language,
            authors=_authors(feed.people),
        ),
        "items": [_item(entry) for entry in feed.entries],
    }
    text = json.dumps(fields, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "ignore") + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    """Return the item of *entry*; without content, its text is the summary or the title."""
    content = (
        {"content_html": entry.content}
        if entry.content
        else {"content_text": entry.summary or entry.title}
    )
    return {
        "id": entry.id,
        **non_empty(url=entry.url, title=entry.title),
        **content,
        **non_empty(summary=entry.summary, image=entry.image),
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        **non_empty(
            authors=_authors(entry.people),
            tags=list(dict.fromkeys(filter(None, entry.labels))),
            language=entry.language,
        ),
    }


def _authors(people: Iterable[Person]) -> list[dict[str, Any]]:
    """Return *people* as authors, except those of whom only an email is known.

    JSON Feed has no field for an email.
    """
    authors = (
        non_empty(name=person.name, url=person.url, avatar=person.avatar) for person in people
    )
    return [author for author in authors if author]
