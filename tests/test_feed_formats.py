"""Feeds in Atom and JSON, as the formats and a feed reader's parser want them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.feeds.atom import atom, xml_document, xml_text
from sphinx_transcript.feeds.entry import Entry, Person, rfc3339
from tests.feed_samples import FEED, FIRST, NASTY, SECOND, SUMMER

NS = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_atom(data: bytes) -> Any:
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (our own)


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path, NS)]


def parse_json(data: bytes) -> dict[str, Any]:
    assert data.endswith(b"\n")
    parsed: dict[str, Any] = json.loads(data.decode("utf-8"))
    return parsed


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
def test_date_is_written_as_rfc_3339_has_it(moment: datetime, text: str) -> None:
    assert rfc3339(moment) == text


@pytest.mark.parametrize("name", ["Europe/Oslo", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize("year", [1, 1700, 1850])
def test_offset_of_local_mean_time_is_whole_minutes_and_the_instant_stays(
    name: str, year: int
) -> None:
    moment = datetime(year, 1, 1, tzinfo=ZoneInfo(name))
    text = rfc3339(moment)
    assert len(text) == len("2016-09-26T18:30:00+02:00")
    assert datetime.fromisoformat(text) == moment


def test_date_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a zone: 2016-09-26"):
        rfc3339(datetime(2016, 9, 26))


def test_atom_feed_is_read_by_a_feed_reader() -> None:
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


def test_atom_entry_is_read_by_a_feed_reader() -> None:
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


def test_atom_has_no_element_without_a_text() -> None:
    bare = tree(
        atom(replace(FEED, subtitle="", language="", people=(Person("Bob"),), entries=(SECOND,)))
    )
    assert [element.tag for element in bare.iter() if element.text is None] == [
        "{http://www.w3.org/2005/Atom}link"
    ] * 3
    assert bare.get(LANG) is None


def test_atom_entry_names_its_language_where_it_is_another_than_the_feeds() -> None:
    same = replace(FIRST, language="en-GB")
    root = tree(atom(replace(FEED, entries=(FIRST, SECOND, same))))
    assert root.get(LANG) == "en-GB"
    assert [entry.get(LANG) for entry in root.findall("a:entry", NS)] == [None, "de", None]


def test_atom_feed_without_entries_was_never_updated() -> None:
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
def test_atom_feed_has_an_author_where_an_entry_has_none(
    people: tuple[Person, ...], entries: tuple[Entry, ...], authors: list[str]
) -> None:
    root = tree(atom(replace(FEED, people=people, entries=entries)))
    assert texts(root, "a:author/a:name") == authors


def test_atom_category_stands_once_and_has_a_text() -> None:
    entry = replace(FIRST, labels=("b", "a", "b\0", "", "\1"))
    root = tree(atom(replace(FEED, entries=(entry,))))
    assert [each.get("term") for each in root.findall("a:entry/a:category", NS)] == ["b", "a"]


def test_atom_is_a_document_in_utf_8() -> None:
    data = atom(FEED)
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<feed ")
    assert data.endswith(b"</feed>\n")
    assert "🐚".encode() in data
    assert xml_document(ET.Element("empty")).endswith(b"?>\n<empty />\n")


@settings(deadline=None)
@given(NASTY, NASTY, NASTY)
def test_atom_holds_any_text(title: str, content: str, label: str) -> None:
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
        # XML itself makes one line end of the others.
        return xml_text(text).replace("\r\n", "\n").replace("\r", "\n")

    assert texts(root, "a:entry/a:title") == [kept(title) or None]
    assert texts(root, "a:entry/a:summary") == [kept(f"s{content}")]
    assert texts(root, "a:entry/a:content") == [kept(f"c{content}")]
    assert texts(root, "a:entry/a:author/a:name") == [kept(f"A{label}")]


@given(st.characters(categories=None))
def test_xml_text_keeps_just_what_an_xml_document_holds(character: str) -> None:
    try:
        tree(f"<a>&#{ord(character)};</a>".encode())
    except ET.ParseError:
        assert xml_text(f"a{character}b") == "ab"
    else:
        assert xml_text(f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize("code", [0, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_xml_text_drops_what_no_document_holds(code: int) -> None:
    assert xml_text(f"a{chr(code)}b") == "ab"


def test_xml_text_keeps_line_ends_and_the_last_characters_of_all() -> None:
    kept = "\t\n\r \x7f\x85\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert xml_text(kept) == kept
