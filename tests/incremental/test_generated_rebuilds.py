"""Generated pages and the contexts of posts after edits equal those of a clean build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.conftest import Site
from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import MARKER, build_warnings, files_containing
from tests.helpers.site_links import broken_links
from tests.incremental.separate_process import KILLED, kill_on_page, sphinx_build

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Build

CONFIGURATION = """
html_baseurl = "https://example.org/"
transcript_paginate = 3
transcript_neighbours = ["series", "category"]
transcript_authors = {"ada": {"name": "Ada L", "bio": "Writes."}}
"""
ORPHAN = "---\norphan: true\n---\n\n"
_ALWAYS_WRITTEN = ("_", "search", "genindex", "404", "objects", ".", "feed")
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


def post(number: int) -> dict[str, Any]:
    """Return the initial front matter and body of a post."""
    return {
        "title": f"Post {number}",
        "date": f"201{number % 2}-01-{number + 1:02}",
        "tags": ["[tea, a b]", "[Tea]", "[cold]"][number % 3],
        "categories": "[Ops]" if number < 4 else "",
        "series": "Long" if number % 4 == 0 else "",
        "author": "ada" if number % 2 else "Bob",
        "body": f"First of {number}.\n\nSecond.\n",
    }


def edit(site: Site, number: int, **changes: Any) -> None:
    """Write a post again, with *changes* to its initial values."""
    site.post(f"p{number}", **{**post(number), **changes})


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with ten posts, and pages that show them in every format but in full."""
    site.conf(CONFIGURATION)
    for number in range(10):
        edit(site, number)
    edit(site, 9, body="First of 9: [](p6.md).\n")
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 4\n```\n")
    site.write("all.md", f"{ORPHAN}# All\n\n```{{blog-index}}\n:format: excerpt\n```\n")
    site.write("cold.md", f"{ORPHAN}# Cold\n\n```{{blog-index}}\n:tags: cold\n:paginate: 2\n```\n")
    site.write("about.md", f"{ORPHAN}# About\n\n[](post/p6.md) {{tag}}`a b` {{author}}`ada`\n")
    site.write("plain.md", f"{ORPHAN}# Plain\n")
    return site


def times(build: Build) -> dict[str, int]:
    """Return the modification time of each page, text page and site file, in nanoseconds."""
    return {
        name: (build.outdir / name).stat().st_mtime_ns
        for name in build.files()
        if not name.startswith(_ALWAYS_WRITTEN)
    }


def changed(
    site: Site, before: Build, change: Callable[[Site], object]
) -> tuple[Build, set[str], set[str]]:
    """Make *change*; return the next build, the pages that it writes, and those that differ."""
    old, then = before.files(), times(before)
    change(site)
    after = site.build()
    new, now = after.files(), times(after)
    written = {pagename(name) for name in now if now[name] != then.get(name)}
    # A page and its text page have one name.
    differ = {pagename(name) for name in now if new[name] != old.get(name)}
    return after, without_feeds(written), without_feeds(differ)


def without_feeds(names: set[str]) -> set[str]:
    return {name for name in names if not name.endswith("feed")}


def pagename(path: str) -> str:
    return path.rpartition(".")[0]


EDITS: dict[str, Callable[[Site], object]] = {
    "body": lambda site: edit(site, 6, body="First of 6.\n\nOther.\n"),
    "beginning": lambda site: edit(site, 6, body="Another beginning.\n\nOther.\n"),
    "title": lambda site: edit(site, 6, title="Another", body="Another beginning.\n\nOther.\n"),
    "minutes": lambda site: edit(site, 6, body="First of 6.\n\n" + "word " * 500),
    "date": lambda site: edit(site, 6, date="2012-01-01"),
    "spelling": lambda site: edit(site, 9, tags="[TEA, 'A  B']"),
    "names": lambda site: edit(site, 6, tags="[unheard]", categories="[ops]", series="Long"),
    "draft": lambda site: edit(site, 0, draft="true"),
    "pinned": lambda site: edit(site, 0, pinned="true"),
    "deleted": lambda site: (site.srcdir / "post/p5.md").unlink(),
    "added": lambda site: site.post("new", title="New", date="2014-01-01", tags="[tea]"),
    "own page": lambda site: site.write("tag/cold/index.md", f"{ORPHAN}# Mine\n"),
}


EXPECTED = {
    "body": {"post/p6"},
    "beginning": {"post/p6", "all"},
    "title": {
        "post/p6", "post/p4", "post/p8",  # The neighbours of p6, by date.
        "post/p9", "about",  # These link to it.
        "all", "index", "page/2/index",  # The text page of the second has all rows.
        "post/page/3/index", "archive/2010/index", "author/bob/index", "tag/a-b/index",
        "tag/tea/page/2/index",
    },
}  # fmt: skip


def test_edit_writes_only_pages_that_show_it(blog: Site) -> None:
    blog.conf(CONFIGURATION + "transcript_related = 0\n")
    build = blog.build()
    for name, change in EDITS.items():
        build, written, differ = changed(blog, build, change)
        assert_same_files(build, blog.clean_build(), name)
        assert differ <= written, name
        # Sphinx always writes the pages of the documents that it read.
        assert sorted(written - differ - {"post/p0", "post/p6"}) == [], name
        assert written == EXPECTED.get(name, written)


@pytest.mark.parametrize("fields", [{"description": "Described."}, {}], ids=["words", "picture"])
def test_listing_with_an_unchanged_excerpt_is_not_written(
    blog: Site, fields: dict[str, str]
) -> None:
    blog.write("post/pic.png", b"a picture")
    edit(blog, 6, **fields)
    new = "Begins in another way.\n" if fields else "First of 6.\n\n![](pic.png)\n"
    build = blog.build()
    _, written, differ = changed(blog, build, lambda site: edit(site, 6, body=new, **fields))
    assert "all" not in differ
    assert "all" not in written


@BUILDERS
def test_build_without_changes_writes_nothing(blog: Site, builder: str) -> None:
    then = times(blog.build(builder))
    assert len(then) > 50
    assert times(blog.build(builder)) == then


def test_author_page_is_updated_with_the_configuration(blog: Site) -> None:
    blog.build()
    blog.conf(CONFIGURATION.replace("Writes.", "Writes no more."))
    build = blog.build()
    assert "Writes no more." in build.read("author/ada-l/index.html")
    # Sphinx keeps this copy if the configuration has changed.
    (build.outdir / ".buildinfo.bak").unlink(missing_ok=True)
    assert_same_files(build, blog.clean_build(), "another bio")


def test_build_after_a_killed_one_removes_its_generated_pages(blog: Site) -> None:
    blog.conf(CONFIGURATION + kill_on_page("tag/tea/index"))
    before = blog.build()
    blog.post("moment", title="A moment", date="2020-01-01", tags="[tea, moment]", series="Brief")
    stop = blog.write("stop", "")
    assert sphinx_build(blog, before) == KILLED
    left = {name for name in before.files() if "moment" in name or "brief" in name}
    assert left
    stop.unlink()
    (blog.srcdir / "post/moment.md").unlink()
    after = blog.build()
    assert_same_files(after, blog.clean_build(), "after the killed build")


def test_build_after_builds_of_one_file_equals_a_clean_build(blog: Site) -> None:
    before = blog.build()
    EDITS["title"](blog)
    blog.post("gone", title="Gone", date="2013-01-01", tags="[gone]")
    assert sphinx_build(blog, before, "post/p6.md") == 0
    (blog.srcdir / "post/gone.md").unlink()
    assert sphinx_build(blog, before, "about.md") == 0
    assert_same_files(blog.build(), blog.clean_build(), "in the end")


def test_two_builders_share_doctrees(blog: Site) -> None:
    for name in ("spelling", "deleted"):
        for builder in ("html", "dirhtml"):
            blog.build(builder)
        EDITS[name](blog)
    for builder in ("html", "dirhtml"):
        build = blog.build(builder)
        assert_same_files(build, blog.clean_build(builder), builder)
        assert broken_links(build) == []
        assert build_warnings(build) == []


def test_two_applications_in_one_process_are_independent(blog: Site) -> None:
    other = Site(blog.folder / "other")
    other.post("only", title="The only", date="2016-01-01", tags="[only]")
    sites = [blog, other]
    expected = [each.clean_build() for each in sites]
    apps = [SphinxTestApp("html", srcdir=each.srcdir, builddir=each.folder / "b") for each in sites]
    for app in apps:
        app.build()
    for app, clean in zip(apps, expected, strict=True):
        app.cleanup()
        build = type(clean)(app.outdir, "", "")
        assert_same_files(build, clean, "side by side")


@pytest.mark.parametrize("epoch", ["", "1600000000"])
def test_parallel_clean_build_equals_a_serial_one(
    blog: Site, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    one = blog.build(into="one")
    assert_same_files(blog.build(into="other", parallel=4), one, "four processes")


def test_unlisted_post_can_be_read_in_parallel(blog: Site) -> None:
    edit(blog, 6, unlisted="true")
    assert_same_files(blog.build(parallel=4), blog.clean_build(), "four processes")


def test_unlisted_post_is_not_in_the_search_index(blog: Site) -> None:
    edit(blog, 5, unlisted="true", title=f"The {MARKER}")
    assert [name for name in files_containing(blog.build()) if name.startswith("search")] == []
