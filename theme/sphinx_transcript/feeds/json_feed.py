"""Feeds in JSON: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.feeds.entry import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.feeds.entry import Entry, Feed, Person

_VERSION = "https://jsonfeed.org/version/1.1"


def given(**fields: Any) -> dict[str, Any]:
    """Return those of *fields* that are not empty."""
    return {name: value for name, value in fields.items() if value}


def json_feed(feed: Feed) -> bytes:
    """Return *feed* as a JSON Feed in UTF-8; equal feeds give equal bytes.

    Lone surrogates, which UTF-8 has no form of, are left out.
    """
    fields = {
        "version": _VERSION,
        "title": feed.title,
        **given(
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
    """Return the item of *entry*; one without content has its summary, or its title, as text."""
    content = (
        {"content_html": entry.content}
        if entry.content
        else {"content_text": entry.summary or entry.title}
    )
    return {
        "id": entry.id,
        **given(url=entry.url, title=entry.title),
        **content,
        **given(summary=entry.summary, image=entry.image),
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        **given(
            authors=_authors(entry.people),
            tags=list(dict.fromkeys(filter(None, entry.labels))),
            language=entry.language,
        ),
    }


def _authors(people: Iterable[Person]) -> list[dict[str, Any]]:
    """Return those of *people* of whom the format says anything; it has no place for email."""
    authors = (given(name=person.name, url=person.url, avatar=person.avatar) for person in people)
    return [author for author in authors if author]
