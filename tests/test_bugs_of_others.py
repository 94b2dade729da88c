"""Bugs that other blogs for Sphinx, and other site generators, were told of: listings, rebuilds.

Each test is named after the report; see also test_more_bugs_of_others.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from sphinx_transcript.blog import Blog
from sphinx_transcript.post import Post
from tests.blog_model import shown_neighbours, shown_rows
from tests.conftest import Site
from tests.site_reader import WITH_BASE, build_file, sitemap
from tests.test_rebuild import assert_same_files, page_times
from tests.traces import assert_one_warning, complaints

if TYPE_CHECKING:
    from tests.conftest import Build

LIST = "---\norphan: true\n---\n# {}\n\n```{{blog-index}}\n{}\n```\n"


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with an address, and three posts."""
    site.conf(WITH_BASE)
    for number, name in enumerate("abc", start=1):
        site.post(name, title=f"Post {name}", date=f"2020-01-0{number}", tags=f"[tea, {name}]")
    return site


def home(build: Build) -> list[str]:
    return shown_rows(build, "index")


def test_ablog_316_rebuild_with_nothing_changed_keeps_the_listing(blog: Site) -> None:
    before = blog.build()
    files = before.files()
    assert home(before) == ["Post c", "Post b", "Post a"]
    after = blog.build()
    assert home(after) == ["Post c", "Post b", "Post a"]
    assert after.files() == files


def test_ablog_297_327_parallel_build_has_the_listings(blog: Site) -> None:
    for number in range(12):
        blog.post(f"n{number:02}", title=f"N{number:02}", date=f"2019-01-{number + 1:02}")
    build = blog.build(parallel=3)
    assert complaints(build) == []
    assert home(build)[:4] == ["Post c", "Post b", "Post a", "N11"]
    assert len(home(build)) == 15


def test_ablog_328_options_hold_on_any_page(blog: Site) -> None:
    blog.write("deep/page.md", LIST.format("P", ":tags: b, c\n:limit: 1\n:format: short"))
    blog.post("d", title="D", date="2019-01-01", body="```{blog-index}\n:tags: a\n```\n")
    build = blog.build()
    assert shown_rows(build, "deep/page") == ["Post c"]
    assert shown_rows(build, "post/d") == ["Post a"]


def test_ablog_unknown_tag_does_not_list_all_posts(blog: Site) -> None:
    blog.write("list.md", LIST.format("L", ":tags: zebra"))
    build = blog.build()
    assert_one_warning(build, "list.md", 6, "blog_index", "no post has the tag 'zebra'")
    assert shown_rows(build, "list") == []


def test_ablog_listings_and_neighbours_do_not_go_stale(blog: Site) -> None:
    blog.build()
    blog.post("b", title="Retitled", date="2020-01-09", tags="[tea]")
    build = blog.build()
    assert home(build) == ["Retitled", "Post c", "Post a"]
    assert shown_neighbours(build, "c") == ["newer Retitled", "older Post a"]
    (blog.srcdir / "post" / "c.md").unlink()
    build = blog.build()
    assert shown_neighbours(build, "a") == ["newer Retitled"]
    assert shown_neighbours(build, "b") == ["older Post a"]
    assert_same_files(build, blog.clean_build(), "after two edits")


def test_ablog_4_listings_have_pages(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 2\n```\n")
    build = blog.build()
    assert home(build) == ["Post c", "Post b"]
    assert shown_rows(build, "page/2/index") == ["Post a"]


def test_ablog_state_of_one_build_is_not_in_the_next_of_a_process(
    blog: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    blog.build()
    other = Site(tmp_path_factory.mktemp("other"))
    other.post("only", title="Only", date="2020-01-01")
    build = other.build()
    assert home(build) == ["Only"]
    assert "tag/index.html" not in build.files()
    assert home(blog.build()) == ["Post c", "Post b", "Post a"]


def test_ablog_key_that_says_false_is_false(blog: Site) -> None:
    values = ["false", "'false'", "no", "0", '""']
    for number, value in enumerate(values):
        keys = {"draft": value, "unlisted": value, "pinned": value}
        blog.post(f"n{number}", title=f"N{number}", date=f"2019-01-0{number + 1}", **keys)
        source = f"---\nblogpost: {value}\norphan: true\n---\n# No post\n"
        blog.write(f"page{number}.md", source)
    build = blog.build()
    assert complaints(build) == []
    assert home(build) == ["Post c", "Post b", "Post a", "N4", "N3", "N2", "N1", "N0"]


def test_maatlog_feeds_do_not_make_a_build_read_every_post(blog: Site) -> None:
    blog.build()
    build = blog.build()
    assert "feed.xml" in build.files()
    assert "0 added, 0 changed, 0 removed" in build.status
    blog.post("b", title="Post b", date="2020-01-02", tags="[tea, b]", body="Anew.\n")
    assert "0 added, 1 changed, 0 removed" in blog.build().status


def test_maatlog_page_with_an_embedded_listing_is_not_stale(blog: Site) -> None:
    blog.write("page.md", LIST.format("P", ":tags: tea\n:format: excerpt"))
    blog.build()
    blog.post("b", title="Post b", date="2020-01-02", tags="[tea, b]", body="Anew.\n")
    build = blog.build()
    assert "Anew." in build.read("page.html")
    assert_same_files(build, blog.clean_build(), "after an edit")


def test_maatlog_neighbours_of_all_posts_take_time_in_proportion() -> None:
    """Counted are the looks at posts: those of four times as many are not sixteen times as many."""

    class Counted(Post):
        looks: ClassVar[int] = 0

        def __getattribute__(self, name: str) -> Any:
            Counted.looks += 1
            return super().__getattribute__(name)

    def looks(count: int) -> int:
        Counted.looks = 0
        names = [f"post/{number}" for number in range(count)]
        blog = Blog([Counted(**{**_FIELDS, "docname": name}) for name in names])
        found = [blog.neighbours(name) for name in names]
        assert sum(newer is not None for newer, _ in found) == count - 1
        return Counted.looks

    assert looks(400) < 6 * looks(100)


_FIELDS: dict[str, Any] = {
    "source": "",
    "title": "T",
    "date": None,
    "stamp": 0,
    "updated": None,
    "updated_stamp": None,
    "tags": (),
    "authors": (),
    "description": "",
    "minutes": 1,
    "key_lines": (),
}


def test_nikola_1671_1688_page_with_a_list_is_written_when_its_result_changes(blog: Site) -> None:
    blog.conf(WITH_BASE + "transcript_related = 0\n")
    blog.write("tea.md", LIST.format("Tea", ":tags: a, b"))
    before = page_times(blog.build())

    def written() -> set[str]:
        nonlocal before
        earlier, before = before, page_times(blog.build())
        return {name for name, moment in before.items() if earlier.get(name) != moment}

    assert written() == set()
    blog.post("c", title="Other", date="2020-01-03", tags="[tea, c]")
    assert "tea" not in written()
    blog.post("b", title="Other b", date="2020-01-02", tags="[tea, b]")
    assert "tea" in written()
    blog.post("c", title="Other", date="2020-01-03", tags="[tea, a]")
    assert "tea" in written()


def test_sphinx_sitemap_13_100_sitemap_has_pages_that_were_not_written(blog: Site) -> None:
    before = sitemap(blog.build())
    blog.post("b", title="Anew", date="2020-01-02", tags="[tea, b]")
    assert sitemap(build_file(blog, "post/b.md")) == before
    assert sitemap(blog.build()) == before
    assert len(before) > 9


@pytest.mark.parametrize("whole", [False, True])
def test_material_8360_quick_rebuild_keeps_page_2(blog: Site, whole: bool) -> None:
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
