"""A listing with a limit ends in a link to a page that has the posts that it leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.site_links import broken_links

if TYPE_CHECKING:
    from tests.conftest import Build, Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with four posts of two years."""
    for at in range(1, 5):
        site.post(
            f"p{at}", title=f"Post {at}", date=f"201{5 + at % 2}-0{at}-01", tags="[helm, dns]",
            category="ops", author="Ada", series="Long",
        )  # fmt: skip
    return site


def built(site: Site, options: str, page: str = "index", **conf: object) -> Build:
    site.write(f"{page}.md", f"# Page\n\n```{{blog-index}}\n{options}\n```\n")
    return site.build(**conf)  # type: ignore[arg-type]


def more(build: Build, page: str = "index.html") -> list[tuple[str, str]]:
    """Return the address and the text of the link after the last row on *page*."""
    main = build.read(page).partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'<a class="([^"]*)" href="([^"]*)">(.*?)</a>', main)
    return [(href, text) for classes, href, text in found if "ts-next" in classes]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (":limit: 2", [("post/index.html", "older")]),
        (":limit: 4", []),
        (":limit: 2\n:sort: title", [("post/index.html", "2 more")]),
        (":limit: 1\n:sort: date", [("post/index.html", "3 more")]),
        (":limit: 1\n:group-by: year", [("post/index.html", "3 more")]),
        (":limit: 1\n:tags: helm", [("tag/helm/index.html", "older")]),
        (":limit: 1\n:categories: ops", [("category/ops/index.html", "older")]),
        (":limit: 1\n:authors: ada", [("author/ada/index.html", "older")]),
        (":limit: 1\n:series: long", [("series/long/index.html", "older")]),
        (":limit: 1\n:years: 2016", [("archive/2016/index.html", "older")]),
        # No page has just these.
        (":limit: 1\n:tags: helm, dns", []),
        (":limit: 1\n:tags: helm\n:years: 2016", []),
        (":limit: 1\n:years: 2015, 2016", []),
        (":limit: 1\n:tags: nosuch", []),
    ],
)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_link_leads_to_the_complete_listing(
    blog: Site, options: str, expected: list[tuple[str, str]], builder: str
) -> None:
    build = built(blog, options, builder=builder)
    wanted = [
        (href.replace("index.html", "") if builder == "dirhtml" else href, text)
        for href, text in expected
    ]
    assert more(build) == wanted
    assert broken_links(build) == []
    # The plain text has no such link.
    assert " more" not in build.read("index.txt")
    assert "older" not in build.read("index.txt")


@pytest.mark.parametrize(
    ("pages", "options", "expected"),
    [
        (["tag"], ":limit: 1", []),
        (["archive"], ":limit: 1", [("archive/index.html", "older")]),
        (["post"], ":limit: 1\n:tags: helm", []),
        ([], ":limit: 1", []),
    ],
)
def test_there_is_no_link_without_a_page(
    blog: Site, pages: list[str], options: str, expected: list[tuple[str, str]]
) -> None:
    assert more(built(blog, options, transcript_pages=pages)) == expected


def test_document_in_the_place_of_the_page_of_all_posts(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{blog-index}\n:limit: 1\n```\n")
    # It lists all posts, or it does not; and it does not lead to itself.
    build = built(blog, ":paginate: 2", "post/index")
    assert more(build) == [("post/index.html", "older")]
    build = built(blog, ":limit: 2", "post/index")
    assert more(build) == [("archive/index.html", "older")]
    assert more(build, "post/index.html") == [("../archive/index.html", "older")]


def test_last_of_several_pages_ends_in_the_link(blog: Site) -> None:
    build = built(blog, ":limit: 3\n:paginate: 2")
    assert more(build) == [("page/2/index.html", "older")]
    assert more(build, "page/2/index.html") == [("../../post/index.html", "older")]


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "latex", "transcript"])
def test_other_builders_have_no_link(blog: Site, builder: str) -> None:
    build = built(blog, ":limit: 1", builder=builder)
    for name in build.files():
        if name.startswith("index.") and name.endswith(("html", "txt", "tex")):
            assert "older" not in build.read(name)


def test_link_follows_the_posts(blog: Site) -> None:
    assert more(built(blog, ":limit: 4")) == []
    path = blog.post("p5", title="Post 5", date="2014-01-01")
    build, clean = blog.build(), blog.clean_build()
    assert more(build) == [("post/index.html", "older")]
    assert build.read("index.html") == clean.read("index.html")
    path.unlink()
    assert more(blog.build()) == []
