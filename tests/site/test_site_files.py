"""Sitemap, robots.txt and redirect pages of real builds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import BASE, WITH_BASE, Tags, build_file, html_pages, sitemap

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site

BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL, pages in a folder, and two posts."""
    site.conf(WITH_BASE)
    site.write("index.md", "# Home\n\n```{toctree}\nguide/index\nguide/a b\n```\n")
    site.write("guide/index.md", "# Guide\n")
    site.write("guide/a b.md", "# With a space\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02", updated="2021-02-03T04:05")
    return site


@BUILDERS
def test_sitemap_contains_every_public_page(blog: Site, builder: str) -> None:
    blog.post("draft", title="D", date="2020-01-03", draft="true")
    blog.post("unlisted", title="U", date="2020-01-03", unlisted="true")
    blog.post("copy", title="C", date="2020-01-03", canonical_url="https://x.example/c")
    build = blog.build(builder)
    found = sitemap(build)
    excluded = {"post/unlisted", "post/copy"}
    pages = {
        name for name in html_pages(build) if name.rstrip("/").removesuffix(".html") not in excluded
    }
    assert {unquote(name) for name in found} == pages
    assert len(found) > 9
    days = {name.rstrip("/").removesuffix(".html"): day for name, day in found.items()}
    assert days["post/a"] == "2020-01-01"
    assert days["post/b"] == "2021-02-03"
    assert days["guide"] == ""


@BUILDERS
def test_sitemap_is_complete_after_a_build_of_one_file(blog: Site, builder: str) -> None:
    """Check for the bug https://github.com/jdillard/sphinx-sitemap/issues/13."""
    before = sitemap(blog.build(builder))
    blog.post("a", title="A", date="2020-01-01", updated="2020-01-05", tags="[tea]")
    after = sitemap(build_file(blog, "post/a.md", builder))
    changed = "post/a.html" if builder == "html" else "post/a/"
    assert after == {**before, changed: "2020-01-05"}
    assert sitemap(blog.build(builder)) == after


def test_robots_txt_names_the_sitemap(blog: Site) -> None:
    assert f"\nSitemap: {BASE}sitemap.xml\n" in blog.build().read("robots.txt")
    files = blog.build(transcript_sitemap=False).files()
    assert not {"robots.txt", "sitemap.xml"} & set(files)


def test_extra_files_of_the_project_win(blog: Site) -> None:
    blog.build()
    blog.conf(WITH_BASE + 'html_extra_path = ["extra"]\n')
    blog.write("extra/robots.txt", "mine")
    blog.write("extra/sitemap.xml", "<mine/>")
    for _ in range(2):
        build = blog.build()
        assert build.read("robots.txt") == "mine"
        assert build.read("sitemap.xml") == "<mine/>"


@BUILDERS
def test_aliases_redirect_to_the_post(browser: Browser, blog: Site, builder: str) -> None:
    """Check in a browser without JavaScript, for a site in a subfolder."""
    aliases = ["/old.html", "/2010/old/", "post/old", f"{BASE}from/here.html", "/ö/a%20b.html"]
    blog.post("new/näme: x", title="N <b>", date="2020-01-03", aliases=aliases)
    build = blog.build(builder, into="served/blog")
    assert build_warnings(build) == []
    names = ["old.html", "2010/old/", "post/old/", "from/here.html", "%C3%B6/a%20b.html"]
    for name in names:
        path = unquote(name) + ("index.html" if name.endswith("/") else "")
        (link,) = Tags(build.read(path)).named("link", rel="canonical")
        assert link["href"].startswith(f"{BASE}post/new/n%C3%A4me%3A%20x")
        assert Tags(build.read(path)).meta("robots") == ["noindex"]
    with (
        served(build.outdir.parent) as address,
        browser.new_page(java_script_enabled=False) as tab,
    ):
        for name in names:
            tab.goto(f"{address}/{builder}/{name}", wait_until="commit")
            tab.wait_for_selector("main article h1")
            assert tab.locator("h1").inner_text() == "N <b>"
            assert tab.url.startswith(f"{address}/{builder}/post/new/n")
            tab.goto("about:blank")
