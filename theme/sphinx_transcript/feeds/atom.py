"""Writes Atom feeds, by RFC 4287: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from sphinx_transcript.feeds.model import rfc3339
from sphinx_transcript.support.xml import xml_document, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.feeds.model import Entry, Feed, Person

_NEVER = "1970-01-01T00:00:00Z"


def atom(feed: Feed) -> bytes:
    """Return *feed* as an Atom document in UTF-8; equal feeds give equal bytes.

    The feed's date of update is that of its most recently updated entry. If an entry and the feed
    both lack an author with a name, the feed's title is used, because section 4.1.1 requires an
    author.
    """
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _set_language(root, feed.language)
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    newest = max((entry.updated for entry in feed.entries), default=None)
    _text(root, "updated", rfc3339(newest) if newest else _NEVER)
    _link(root, "self", "application/atom+xml", feed.url)
    _link(root, "alternate", "text/html", feed.home_url)
    _people(root, feed.people)
    entries = [_entry(entry, feed.language) for entry in feed.entries]
    if root.find("author") is None and any(entry.find("author") is None for entry in entries):
        _text(ET.SubElement(root, "author"), "name", feed.title)
    root.extend(entries)
    return xml_document(root)


def _entry(entry: Entry, language: str) -> ET.Element:
    element = ET.Element("entry")
    if entry.language != language:
        _set_language(element, entry.language)
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _link(element, "alternate", "text/html", entry.url)
    _text(element, "published", rfc3339(entry.published))
    _text(element, "updated", rfc3339(entry.updated))
    _people(element, entry.people)
    for label in dict.fromkeys(filter(None, map(xml_text, entry.labels))):
        ET.SubElement(element, "category", {"term": label, "label": label})
    if entry.summary:
        _text(element, "summary", entry.summary, type="text")
    if entry.content:
        _text(element, "content", entry.content, type="html")
    return element


def _people(parent: ET.Element, people: Iterable[Person]) -> None:
    """Add the *people* who have a name, which the format requires."""
    for person in people:
        if not xml_text(person.name).strip():
            continue
        author = ET.SubElement(parent, "author")
        _text(author, "name", person.name)
        if person.url:
            _text(author, "uri", person.url)
        if person.email:
            _text(author, "email", person.email)


def _link(parent: ET.Element, relation: str, media_type: str, url: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": media_type, "href": xml_text(url)})


def _set_language(element: ET.Element, language: str) -> None:
    if language:
        element.set("xml:lang", xml_text(language))


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = xml_text(text)
