"""Bugs reported for, and features requested of, other projects: incremental builds.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.blog_model import shown_neighbours, shown_rows
from tests.helpers.build_files import assert_same_files, page_times
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import WITH_BASE, build_file
from tests.helpers.three_posts import LISTING_PAGE, home_rows, write_three_posts

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL and three posts."""
    write_three_posts(site)
    return site


def test_ablog_316_build_without_changes_keeps_the_listing(blog: Site) -> None:
    before = blog.build()
    files = before.files()
    assert home_rows(before) == ["Post c", "Post b", "Post a"]
    after = blog.build()
    assert home_rows(after) == ["Post c", "Post b", "Post a"]
    assert after.files() == files


def test_ablog_297_327_parallel_build_has_the_listings(blog: Site) -> None:
    for number in range(12):
        blog.post(f"n{number:02}", title=f"N{number:02}", date=f"2019-01-{number + 1:02}")
    build = blog.build(parallel=3)
    assert build_warnings(build) == []
    assert home_rows(build)[:4] == ["Post c", "Post b", "Post a", "N11"]
    assert len(home_rows(build)) == 15


def test_ablog_listings_and_neighbours_do_not_go_stale(blog: Site) -> None:
    blog.build()
    blog.post("b", title="Retitled", date="2020-01-09", tags="[tea]")
    build = blog.build()
    assert home_rows(build) == ["Retitled", "Post c", "Post a"]
    assert shown_neighbours(build, "c") == ["newer Retitled", "older Post a"]
    (blog.srcdir / "post" / "c.md").unlink()
    build = blog.build()
    assert shown_neighbours(build, "a") == ["newer Retitled"]
    assert shown_neighbours(build, "b") == ["older Post a"]
    assert_same_files(build, blog.clean_build(), "after two edits")


def test_maatlog_feeds_do_not_make_a_build_read_every_post(blog: Site) -> None:
    blog.build()
    build = blog.build()
    assert "feed.xml" in build.files()
    assert "0 added, 0 changed, 0 removed" in build.status
    blog.post("b", title="Post b", date="2020-01-02", tags="[tea, b]", body="Anew.\n")
    assert "0 added, 1 changed, 0 removed" in blog.build().status


def test_maatlog_page_with_embedded_posts_does_not_go_stale(blog: Site) -> None:
    blog.write("page.md", LISTING_PAGE.format("P", ":tags: tea\n:format: excerpt"))
    blog.build()
    blog.post("b", title="Post b", date="2020-01-02", tags="[tea, b]", body="Anew.\n")
    build = blog.build()
    assert "Anew." in build.read("page.html")
    assert_same_files(build, blog.clean_build(), "after an edit")


def test_nikola_1671_1688_page_is_written_when_its_listing_changes(blog: Site) -> None:
    blog.conf(WITH_BASE + "transcript_related = 0\n")
    blog.write("tea.md", LISTING_PAGE.format("Tea", ":tags: a, b"))
    before = page_times(blog.build())

    def rebuilt_pages() -> set[str]:
        nonlocal before
        previous, before = before, page_times(blog.build())
        return {name for name, time in before.items() if previous.get(name) != time}

    assert rebuilt_pages() == set()
    blog.post("c", title="Other", date="2020-01-03", tags="[tea, c]")
    assert "tea" not in rebuilt_pages()
    blog.post("b", title="Other b", date="2020-01-02", tags="[tea, b]")
    assert "tea" in rebuilt_pages()
    blog.post("c", title="Other", date="2020-01-03", tags="[tea, a]")
    assert "tea" in rebuilt_pages()


@pytest.mark.parametrize("whole", [False, True])
def test_material_8360_partial_build_keeps_the_second_page(blog: Site, whole: bool) -> None:
    blog.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    blog.conf(WITH_BASE + "transcript_paginate = 1\n")
    files = blog.build().files()
    assert {"page/2/index.html", "page/3/index.html", "tag/tea/page/3/index.html"} <= set(files)
    blog.post("a", title="Anew", date="2020-01-01", tags="[tea, a]")
    build = blog.build() if whole else build_file(blog, "post/a.md")
    assert {"page/2/index.html", "page/3/index.html", "tag/tea/page/3/index.html"} <= set(
        build.files()
    )
    assert shown_rows(build, "page/2/index") == ["Post b"]
    if whole:
        assert shown_rows(build, "page/3/index") == ["Anew"]
