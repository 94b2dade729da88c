"""The rendering of JSON Feeds, version 1.1."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from sphinx_transcript.feeds.json_feed import json_feed
from sphinx_transcript.feeds.model import Person
from tests.helpers.feed_samples import ADA, FEED, FIRST, HOSTILE_TEXT, SECOND


def parse_json(data: bytes) -> dict[str, Any]:
    assert data.endswith(b"\n")
    parsed: dict[str, Any] = json.loads(data.decode("utf-8"))
    return parsed


def test_fields_of_a_feed() -> None:
    assert parse_json(json_feed(replace(FEED, people=(ADA,), entries=()))) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A blog",
        "home_page_url": "https://blog.example/index.html",
        "feed_url": "https://blog.example/atom.xml",
        "description": "of shells",
        "language": "en-GB",
        "authors": [
            {"name": "Ada", "url": "https://ada.example/", "avatar": "https://ada.example/me.png"}
        ],
        "items": [],
    }


def test_fields_of_items() -> None:
    assert parse_json(json_feed(FEED))["items"] == [
        {
            "id": FIRST.id,
            "url": FIRST.url,
            "title": FIRST.title,
            "content_html": FIRST.content,
            "summary": FIRST.summary,
            "date_published": "2016-09-26T18:30:15+02:00",
            "date_modified": "2016-09-27T08:00:00Z",
            "authors": [
                {
                    "name": "Ada",
                    "url": "https://ada.example/",
                    "avatar": "https://ada.example/me.png",
                }
            ],
            "tags": ["beeps", "BIOS & more"],
        },
        {
            "id": SECOND.id,
            "url": SECOND.url,
            "title": "Zweiter",
            "content_text": "Zweiter",
            "image": "https://blog.example/beep.png",
            "date_published": "2016-09-20T00:00:00Z",
            "date_modified": "2016-09-27T09:00:00+02:00",
            "language": "de",
        },
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"summary": "Short."}, "Short."),
        ({"summary": ""}, "Zweiter"),
        ({"summary": "", "title": ""}, ""),
    ],
)
def test_item_without_content_has_a_text(changes: dict[str, str], text: str) -> None:
    entry = replace(SECOND, **changes)  # type: ignore[arg-type]
    (item,) = parse_json(json_feed(replace(FEED, entries=(entry,))))["items"]
    assert item["content_text"] == text
    assert "content_html" not in item


def test_empty_fields_are_omitted() -> None:
    nobody = Person("", email="a@b.example")
    entry = replace(FIRST, people=(nobody,), labels=("b", "", "a", "b"))
    feed = parse_json(
        json_feed(replace(FEED, subtitle="", language="", people=(nobody,), entries=(entry,)))
    )
    assert not {"description", "language", "authors"} & set(feed)
    assert "authors" not in feed["items"][0]
    assert feed["items"][0]["tags"] == ["b", "a"]


@given(HOSTILE_TEXT)
def test_any_text_can_be_in_a_json_feed(text: str) -> None:
    entry = replace(FIRST, title=f"t{text}", content=f"c{text}", labels=(f"l{text}",))
    feed = parse_json(json_feed(replace(FEED, title=text, entries=(entry,))))
    kept = "".join(character for character in text if not "\ud800" <= character <= "\udfff")
    assert feed["title"] == kept
    assert feed["items"][0]["title"] == f"t{kept}"
    assert feed["items"][0]["content_html"] == f"c{kept}"
    assert feed["items"][0]["tags"] == [f"l{kept}"]


def test_json_is_indented_and_not_escaped() -> None:
    text = json_feed(FEED).decode("utf-8")
    assert '\n "title": "A blog",\n' in text
    assert "🐚" in text
