"""Listings in pages: which rows each page has, and the way between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.site_links import broken_links, not_once, target_of
from tests.test_generated_pages import listings, rows
from tests.traces import FIRST_FILES, assert_one_warning, complaints

if TYPE_CHECKING:
    from tests.conftest import Build, Site

BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])
WHOLE = ("singlehtml", "epub", "latex", "text", "transcript", "man")
_PAGER = re.compile(r'<nav [^>]*class="pager">(.*?)</nav>', re.DOTALL)
_LINK = re.compile(r'<a class="(prev|next)[^"]*" href="([^"]*)">(.*?)</a>')


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    for number in range(7):
        tags = "[tea]" if number % 2 else "[tea, even]"
        fields: dict[str, Any] = {"pinned": "true"} if number == 2 else {}
        day = f"2016-01-0{number + 1}"
        site.post(f"p{number}", title=f"P{number}", date=day, tags=tags, series="Long", **fields)


def listing(site: Site, *options: str, name: str = "index") -> None:
    """Write the page *name* with a listing of each of *options*."""
    blocks = [f"```{{blog-index}}\n{each}\n```\n" for each in options]
    site.write(f"{name}.md", "---\norphan: true\n---\n\n# Page\n\n" + "\n".join(blocks))


def way(build: Build, name: str) -> dict[str, tuple[str, str]]:
    """Return the file and the words of each link in the pager of the page *name*."""
    pagers = _PAGER.findall(build.read(name))
    found: dict[str, tuple[str, str]] = {}
    for pager in pagers:
        for relation, address, words in _LINK.findall(pager):
            target = target_of(name, address)
            assert target is not None
            assert relation not in found, name
            found[relation] = (target[0], words)
    return found


def where(build: Build, name: str) -> str:
    """Return which of how many the page *name* says that it is."""
    (words,) = re.findall(r'<span class="page-number">(.*?)</span>', build.read(name))
    return str(words)


@pytest.mark.parametrize(
    ("name", "builder"),
    [
        ("index", "html"),
        ("index", "dirhtml"),
        ("deep/er/notes", "html"),
        ("deep/er/notes", "dirhtml"),
        ("deep/er/index", "html"),
        ("post/p0", "dirhtml"),
    ],
)
def test_pages_follow_each_other(site: Site, builder: str, name: str) -> None:
    listing(site, ":paginate: 3\n:no-pinned:", name=name)
    if name == "post/p0":
        site.write("post/p0.md", "---\ndate: 2016-01-01\n---\n\n# P0\n\n```{blog-index}\n"
                   ":paginate: 3\n:no-pinned:\n```\n")  # fmt: skip
    build = site.build(builder)
    assert complaints(build) == []
    first = f"{name}.html"
    if builder == "dirhtml" and not name.endswith("index"):
        first = f"{name}/index.html"
    folder = {"index": "", "deep/er/index": "deep/er/"}.get(name, f"{name}/")
    second, third = (f"{folder}page/{number}/index.html" for number in (2, 3))
    assert [rows(build, page) for page in (first, second, third)] == [
        ["P6", "P5", "P4"], ["P3", "P2", "P1"], ["P0"],
    ]  # fmt: skip
    assert way(build, first) == {"next": (second, "older")}
    assert way(build, second) == {"prev": (first, "newer"), "next": (third, "older")}
    assert way(build, third) == {"prev": (second, "newer")}
    assert [where(build, page) for page in (first, second, third)] == [
        "page 1 of 3", "page 2 of 3", "page 3 of 3",
    ]  # fmt: skip
    assert f"{folder}page/4/index.html" not in build.files()
    assert broken_links(build) == []
    assert not_once(build) == []


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        (":paginate: 3", [["P2", "P6", "P5"], ["P4", "P3", "P1"], ["P0"]]),
        (":paginate: 3\n:limit: 4", [["P2", "P6", "P5"], ["P4"]]),
        (":paginate: 3\n:limit: 3", [["P2", "P6", "P5"]]),
        (":paginate: 7", [["P2", "P6", "P5", "P4", "P3", "P1", "P0"]]),
        (":paginate: 2\n:tags: even\n:no-pinned:", [["P6", "P4"], ["P2", "P0"]]),
        (":paginate: 5\n:sort: title\n:no-pinned:", [["P0", "P1", "P2", "P3", "P4"], ["P5", "P6"]]),
    ],
)
def test_pages_hold_what_the_options_leave(
    site: Site, options: str, pages: list[list[str]]
) -> None:
    listing(site, options)
    build = site.build()
    assert complaints(build) == []
    names = ["index.html", *(f"page/{number}/index.html" for number in range(2, len(pages) + 1))]
    assert [rows(build, name) for name in names] == pages
    assert f"page/{len(pages) + 1}/index.html" not in build.files()
    assert ('class="pager"' in build.read("index.html")) == (len(pages) > 1)


@pytest.mark.parametrize("name", ["series/long/index.html", "index.html"])
def test_pager_of_the_oldest_first_says_where_the_newer_are(site: Site, name: str) -> None:
    site.conf("transcript_paginate = 3\n")
    listing(site, ":paginate: 3\n:sort: date\n:no-pinned:")
    build = site.build()
    assert rows(build, name) == ["P0", "P1", "P2"]
    assert way(build, name)["next"][1] != "older"


def test_groups_go_on_over_pages(site: Site) -> None:
    site.post("q", title="Q", date="2015-01-01")
    listing(site, ":paginate: 5\n:group-by: year\n:no-pinned:")
    build = site.build()
    titles = re.compile(r'<p class="group-title[^>]*>(.*?)</p>|<h2[^>]*>(.*?)</h2>')
    found = [
        ["".join(match) for match in titles.findall(build.read(name))]
        for name in ("index.html", "page/2/index.html")
    ]
    assert [[title.partition("<")[0] for title in page] for page in found] == [
        ["2016"], ["2016", "2015"],
    ]  # fmt: skip


def test_second_listing_in_pages_is_a_mistake(site: Site) -> None:
    listing(site, ":paginate: 5", ":paginate: 2\n:tags: even\n:no-pinned:")
    build = site.build()
    assert_one_warning(build, "index.md", 11, "blog_index", "paginate")
    assert [len(each) for each in listings(build, "index.html")] == [5, 4]
    assert rows(build, "page/2/index.html") == ["P1", "P0"]
    assert len(_PAGER.findall(build.read("index.html"))) == 1
    assert broken_links(build) == []


def test_several_listings_stand_on_one_page(site: Site) -> None:
    listing(site, ":tags: even\n:format: short", ":paginate: 5", ":limit: 1\n:no-pinned:")
    build = site.build()
    assert complaints(build) == []
    assert [len(each) for each in listings(build, "index.html")] == [4, 5, 1]
    assert rows(build, "page/2/index.html") == ["P1", "P0"]
    assert not_once(build) == []


def test_page_and_folder_of_one_name_have_each_their_pages(site: Site) -> None:
    listing(site, ":paginate: 5\n:sort: title\n:no-pinned:", name="about")
    listing(site, ":paginate: 5\n:sort: -date\n:no-pinned:", name="about/index")
    build = site.build()
    expected = {"about.html": ["P5", "P6"], "about/index.html": ["P1", "P0"]}
    warned = complaints(build)
    for name, titles in expected.items():
        found = way(build, name)
        assert warned or rows(build, found["next"][0]) == titles


@pytest.mark.parametrize("builder", WHOLE)
def test_builders_without_pages_show_the_whole(site: Site, builder: str) -> None:
    listing(site, ":paginate: 2", name="index")
    build = site.build(builder, copyright="Ada", version="1")
    assert complaints(build) == []
    text = build.read(FIRST_FILES[builder])
    for number in range(7):
        assert len(re.findall(rf"\bP{number}\b", text)) == 1
    assert not re.search("page[ /]?[0-9]|of 4|older", text)
    assert not [name for name in build.files() if "page/" in name]


@pytest.mark.parametrize("name", ["index", "deep/notes"])
def test_twin_of_the_first_page_is_the_whole(site: Site, name: str) -> None:
    listing(site, ":paginate: 2\n:format: excerpt", ":limit: 1", name=name)
    twin = site.build().read(f"{name}.txt")
    assert twin == site.build("transcript").read(f"{name}.txt")
    assert [twin.count(f"P{number}") for number in range(7)] == [1, 1, 2, 1, 1, 1, 1]
    assert "page 1" not in twin


@BUILDERS
def test_last_page_goes_with_its_last_post(site: Site, builder: str) -> None:
    site.conf("transcript_paginate = 3\n")
    listing(site, ":paginate: 3\n:no-pinned:")
    three = {f"{start}page/3/index.html" for start in ("", "post/", "tag/tea/", "archive/2016/")}
    build = site.build(builder)
    assert three <= build.files().keys()
    (site.srcdir / "post/p0.md").unlink()
    build = site.build(builder)
    assert not three & build.files().keys()
    assert way(build, "page/2/index.html").keys() == {"prev"}
    assert where(build, "tag/tea/page/2/index.html") == "page 2 of 2"
    assert not (build.outdir / "page/3").exists()
    assert broken_links(build) == []
    listing(site, ":no-pinned:")
    assert not (site.build(builder).outdir / "page").exists()
