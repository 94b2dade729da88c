"""The entries of the navigation."""

from __future__ import annotations

import pytest

from sphinx_transcript.theme.navigation import (
    NavigationEntry,
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
    includes = {
        "index": ["guide/install", "about", "guide/index", "guide/index.old", "about", "gone"],
        "guide/index": ["Zebra"],
    }
    assert document_entries("index", includes, SOURCES) == [
        NavigationEntry("install.md", "guide/install"),
        NavigationEntry("about.md", "about"),
        NavigationEntry("guide/", "guide/index"),
        NavigationEntry("index.old.md", "guide/index.old"),
    ]


@pytest.mark.parametrize(
    "includes", [{}, {"index": []}, {"index": ["gone"]}, {"guide/index": ["guide/install"]}]
)
def test_without_a_root_toctree_entries_are_sorted_top_level_pages(
    includes: dict[str, list[str]],
) -> None:
    assert document_entries("index", includes, SOURCES) == [
        NavigationEntry("Zebra.rst", "Zebra"),
        NavigationEntry("about.md", "about"),
        NavigationEntry("guide/", "guide/index"),
        NavigationEntry("post/", "post/index"),
        NavigationEntry("v1.2.md", "v1.2"),
    ]


def test_root_document_of_another_name_is_left_out() -> None:
    assert document_entries("contents", {}, {"contents": "contents.md", "index": "index.md"}) == [
        NavigationEntry("index.md", "index")
    ]


def test_site_of_one_page_has_no_entries() -> None:
    assert document_entries("index", {}, {"index": "index.md"}) == []


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
