"""The entries of the navigation."""

from __future__ import annotations

import pytest

from sphinx_transcript.support.toctrees import TocEntry
from sphinx_transcript.theme.navigation import (
    NavigationEntry,
    chosen_entries,
    current_entry,
    cut_off,
    document_entries,
)

SOURCES = {
    "index": "index.md",
    "about": "about.md",
    "Zebra": "Zebra.rst",
    "guide/index": "guide/index.md",
    "guide/install": "guide/install.md",
    "post/index": "post/index.rst",
    "post/deep/index": "post/deep/index.md",
    "v1.2": "v1.2.md",
    "guide/index.old": "guide/index.old.md",
}


def test_entries_are_those_of_the_root_toctree_in_order() -> None:
    names = ["guide/install", "about", "guide/index", "guide/index.old"]
    assert document_entries("index", [TocEntry(name) for name in names], SOURCES) == [
        NavigationEntry("install.md", "guide/install"),
        NavigationEntry("about.md", "about"),
        NavigationEntry("guide/", "guide/index"),
        NavigationEntry("index.old.md", "guide/index.old"),
    ]


def test_without_a_root_toctree_entries_are_sorted_top_level_pages() -> None:
    assert document_entries("index", [], SOURCES) == [
        NavigationEntry("Zebra.rst", "Zebra"),
        NavigationEntry("about.md", "about"),
        NavigationEntry("guide/", "guide/index"),
        NavigationEntry("post/", "post/index"),
        NavigationEntry("v1.2.md", "v1.2"),
    ]


def test_addresses_alone_stand_after_the_top_level_pages() -> None:
    url = "https://example.org/"
    entries = [TocEntry(url, "Out", is_url=True), TocEntry("index")]
    assert document_entries("index", entries, {"index": "index.md", "a": "a.md"}) == [
        NavigationEntry("a.md", "a"),
        NavigationEntry("Out", "", url=url),
        NavigationEntry("index.md", "index"),
    ]


def test_entries_have_explicit_titles_numbers_captions_and_addresses() -> None:
    entries = [
        TocEntry("about", "About us", "1. ", "Main"),
        TocEntry("Zebra", "", "2. ", "Main"),
        TocEntry("https://example.org/", "Out", caption="Links", is_url=True),
    ]
    assert document_entries("index", entries, SOURCES) == [
        NavigationEntry("1. About us", "about", caption="Main"),
        NavigationEntry("2. Zebra.rst", "Zebra", caption="Main"),
        NavigationEntry("Out", "", url="https://example.org/", caption="Links"),
    ]


def test_the_option_keeps_all_addresses_and_takes_a_named_one_out_of_its_group() -> None:
    one, two = (
        NavigationEntry(name, "", url=f"https://{name}.example/", caption="Links")
        for name in ("one", "two")
    )
    page = NavigationEntry("about.md", "about", caption="Main")
    assert chosen_entries(["*"], [page, one, two], {}) == ([page, one, two], [])
    assert chosen_entries(["about", "*"], [one, page, two], {}) == (
        [NavigationEntry("about.md", "about"), one, two],
        [],
    )


def test_root_document_of_another_name_is_left_out() -> None:
    assert document_entries("contents", [], {"contents": "contents.md", "index": "index.md"}) == [
        NavigationEntry("index.md", "index")
    ]


def test_site_of_one_page_has_no_entries() -> None:
    assert document_entries("index", [], {"index": "index.md"}) == []


SHOWN = [
    NavigationEntry("about.md", "about"),
    NavigationEntry("guide/", "guide/index"),
    NavigationEntry("api/", "guide/api/index"),
    NavigationEntry("notes.md", "notes"),
]


@pytest.mark.parametrize(
    ("docname", "expected"),
    [
        ("about", "about"),
        ("guide/index", "guide/index"),
        ("guide/install", "guide/index"),
        ("guide/deep/page", "guide/index"),
        ("guide/api/index", "guide/api/index"),
        ("guide/api/page", "guide/api/index"),
        ("notes/first", "notes"),
        ("index", None),
        ("about-us", None),
        ("guidelines", None),
        ("other/guide/index", None),
        ("genindex", None),
    ],
)
def test_entry_is_current_on_its_page_and_in_its_folder(docname: str, expected: str | None) -> None:
    found = current_entry(SHOWN, docname)
    assert (found.docname if found else None) == expected


def test_no_entry_is_current_without_entries() -> None:
    assert current_entry([], "about") is None


def test_entry_of_the_root_document_is_current_only_there() -> None:
    shown = [NavigationEntry("index.md", "index")]
    assert current_entry(shown, "index") == shown[0]
    assert current_entry(shown, "about") is None


def test_long_navigation_is_cut_off() -> None:
    few = [NavigationEntry(f"{number}.md", str(number)) for number in range(24)]
    deep = [NavigationEntry("x.md", f"part/{number}") for number in range(30)]
    assert cut_off(few, "index", "{count} more") == few
    assert cut_off([*few, *deep], "index", "{count} more") == few
    many = [NavigationEntry(f"{number}.md", str(number)) for number in range(300)]
    cut = cut_off(many, "index", "{count} more")
    assert cut == [*many[:23], NavigationEntry("277 more", "index")]


def test_entry_is_current_in_folders_that_it_covers() -> None:
    post = NavigationEntry("post/", "post/index", covers=("archive/",))
    shown = [NavigationEntry("about.md", "about"), post, NavigationEntry("archive.md", "archive")]
    assert current_entry(shown, "archive/2016/index") == shown[2]
    assert current_entry(shown[:2], "archive/2016/index") == post
    assert current_entry(shown, "other/2016/index") is None
