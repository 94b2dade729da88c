"""The document at ``blog_path``, in whose place ABlog writes the page of all posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.ablog_site import ABLOG, write_ablog_site
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

TITLES = ["Marked", "With a fence", "By pattern", "A page of the manual"]
STUB = "# Our news\n\nThis page will be replaced.\n\n![](gone.png)\n\n## A section\n\nText.\n"


@pytest.fixture(autouse=True)
def _blog(site: Site) -> None:
    write_ablog_site(site)


def listed(text: str) -> list[str]:
    """Return the titles of the posts in *text*, in its order."""
    found = {title: text.find(title) for title in TITLES}
    return sorted((title for title in TITLES if found[title] >= 0), key=lambda each: found[each])


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("blog.md", STUB),
        ("blog.md", "# Our news\n\n% This page will be replaced by ablog.\n"),
        ("blog.rst", "Our news\n========\n\n.. This will be replaced.\n\nIt will be replaced.\n"),
        ("blog/index.md", "# Our news\n"),
    ],
)
def test_stub_is_the_page_of_all_posts(site: Site, builder: str, name: str, source: str) -> None:
    site.write(name, source)
    site.write("index.rst", "Home\n====\n\n:ref:`blog-posts`\n\n.. toctree::\n\n   blog\n")
    if name == "blog/index.md":
        site.write(
            "index.rst", "Home\n====\n\n:ref:`blog-posts`\n\n.. toctree::\n\n   blog/index\n"
        )
    build = site.build(builder)
    assert [line for line in build_warnings(build) if "conf.py" not in line] == []
    page = {"blog.md": "blog.html", "blog.rst": "blog.html"}.get(name, "blog/index.html")
    page = "blog/index.html" if builder == "dirhtml" else page
    html = build.read(page)
    assert listed(html) == TITLES
    assert "\n\nOur news\n\n\n" in build.read(page.replace(".html", ".txt"))
    for gone in ("replaced", "A section", "gone.png"):
        assert gone not in html
    # No second page has the list.
    others = {"blog.html", "blog/index.html"} & build.files().keys()
    assert others == {page}
    text = build.read("index.txt")
    assert "Our news" in text
    uri = "blog/" if builder == "dirhtml" else page
    reference = (
        rf'<a class="reference internal" href="{uri}"[^>]*><span class="ts-blog ts-blog-post">'
    )
    assert re.search(reference, build.read("index.html"))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("blog.md", "# News\n\nThe latest:\n\n```{postlist} 1\n```\n"),
        ("blog.md", "# News\n\nThe latest:\n\n```{blog-index}\n:limit: 1\n```\n"),
    ],
)
def test_document_with_a_list_stays(site: Site, name: str, source: str) -> None:
    site.write(name, source)
    text = site.build().read("blog.txt")
    assert "The latest:" in text
    assert listed(text) == ["Marked"]


def test_content_of_an_index_in_the_folder_stays(site: Site) -> None:
    # With the builder html it is a page of its own in ABlog, which writes blog.html.
    site.write("blog/index.md", "# News\n\nWelcome.\n")
    text = site.build().read("blog/index.txt")
    assert "Welcome." in text
    assert listed(text) == TITLES


def test_document_without_a_title_gets_one(site: Site) -> None:
    site.write("blog.md", "% This will be replaced.\n")
    build = site.build()
    assert build.read("blog.txt").startswith("$ cat blog.md\n\nposts\n\n\n")
    assert listed(build.read("blog.txt")) == TITLES


def test_toctrees_of_the_stub_hold(site: Site) -> None:
    site.write("blog.md", "# News\n\n```{toctree}\nabout\n```\n")
    site.write("index.rst", "Home\n====\n\n.. toctree::\n\n   blog\n")
    site.write("about.md", "# About\n")
    build = site.build()
    assert not [line for line in build_warnings(build) if "toctree" in line]
    assert listed(build.read("blog.html")) == TITLES
    assert 'rel="prev"' in build.read("about.html")


def files(build: Build) -> dict[str, bytes]:
    """Return the files of *build*, but its manifest."""
    return {name: data for name, data in build.files().items() if name != ".transcript.json"}


def test_list_is_right_at_each_rebuild(site: Site) -> None:
    site.write("blog.md", STUB)
    assert listed(site.build().read("blog.html")) == TITLES
    for conf in ("transcript_paginate = 2\n", "transcript_pages = ['tag']\n", ""):
        site.conf(ABLOG + conf)
        build = site.build()
        assert files(build) == files(site.clean_build())
        assert ("blog/page/2/index.html" in build.files()) is ("paginate" in conf)
        assert ("This page will be replaced" in build.read("blog.txt")) is ("pages" in conf)
    site.write("posts/by-pattern.md", "# No post any more\n")
    build = site.build()
    assert listed(build.read("blog.html")) == [title for title in TITLES if title != "By pattern"]
    assert files(build) == files(site.clean_build())
    (site.srcdir / "blog.md").unlink()
    build = site.build()
    assert "blog/index.html" in build.files()
    assert files(build) == files(site.clean_build())


def test_stub_is_filled_when_conf_py_has_the_posts(site: Site) -> None:
    site.conf(f"{ABLOG}transcript_posts = ['posts/*']\n")
    site.write("blog.md", STUB)
    assert listed(site.build().read("blog.html")) == TITLES
