"""Atom feeds, as RFC 4287 has them: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from sphinx_transcript.feeds.entry import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.feeds.entry import Entry, Feed, Person

_NEVER = "1970-01-01T00:00:00Z"
# All but the production Char: https://www.w3.org/TR/xml/#NT-Char
_NO_CHAR = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return *text* without the characters that no XML 1.0 document can hold, even escaped."""
    return _NO_CHAR.sub("", text)


def xml_document(root: ET.Element) -> bytes:
    """Return the document of *root*, which is indented in place, in UTF-8."""
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def atom(feed: Feed) -> bytes:
    """Return *feed* as an Atom document in UTF-8; equal feeds give equal bytes.

    The feed was updated when the newest of its entries was. Where neither an entry nor the feed
    has the name of an author, the feed's title is the author, as section 4.1.1 wants one.
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
    """Add those of *people* who have a name; the format knows no others."""
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
