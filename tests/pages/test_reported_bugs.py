"""Bugs reported for, and features requested of, other projects: listings and neighbours.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.blog_model import shown_rows
from tests.helpers.build_output import assert_one_warning, build_warnings
from tests.helpers.site_reader import WITH_BASE, page
from tests.helpers.three_posts import LISTING_PAGE, home_rows, write_three_posts

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _base_url(site: Site) -> None:
    site.conf(WITH_BASE)


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL and three posts."""
    write_three_posts(site)
    return site


def test_ablog_328_listing_options_work_on_any_page(blog: Site) -> None:
    blog.write("deep/page.md", LISTING_PAGE.format("P", ":tags: b, c\n:limit: 1\n:format: short"))
    blog.post("d", title="D", date="2019-01-01", body="```{blog-index}\n:tags: a\n```\n")
    build = blog.build()
    assert shown_rows(build, "deep/page") == ["Post c"]
    assert shown_rows(build, "post/d") == ["Post a"]


def test_ablog_unknown_tag_does_not_list_all_posts(blog: Site) -> None:
    blog.write("list.md", LISTING_PAGE.format("L", ":tags: zebra"))
    build = blog.build()
    assert_one_warning(build, "list.md", 6, "blog_index", "no post has the tag 'zebra'")
    assert shown_rows(build, "list") == []


def test_ablog_4_listing_is_paginated(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 2\n```\n")
    build = blog.build()
    assert home_rows(build) == ["Post c", "Post b"]
    assert shown_rows(build, "page/2/index") == ["Post a"]


def test_blogmore_112_full_posts_on_one_page_have_unique_ids(site: Site) -> None:
    for name in "ab":
        site.post(name, title=name, date="2020-01-01", body="Text[^1].\n\n[^1]: The note.\n")
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: full\n```\n")
    ids = page(site.build(), "index").ids
    assert len(ids) == len(set(ids))


def test_material_5074_listing_is_embedded_and_paginated_on_any_page(site: Site) -> None:
    for number in range(1, 6):
        site.post(f"n{number}", title=f"N{number}", date=f"2020-01-0{number}", body="Said.\n")
    listed = "```{blog-index}\n:paginate: 2\n:format: excerpt\n```\n"
    site.write("deep/er/page.md", f"---\norphan: true\n---\n# P\n\nBefore.\n\n{listed}\nAfter.\n")
    build = site.build()
    assert build_warnings(build) == []
    first = build.read("deep/er/page.html")
    assert "Before." in first
    assert first.count("Said.") == 2
    for number, count in ((2, 2), (3, 1)):
        assert build.read(f"deep/er/page/page/{number}/index.html").count("Said.") == count


def test_material_8117_neighbours_are_of_the_same_category(site: Site) -> None:
    site.conf(WITH_BASE + 'transcript_neighbours = ["category"]\n')
    for number, name in enumerate(("ops", "tea", "ops", "tea"), start=1):
        site.post(f"n{number}", title=f"N{number}", date=f"2020-01-0{number}", categories=name)
    text = site.build().read("post/n3.html")
    neighbours = text[text.index("ts-post-neighbours") :]
    assert re.findall(r">(N\d)</a>", neighbours)[:3] == ["N4", "N2", "N1"]
