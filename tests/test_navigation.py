"""The navigation at the top of a page, its prompt, and the address that a site lies under."""

from __future__ import annotations

import pytest

from sphinx_transcript.theme.context import Prompt, make_prompt
from sphinx_transcript.theme.navigation import Entry, current_entry, entries, shortened
from sphinx_transcript.theme.not_found import base_path

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


def test_root_toctree_gives_its_entries_in_its_order() -> None:
    includes = {
        "index": ["guide/install", "about", "guide/index", "guide/index.old", "about", "gone"],
        "guide/index": ["Zebra"],
    }
    assert entries("index", includes, SOURCES) == [
        Entry("install.md", "guide/install"),
        Entry("about.md", "about"),
        Entry("guide/", "guide/index"),
        Entry("index.old.md", "guide/index.old"),
    ]


@pytest.mark.parametrize(
    "includes", [{}, {"index": []}, {"index": ["gone"]}, {"guide/index": ["guide/install"]}]
)
def test_without_a_root_toctree_top_level_pages_stand_as_ls_sorts_them(
    includes: dict[str, list[str]],
) -> None:
    assert entries("index", includes, SOURCES) == [
        Entry("Zebra.rst", "Zebra"),
        Entry("about.md", "about"),
        Entry("guide/", "guide/index"),
        Entry("post/", "post/index"),
        Entry("v1.2.md", "v1.2"),
    ]


def test_root_document_of_another_name_is_left_out_by_itself() -> None:
    assert entries("contents", {}, {"contents": "contents.md", "index": "index.md"}) == [
        Entry("index.md", "index")
    ]


def test_site_of_one_page_has_no_entries() -> None:
    assert entries("index", {}, {"index": "index.md"}) == []


SHOWN = [
    Entry("about.md", "about"),
    Entry("guide/", "guide/index"),
    Entry("api/", "guide/api/index"),
    Entry("notes.md", "notes"),
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


def test_nothing_is_current_where_nothing_is_shown() -> None:
    assert current_entry([], "about") is None


def test_root_page_in_the_navigation_is_current_on_itself_alone() -> None:
    shown = [Entry("index.md", "index")]
    assert current_entry(shown, "index") == shown[0]
    assert current_entry(shown, "about") is None


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("full", Prompt("guest@example.org", "~", "%")),
        ("path", Prompt("", "~", "%")),
        ("minimal", Prompt("", "", "%")),
    ],
)
def test_style_chooses_the_parts_of_the_prompt(style: str, expected: Prompt) -> None:
    assert make_prompt("guest", "", "%", style, "https://example.org/blog/") == expected


@pytest.mark.parametrize(
    ("host", "base_url", "expected"),
    [
        ("box", "https://example.org/", "ada@box"),
        ("", "https://example.org/", "ada@example.org"),
        ("", "https://user:secret@Example.org:8000/a", "ada@example.org"),
        ("", "//example.org/a", "ada@example.org"),
        ("", "/just/a/path/", "ada@localhost"),
        ("", "", "ada@localhost"),
    ],
)
def test_host_is_the_options_or_the_sites_or_localhost(
    host: str, base_url: str, expected: str
) -> None:
    assert make_prompt("ada", host, "$", "full", base_url).user_host == expected


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("", "/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/blog", "/blog/"),
        ("https://example.org/a/b/", "/a/b/"),
        ("https://example.org//a//", "/a/"),
        ("https://example.org/a?b=/c/#d", "/a/"),
        ("/blog", "/blog/"),
        ("https://example.org/a%20b/", "/a%20b/"),
    ],
)
def test_base_path_has_a_slash_at_both_ends(base_url: str, expected: str) -> None:
    assert base_path(base_url) == expected


@pytest.mark.parametrize("base_url", ["https://[example.org/", "https://exa[mple].org/"])
def test_mistyped_base_url_stops_no_build(base_url: str) -> None:
    assert make_prompt("ada", "", "$", "full", base_url).user_host == "ada@localhost"
    assert base_path(base_url).startswith("/")


def test_long_list_is_cut_and_leads_on() -> None:
    few = [Entry(f"{number}.md", str(number)) for number in range(24)]
    deep = [Entry("x.md", f"part/{number}") for number in range(30)]
    assert shortened(few, "index", "{count} more") == few
    assert shortened([*few, *deep], "index", "{count} more") == few
    many = [Entry(f"{number}.md", str(number)) for number in range(300)]
    cut = shortened(many, "index", "{count} more")
    assert cut == [*many[:23], Entry("277 more", "index")]


def test_entry_stands_for_folders_that_it_covers() -> None:
    post = Entry("post/", "post/index", covers=("archive/",))
    shown = [Entry("about.md", "about"), post, Entry("archive.md", "archive")]
    assert current_entry(shown, "archive/2016/index") == shown[2]
    assert current_entry(shown[:2], "archive/2016/index") == post
    assert current_entry(shown, "other/2016/index") is None
