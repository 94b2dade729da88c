"""An incremental build leaves the same bytes as a clean one, and writes no page for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.blog_model import LISTINGS, ModelBlog, ModelPost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Build, Site


TAGS = ("tea", "coffee", "water")
_GENERATED = {"genindex", "search", "404"}


def _thirty_posts(blog: ModelBlog, site: Site) -> None:
    for number in range(30):
        day = f"20{10 + number % 7:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        tags = tuple(tag for at, tag in enumerate(TAGS) if number % (at + 3) == 0)
        folder = "nested / deep".replace(" ", "-") + "/" if number % 10 == 3 else ""
        blog.put(site, ModelPost(f"{folder}p{number:02}", f"Post {number} / so", day, tags))
    blog.write_pages(site)


def _add(blog: ModelBlog, site: Site) -> None:
    blog.put(site, ModelPost("added", "An added post", "2013-05-05", ("tea",)))


def _add_newest(blog: ModelBlog, site: Site) -> None:
    blog.put(site, ModelPost("-newest", "The <newest> & best", "2018-01-01", ("coffee",)))


EDITS: dict[str, Callable[[ModelBlog, Site], None]] = {
    "add": _add,
    "edit": lambda blog, site: blog.edit(site, "p07", mark="second"),
    "retitle": lambda blog, site: blog.edit(site, "p12", title="Quite another title"),
    "redate": lambda blog, site: blog.edit(site, "p06", date="2017-12-31"),
    "retag": lambda blog, site: blog.edit(site, "p08", tags=("tea", "coffee")),
    "delete": lambda blog, site: blog.delete(site, "added"),
    "add the newest": _add_newest,
    "lengthen": lambda blog, site: blog.edit(site, "p06", words=900),
    "same day": lambda blog, site: blog.edit(site, "p05", date="2017-12-31"),
    "untag": lambda blog, site: blog.edit(site, "p08", tags=()),
    "delete the newest": lambda blog, site: blog.delete(site, "-newest"),
    "no longer nested": lambda blog, site: blog.delete(site, "nested-/-deep/p13"),
}


def test_sequence_of_edits_equals_clean_builds(site: Site) -> None:
    blog = ModelBlog()
    _thirty_posts(blog, site)
    for name, edit in {"begin": lambda *_: None, **EDITS}.items():
        edit(blog, site)
        clean = site.clean_build()
        assert clean.warnings == "", name
        blog.check(clean)
        for processes in (1, 4):
            build = site.build(into=f"with-{processes}", parallel=processes)
            assert_same_files(build, clean, f"{name}, {processes} processes")


def test_rebuild_with_nothing_changed_writes_no_page(site: Site) -> None:
    blog = ModelBlog()
    _thirty_posts(blog, site)
    before = site.build()
    times, files = page_times(before), before.files()
    after = site.build()
    assert page_times(after) == times
    assert after.files() == files


@pytest.mark.parametrize(
    ("name", "post", "touches_neighbours"),
    [
        ("edit", "p07", False),
        ("retitle", "p12", True),
        ("redate", "p06", True),
        ("retag", "p08", False),
        ("lengthen", "p06", False),
        ("add", "added", True),
        ("delete the newest", "-newest", True),
    ],
)
def test_an_edit_writes_the_pages_that_show_it_and_no_other(
    site: Site, name: str, post: str, touches_neighbours: bool
) -> None:
    blog = ModelBlog()
    # How much a tag counts for related posts changes with each post that has it.
    site.conf("transcript_related = 0\n")
    _thirty_posts(blog, site)
    if name == "delete the newest":
        _add_newest(blog, site)
    before, rows = page_times(site.build()), _listed(blog)
    around = _neighbour_pages(blog, post)
    EDITS[name](blog, site)
    after, around_now = page_times(site.build()), _neighbour_pages(blog, post)
    expected = {f"post/{post}"} | {page for page, now in _listed(blog).items() if now != rows[page]}
    if touches_neighbours:
        expected |= around | around_now
    assert len(expected) < 12
    assert {page for page in after if after[page] != before.get(page)} == expected & set(after)


def _listed(blog: ModelBlog) -> dict[str, list[object]]:
    """Return what of each post the listings show, by page; the words stand for the minutes."""
    posts = {post.title: post for post in blog.posts.values()}
    shown: dict[str, list[object]] = {}
    for page in LISTINGS:
        rows = [posts[title] for title in blog.rows(page)]
        shown[page] = [(row.title, row.date, row.words) for row in rows]
        if page == "deep/coffee":
            shown[page] = [row.title for row in rows]
    return shown


def _neighbour_pages(blog: ModelBlog, name: str) -> set[str]:
    order = [post.name for post in blog.newest_first()]
    if name not in order:
        return set()
    index = order.index(name)
    return {f"post/{order[at]}" for at in (index - 1, index + 1) if 0 <= at < len(order)}


def page_times(build: Build) -> dict[str, int]:
    """Return when each document's page was written, in nanoseconds, by docname."""
    times = {
        _docname(build, path): path.stat().st_mtime_ns for path in build.outdir.rglob("*.html")
    }
    return {
        name: time
        for name, time in times.items()
        if name not in _GENERATED
        and not name.startswith(("archive/", "author/", "tag/", "post/page/", "post/index"))
    }


def _docname(build: Build, path: Path) -> str:
    return path.relative_to(build.outdir).with_suffix("").as_posix()


def assert_same_files(build: Build, clean: Build, when: str) -> None:
    """Compare every file of two builds, none exempt, and name those that differ."""
    one, other = build.files(), clean.files()
    assert sorted(one) == sorted(other), when
    assert [name for name in one if one[name] != other[name]] == [], when


def test_listings_are_where_the_test_thinks(site: Site) -> None:
    """Guard against a model and a site that agree because both are empty."""
    blog = ModelBlog()
    _thirty_posts(blog, site)
    counts = {page: len(blog.rows(page)) for page in LISTINGS}
    assert counts == {"index": 5, "all": 30, "about-tea": 10, "deep/coffee": 3}


def test_toctree_parents_of_a_listing_are_spared(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\nposts\n```\n")
    site.write("posts.md", "# Posts\n\n```{blog-index}\n```\n")
    site.post("one", title="One", date="2016-01-01")
    site.post("two", title="Two", date="2016-01-02")
    before = page_times(site.build())
    site.post("one", title="Another", date="2016-01-01")
    after = page_times(site.build())
    assert {page for page in after if after[page] != before[page]} == {
        "posts", "post/one", "post/two",
    }  # fmt: skip
    site.write("posts.md", "# All posts\n\n```{blog-index}\n```\n")
    assert "All posts" in site.build().read("index.html")
