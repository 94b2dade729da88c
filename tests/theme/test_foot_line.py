"""The line at the foot of each page: its top, all posts, all tags, the search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.site_links import broken_links

if TYPE_CHECKING:
    from tests.conftest import Build, Site


def foot(build: Build, page: str) -> list[tuple[str, str]]:
    """Return the addresses and names of the links in the first line of the footer of *page*."""
    footer = build.read(page).partition("<footer>")[2]
    return re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', footer.partition("</p>")[0])


@pytest.fixture
def blog(site: Site) -> Site:
    site.conf("html_baseurl = 'https://example.org/'\n")
    site.post("a", title="A", date="2016-01-01", tags="[dns]")
    site.post("b", title="B", draft="true")
    return site


def test_each_kind_of_page_has_the_line(blog: Site) -> None:
    build = blog.build(transcript_drafts=True)
    deep = [("#ts:top", "top"), ("../../post/index.html", "post/"), ("../index.html", "tag/")]
    assert foot(build, "index.html") == [
        ("#ts:top", "top"),
        ("post/index.html", "post/"),
        ("tag/index.html", "tag/"),
        ("search.html", "search"),
    ]
    assert foot(build, "tag/dns/index.html") == [*deep, ("../../search.html", "search")]
    for page in ("post/a.html", "post/b.html", "search.html", "post/index.html", "genindex.html"):
        assert [name for _, name in foot(build, page)] == ["top", "post/", "tag/", "search"], page
    # Links of the page for missing ones are relative to the root, and its top has no address.
    names = [name for _, name in foot(build, "404.html")]
    assert names[-3:] == ["post/", "tag/", "search"]
    assert broken_links(build) == []


@pytest.mark.parametrize(
    ("pages", "names"),
    [
        (["post"], ["top", "post/", "search"]),
        (["tag"], ["top", "tag/", "search"]),
        ([], ["top", "search"]),
    ],
)
def test_only_pages_that_exist_are_linked(blog: Site, pages: list[str], names: list[str]) -> None:
    build = blog.build(transcript_pages=pages)
    assert [name for _, name in foot(build, "index.html")] == names


def test_documents_in_the_place_of_generated_pages_are_linked(blog: Site) -> None:
    blog.write("post/index.md", "# All of them\n\n```{blog-index}\n```\n")
    build = blog.build()
    assert ("post/index.html", "post/") in foot(build, "index.html")
    assert foot(build, "post/index.html")[1] == ("#", "post/") or (
        foot(build, "post/index.html")[1] == ("index.html", "post/")
    )


def test_site_without_a_blog(site: Site) -> None:
    site.write("page.md", "# Page\n")
    assert foot(site.build(), "page.html") == [("#ts:top", "top"), ("search.html", "search")]
    assert foot(site.build("singlehtml"), "index.html") == [("#ts:top", "top")]
    build = site.build("dirhtml", language="de")
    assert foot(build, "page/index.html") == [("#ts:top", "nach oben"), ("../search/", "Suche")]


def test_line_follows_the_posts(blog: Site) -> None:
    site = blog
    (site.srcdir / "post" / "a.md").unlink()
    (site.srcdir / "post" / "b.md").unlink()
    site.build()
    site.post("c", title="C", date="2016-01-01", tags="[dns]")
    build, clean = site.build(), site.clean_build()
    assert build.read("index.html") == clean.read("index.html")
    assert ("tag/index.html", "tag/") in foot(build, "index.html")
