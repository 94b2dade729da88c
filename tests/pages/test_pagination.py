"""Paginated listings: the rows of each page, and the links between pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import FIRST_FILES, assert_one_warning, build_warnings
from tests.helpers.site_links import broken_links, target_of, uniqueness_errors
from tests.pages.listing_pages import listings, rows, write_listings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])
BUILDERS_WITHOUT_PAGES = ("singlehtml", "epub", "latex", "text", "transcript", "man")
_PAGER = re.compile(r'<nav [^>]*class="ts-pager">(.*?)</nav>', re.DOTALL)
_LINK = re.compile(r'<a class="ts-(prev|next)[^"]*" href="([^"]*)">(.*?)</a>')


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    for number in range(7):
        tags = "[tea]" if number % 2 else "[tea, even]"
        fields: dict[str, Any] = {"pinned": "true"} if number == 2 else {}
        day = f"2016-01-0{number + 1}"
        site.post(f"p{number}", title=f"P{number}", date=day, tags=tags, series="Long", **fields)


def pager_links(build: Build, name: str) -> dict[str, tuple[str, str]]:
    """Return the target file and text of each link in the pager of the page *name*."""
    pagers = _PAGER.findall(build.read(name))
    found: dict[str, tuple[str, str]] = {}
    for pager in pagers:
        for relation, address, label in _LINK.findall(pager):
            target = target_of(name, address)
            assert target is not None
            assert relation not in found, name
            found[relation] = (target[0], label)
    return found


def page_label(build: Build, name: str) -> str:
    """Return the page number that the page *name* shows, with the number of pages."""
    (label,) = re.findall(r'<span class="ts-page-number">(.*?)</span>', build.read(name))
    return str(label)


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
def test_pages_link_to_the_previous_and_the_next(site: Site, builder: str, name: str) -> None:
    write_listings(site, ":paginate: 3\n:no-pinned:", name=name)
    if name == "post/p0":
        site.write("post/p0.md", "---\ndate: 2016-01-01\n---\n\n# P0\n\n```{blog-index}\n"
                   ":paginate: 3\n:no-pinned:\n```\n")  # fmt: skip
    build = site.build(builder)
    assert build_warnings(build) == []
    first = f"{name}.html"
    if builder == "dirhtml" and not name.endswith("index"):
        first = f"{name}/index.html"
    folder = {"index": "", "deep/er/index": "deep/er/"}.get(name, f"{name}/")
    second, third = (f"{folder}page/{number}/index.html" for number in (2, 3))
    assert [rows(build, page) for page in (first, second, third)] == [
        ["P6", "P5", "P4"], ["P3", "P2", "P1"], ["P0"],
    ]  # fmt: skip
    assert pager_links(build, first) == {"next": (second, "older")}
    assert pager_links(build, second) == {"prev": (first, "newer"), "next": (third, "older")}
    assert pager_links(build, third) == {"prev": (second, "newer")}
    assert [page_label(build, page) for page in (first, second, third)] == [
        "page 1 of 3", "page 2 of 3", "page 3 of 3",
    ]  # fmt: skip
    assert f"{folder}page/4/index.html" not in build.files()
    assert broken_links(build) == []
    assert uniqueness_errors(build) == []


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
def test_pages_have_the_posts_that_the_options_select(
    site: Site, options: str, pages: list[list[str]]
) -> None:
    write_listings(site, options)
    build = site.build()
    assert build_warnings(build) == []
    names = ["index.html", *(f"page/{number}/index.html" for number in range(2, len(pages) + 1))]
    assert [rows(build, name) for name in names] == pages
    assert f"page/{len(pages) + 1}/index.html" not in build.files()
    assert ('class="ts-pager"' in build.read("index.html")) == (len(pages) > 1)


@pytest.mark.parametrize("name", ["series/long/index.html", "index.html"])
def test_pager_of_a_listing_from_oldest_to_newest_does_not_say_older(site: Site, name: str) -> None:
    site.conf("transcript_paginate = 3\n")
    write_listings(site, ":paginate: 3\n:sort: date\n:no-pinned:")
    build = site.build()
    assert rows(build, name) == ["P0", "P1", "P2"]
    assert pager_links(build, name)["next"][1] != "older"


def test_groups_continue_on_the_next_page(site: Site) -> None:
    site.post("q", title="Q", date="2015-01-01")
    write_listings(site, ":paginate: 5\n:group-by: year\n:no-pinned:")
    build = site.build()
    titles = re.compile(r'<p class="ts-group-title[^>]*>(.*?)</p>|<h2[^>]*>(.*?)</h2>')
    found = [
        ["".join(match) for match in titles.findall(build.read(name))]
        for name in ("index.html", "page/2/index.html")
    ]
    assert [[title.partition("<")[0] for title in page] for page in found] == [
        ["2016"], ["2016", "2015"],
    ]  # fmt: skip


def test_second_paginated_listing_on_a_page_is_warned_of(site: Site) -> None:
    write_listings(site, ":paginate: 5", ":paginate: 2\n:tags: even\n:no-pinned:")
    build = site.build()
    assert_one_warning(build, "index.md", 11, "blog_index", "paginate")
    assert [len(each) for each in listings(build, "index.html")] == [5, 4]
    assert rows(build, "page/2/index.html") == ["P1", "P0"]
    assert len(_PAGER.findall(build.read("index.html"))) == 1
    assert broken_links(build) == []


def test_several_listings_on_one_page(site: Site) -> None:
    write_listings(site, ":tags: even\n:format: short", ":paginate: 5", ":limit: 1\n:no-pinned:")
    build = site.build()
    assert build_warnings(build) == []
    assert [len(each) for each in listings(build, "index.html")] == [4, 5, 1]
    assert rows(build, "page/2/index.html") == ["P1", "P0"]
    assert uniqueness_errors(build) == []


def test_document_and_folder_index_of_one_name_do_not_mix_their_pages(site: Site) -> None:
    write_listings(site, ":paginate: 5\n:sort: title\n:no-pinned:", name="about")
    write_listings(site, ":paginate: 5\n:sort: -date\n:no-pinned:", name="about/index")
    build = site.build()
    expected = {"about.html": ["P5", "P6"], "about/index.html": ["P1", "P0"]}
    warned = build_warnings(build)
    for name, titles in expected.items():
        found = pager_links(build, name)
        assert warned or rows(build, found["next"][0]) == titles


@pytest.mark.parametrize("builder", BUILDERS_WITHOUT_PAGES)
def test_builders_without_pages_show_all_rows(site: Site, builder: str) -> None:
    write_listings(site, ":paginate: 2", name="index")
    build = site.build(builder, copyright="Ada", version="1")
    assert build_warnings(build) == []
    text = build.read(FIRST_FILES[builder])
    for number in range(7):
        assert len(re.findall(rf"\bP{number}\b", text)) == 1
    assert not re.search("page[ /]?[0-9]|of 4|older", text)
    assert not [name for name in build.files() if "page/" in name]


@pytest.mark.parametrize("name", ["index", "deep/notes"])
def test_text_page_of_the_first_page_has_all_rows(site: Site, name: str) -> None:
    write_listings(site, ":paginate: 2\n:format: excerpt", ":limit: 1", name=name)
    text = site.build().read(f"{name}.txt")
    assert text == site.build("transcript").read(f"{name}.txt")
    assert [text.count(f"P{number}") for number in range(7)] == [1, 1, 2, 1, 1, 1, 1]
    assert "page 1" not in text


@BUILDERS
def test_last_page_is_removed_with_its_last_post(site: Site, builder: str) -> None:
    site.conf("transcript_paginate = 3\n")
    write_listings(site, ":paginate: 3\n:no-pinned:")
    three = {f"{start}page/3/index.html" for start in ("", "post/", "tag/tea/", "archive/2016/")}
    build = site.build(builder)
    assert three <= build.files().keys()
    (site.srcdir / "post/p0.md").unlink()
    build = site.build(builder)
    assert not three & build.files().keys()
    assert pager_links(build, "page/2/index.html").keys() == {"prev"}
    assert page_label(build, "tag/tea/page/2/index.html") == "page 2 of 2"
    assert not (build.outdir / "page/3").exists()
    assert broken_links(build) == []
    write_listings(site, ":no-pinned:")
    assert not (site.build(builder).outdir / "page").exists()
