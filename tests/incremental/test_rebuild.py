"""An incremental build has the same output as a clean build, and writes no page needlessly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.blog_model import LISTINGS, ModelBlog, ModelPost
from tests.helpers.build_files import assert_same_files, page_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


TAGS = ("tea", "coffee", "water")


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


def test_output_after_each_edit_equals_a_clean_build(site: Site) -> None:
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


def test_build_without_changes_writes_no_page(site: Site) -> None:
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
def test_edit_writes_only_pages_that_show_it(
    site: Site, name: str, post: str, touches_neighbours: bool
) -> None:
    blog = ModelBlog()
    # The weight of a tag for related posts changes with each post that has the tag.
    site.conf("transcript_related = 0\n")
    _thirty_posts(blog, site)
    if name == "delete the newest":
        _add_newest(blog, site)
    before, rows = page_times(site.build()), _listed(blog)
    neighbours = _neighbour_pages(blog, post)
    EDITS[name](blog, site)
    after, neighbours_now = page_times(site.build()), _neighbour_pages(blog, post)
    expected = {f"post/{post}"} | {page for page, now in _listed(blog).items() if now != rows[page]}
    if touches_neighbours:
        expected |= neighbours | neighbours_now
    assert len(expected) < 12
    assert {page for page in after if after[page] != before.get(page)} == expected & set(after)


def _listed(blog: ModelBlog) -> dict[str, list[object]]:
    """Return what each listing shows of its posts, by page; words decide the minutes of reading."""
    posts = {post.title: post for post in blog.posts.values()}
    shown: dict[str, list[object]] = {}
    for page in LISTINGS:
        rows = [posts[title] for title in blog.rows(page)]
        shown[page] = [(row.title, row.date, row.words) for row in rows]
        if page == "deep/coffee":
            shown[page] = [row.title for row in rows]
        # A comment says how many posts there are in all.
        shown[page].append(blog.total(page))
    return shown


def _neighbour_pages(blog: ModelBlog, name: str) -> set[str]:
    """Return the pages of the posts next to the post *name*."""
    order = [post.name for post in blog.newest_first()]
    if name not in order:
        return set()
    index = order.index(name)
    return {f"post/{order[at]}" for at in (index - 1, index + 1) if 0 <= at < len(order)}


def test_model_lists_posts_on_every_page(site: Site) -> None:
    """Guard against a model and a site that only agree because both are empty."""
    blog = ModelBlog()
    _thirty_posts(blog, site)
    counts = {page: len(blog.rows(page)) for page in LISTINGS}
    assert counts == {"index": 5, "all": 30, "about-tea": 10, "deep/coffee": 3}


def test_toctree_parent_of_a_listing_is_not_written(site: Site) -> None:
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
