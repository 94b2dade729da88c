"""The rendering of Atom feeds, checked with a feed reader's parser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings

from sphinx_transcript.feeds.atom import atom
from sphinx_transcript.feeds.model import Entry, Person, rfc3339
from sphinx_transcript.support.xml import xml_document, xml_text
from tests.helpers.feed_samples import FEED, FIRST, HOSTILE_TEXT, SECOND, SUMMER

NS = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_atom(data: bytes) -> Any:
    """Return the feed *data* as feedparser reads it."""
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (trusted)


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path, NS)]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2016, 9, 26, 18, 30, 15, 999_999, UTC), "2016-09-26T18:30:15Z"),
        (datetime(2016, 9, 26, 18, 30, tzinfo=SUMMER), "2016-09-26T18:30:00+02:00"),
        (datetime(2016, 9, 26, tzinfo=timezone(-timedelta(hours=9, minutes=30))),
         "2016-09-26T00:00:00-09:30"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
    ],
)  # fmt: skip
def test_date_is_formatted_by_rfc_3339(moment: datetime, text: str) -> None:
    assert rfc3339(moment) == text


@pytest.mark.parametrize("name", ["Europe/Oslo", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize("year", [1, 1700, 1850])
def test_local_mean_time_gets_an_offset_in_whole_minutes(name: str, year: int) -> None:
    moment = datetime(year, 1, 1, tzinfo=ZoneInfo(name))
    text = rfc3339(moment)
    assert len(text) == len("2016-09-26T18:30:00+02:00")
    assert datetime.fromisoformat(text) == moment


def test_date_without_a_time_zone_raises() -> None:
    with pytest.raises(ValueError, match="without a zone: 2016-09-26"):
        rfc3339(datetime(2016, 9, 26))


def test_feed_reader_reads_the_feed() -> None:
    feed = parse_atom(atom(FEED)).feed
    assert feed.id == "https://blog.example/"
    assert feed.title == "A blog"
    assert feed.subtitle == "of shells"
    assert feed.updated == "2016-09-27T08:00:00Z"
    assert feed.language == "en-GB"
    assert [(link.rel, link.type, link.href) for link in feed.links] == [
        ("self", "application/atom+xml", "https://blog.example/atom.xml"),
        ("alternate", "text/html", "https://blog.example/index.html"),
    ]


def test_feed_reader_reads_the_entries() -> None:
    first, second = parse_atom(atom(FEED)).entries
    assert first.id == FIRST.id
    assert first.title == FIRST.title
    assert first.published == "2016-09-26T18:30:15+02:00"
    assert first.updated == "2016-09-27T08:00:00Z"
    assert first.summary_detail.type == "text/plain"
    assert first.summary == FIRST.summary
    assert [(each.type, each.value) for each in first.content] == [("text/html", FIRST.content)]
    assert [(tag.term, tag.label) for tag in first.tags] == [
        ("beeps", "beeps"),
        ("BIOS & more", "BIOS & more"),
    ]
    assert [dict(author) for author in first.authors] == [
        {"name": "Ada", "href": "https://ada.example/", "email": "ada@ada.example"}
    ]
    assert [(link.rel, link.type, link.href) for link in first.links] == [
        ("alternate", "text/html", FIRST.url)
    ]
    assert second.updated == "2016-09-27T09:00:00+02:00"
    assert not {"summary", "content", "tags"} & set(second)


def test_empty_elements_are_omitted() -> None:
    bare = tree(
        atom(replace(FEED, subtitle="", language="", people=(Person("Bob"),), entries=(SECOND,)))
    )
    assert [element.tag for element in bare.iter() if element.text is None] == [
        "{http://www.w3.org/2005/Atom}link"
    ] * 3
    assert bare.get(LANG) is None


def test_entry_in_another_language_has_a_language_tag() -> None:
    same = replace(FIRST, language="en-GB")
    root = tree(atom(replace(FEED, entries=(FIRST, SECOND, same))))
    assert root.get(LANG) == "en-GB"
    assert [entry.get(LANG) for entry in root.findall("a:entry", NS)] == [None, "de", None]


def test_feed_without_entries_has_the_epoch_as_date() -> None:
    assert parse_atom(atom(replace(FEED, entries=()))).feed.updated == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("people", "entries", "authors"),
    [
        ((), (FIRST, SECOND), ["A blog"]),
        ((), (FIRST,), []),
        ((Person("Bob"),), (FIRST, SECOND), ["Bob"]),
        ((Person("", "https://b.example/"), Person("\0 ")), (SECOND,), ["A blog"]),
        ((), (replace(FIRST, people=(Person(""),)),), ["A blog"]),
    ],
)
def test_feed_has_an_author_if_an_entry_has_none(
    people: tuple[Person, ...], entries: tuple[Entry, ...], authors: list[str]
) -> None:
    root = tree(atom(replace(FEED, people=people, entries=entries)))
    assert texts(root, "a:author/a:name") == authors


def test_categories_are_unique_and_not_empty() -> None:
    entry = replace(FIRST, labels=("b", "a", "b\0", "", "\1"))
    root = tree(atom(replace(FEED, entries=(entry,))))
    assert [each.get("term") for each in root.findall("a:entry/a:category", NS)] == ["b", "a"]


def test_feed_is_an_xml_document_in_utf_8() -> None:
    data = atom(FEED)
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<feed ")
    assert data.endswith(b"</feed>\n")
    assert "🐚".encode() in data
    assert xml_document(ET.Element("empty")).endswith(b"?>\n<empty />\n")


@settings(deadline=None)
@given(HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT)
def test_any_text_can_be_in_an_atom_feed(title: str, content: str, label: str) -> None:
    entry = replace(
        FIRST,
        id=title,
        url=label,
        title=title,
        people=(Person(f"A{label}", label, label),),
        labels=(f"x{label}",),
        summary=f"s{content}",
        content=f"c{content}",
        language=label,
    )
    feed = replace(FEED, id=title, url=label, title=title, subtitle=title, entries=(entry,))
    root = tree(atom(replace(feed, home_url=label, language=label)))

    def kept(text: str) -> str:
        # XML parsers normalise line ends.
        return xml_text(text).replace("\r\n", "\n").replace("\r", "\n")

    assert texts(root, "a:entry/a:title") == [kept(title) or None]
    assert texts(root, "a:entry/a:summary") == [kept(f"s{content}")]
    assert texts(root, "a:entry/a:content") == [kept(f"c{content}")]
    assert texts(root, "a:entry/a:author/a:name") == [kept(f"A{label}")]
