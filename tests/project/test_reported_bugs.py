"""Bugs reported for, and features requested of, other projects: behaviour of several rooms.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

import re

import pytest

from tests.conftest import Site
from tests.helpers.blog_model import shown_rows
from tests.helpers.build_output import build_warnings, relative_paths
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import WITH_BASE, entries, json_items
from tests.helpers.three_posts import home_rows, write_three_posts


@pytest.fixture(autouse=True)
def _base_url(site: Site) -> None:
    site.conf(WITH_BASE)


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL and three posts."""
    write_three_posts(site)
    return site


def test_ablog_builds_in_one_process_share_no_state(
    blog: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    blog.build()
    other = Site(tmp_path_factory.mktemp("other"))
    other.post("only", title="Only", date="2020-01-01")
    build = other.build()
    assert home_rows(build) == ["Only"]
    assert "tag/index.html" not in build.files()
    assert home_rows(blog.build()) == ["Post c", "Post b", "Post a"]


def test_ablog_false_values_are_false(blog: Site) -> None:
    values = ["false", "'false'", "no", "0", '""']
    for number, value in enumerate(values):
        keys = {"draft": value, "unlisted": value, "pinned": value}
        blog.post(f"n{number}", title=f"N{number}", date=f"2019-01-0{number + 1}", **keys)
        source = f"---\nblogpost: {value}\norphan: true\n---\n# No post\n"
        blog.write(f"page{number}.md", source)
    build = blog.build()
    assert build_warnings(build) == []
    assert home_rows(build) == ["Post c", "Post b", "Post a", "N4", "N3", "N2", "N1", "N0"]


def test_material_7545_posts_of_the_same_title_and_date_have_own_pages(site: Site) -> None:
    site.post("one", title="Same", date="2020-01-01", body="First.\n")
    site.post("two", title="Same", date="2020-01-01", body="Second.\n")
    site.post("deep/one", title="Same", date="2020-01-01", body="Third.\n")
    build = site.build()
    assert build_warnings(build) == []
    bodies = {"one": "First", "two": "Second", "deep/one": "Third"}
    assert all(f"{text}." in build.read(f"post/{name}.html") for name, text in bodies.items())
    assert shown_rows(build, "index") == ["Same"] * 3
    assert len({item["id"] for item in json_items(build)}) == 3


def test_material_7705_7748_dates_with_and_without_a_time_zone_are_ordered(site: Site) -> None:
    site.conf(WITH_BASE + 'transcript_timezone = "Europe/Oslo"\n')
    site.post("day", title="Day", date="2020-06-01")
    site.post("naive", title="Naive", date="2020-06-01T10:00")
    site.post("aware", title="Aware", date="2020-06-01T09:00-02:00")
    site.post("zulu", title="Zulu", date="2020-06-01 09:30:00Z", updated="2020-06-02")
    build = site.build()
    assert build_warnings(build) == []
    assert shown_rows(build, "index") == ["Aware", "Zulu", "Naive", "Day"]
    moments = {title: entry.published for title, entry in entries(build).items()}
    assert moments["Naive"] == "2020-06-01T10:00:00+02:00"
    assert moments["Day"] == "2020-06-01T00:00:00+02:00"
    assert list(moments) == sorted(moments, key=lambda title: moments[title], reverse=True)


def test_material_7001_date_without_a_time_is_shown_without_a_time(site: Site) -> None:
    site.post("a", title="A", date="2020-06-01")
    build = site.build()
    for name in ("index.html", "post/a.html", "post/a.txt", "tag/index.html", "post/index.html"):
        if name in build.files():
            assert not re.search(r"\b\d\d?:\d\d\b", build.read(name)), name
    assert '<time datetime="2020-06-01">2020-06-01</time>' in build.read("index.html")


def test_sphinx_autobuild_187_builds_write_nothing_into_the_source_folder(site: Site) -> None:
    site.write("post/i.png", PNG)
    site.post(
        "a", title="A", date="2020-06-01", image="i.png", aliases="[/old/]", body="![](i.png)\n"
    )

    def sources() -> dict[str, int]:
        paths = [path for path in site.srcdir.rglob("*") if "__pycache__" not in path.parts]
        return {str(path): path.stat().st_mtime_ns for path in paths}

    before = sources()
    for builder in ("html", "html", "dirhtml", "transcript"):
        site.build(builder)
    assert sources() == before
    assert {name.split("/")[0] for name in relative_paths(site.folder)} == {"src"}
