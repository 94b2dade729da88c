"""Sitemap, robots.txt and the pages at old addresses, of real builds."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest

from tests.browser import launched, served
from tests.site_reader import BASE, WITH_BASE, Tags, build_file, html_pages, page, sitemap
from tests.traces import assert_one_warning, complaints

if TYPE_CHECKING:
    from tests.conftest import Site

BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with an address, a page in a folder, and two posts."""
    site.conf(WITH_BASE)
    site.write("index.md", "# Home\n\n```{toctree}\nguide/index\nguide/a b\n```\n")
    site.write("guide/index.md", "# Guide\n")
    site.write("guide/a b.md", "# With a space\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02", updated="2021-02-03T04:05")
    return site


@BUILDERS
def test_sitemap_has_every_page_and_no_other(blog: Site, builder: str) -> None:
    blog.post("draft", title="D", date="2020-01-03", draft="true")
    blog.post("unlisted", title="U", date="2020-01-03", unlisted="true")
    blog.post("copy", title="C", date="2020-01-03", canonical_url="https://x.example/c")
    build = blog.build(builder)
    found = sitemap(build)
    beside = {"post/unlisted", "post/copy"}
    pages = {
        name for name in html_pages(build) if name.rstrip("/").removesuffix(".html") not in beside
    }
    assert {unquote(name) for name in found} == pages
    assert len(found) > 9
    days = {name.rstrip("/").removesuffix(".html"): day for name, day in found.items()}
    assert days["post/a"] == "2020-01-01"
    assert days["post/b"] == "2021-02-03"
    assert days["guide"] == ""


@BUILDERS
def test_sitemap_is_whole_after_a_build_of_one_page(blog: Site, builder: str) -> None:
    """The bug jdillard/sphinx-sitemap#13."""
    before = sitemap(blog.build(builder))
    blog.post("a", title="A", date="2020-01-01", updated="2020-01-05", tags="[tea]")
    after = sitemap(build_file(blog, "post/a.md", builder))
    changed = "post/a.html" if builder == "html" else "post/a/"
    assert after == {**before, changed: "2020-01-05"}
    assert sitemap(blog.build(builder)) == after


def test_robots_names_the_sitemap(blog: Site) -> None:
    assert f"\nSitemap: {BASE}sitemap.xml\n" in blog.build().read("robots.txt")
    files = blog.build(transcript_sitemap=False).files()
    assert not {"robots.txt", "sitemap.xml"} & set(files)


def test_files_of_the_project_win(blog: Site) -> None:
    blog.build()
    blog.conf(WITH_BASE + 'html_extra_path = ["extra"]\n')
    blog.write("extra/robots.txt", "mine")
    blog.write("extra/sitemap.xml", "<mine/>")
    for _ in range(2):
        build = blog.build()
        assert build.read("robots.txt") == "mine"
        assert build.read("sitemap.xml") == "<mine/>"


@BUILDERS
def test_old_addresses_lead_on(blog: Site, builder: str) -> None:
    """In a browser, without a script, and below the folder of the site."""
    aliases = ["/old.html", "/2010/old/", "post/old", f"{BASE}from/here.html", "/ö/a%20b.html"]
    blog.post("new/näme: x", title="N <b>", date="2020-01-03", aliases=aliases)
    build = blog.build(builder, into="served/blog")
    assert complaints(build) == []
    names = ["old.html", "2010/old/", "post/old/", "from/here.html", "%C3%B6/a%20b.html"]
    for name in names:
        path = unquote(name) + ("index.html" if name.endswith("/") else "")
        (link,) = Tags(build.read(path)).named("link", rel="canonical")
        assert link["href"].startswith(f"{BASE}post/new/n%C3%A4me%3A%20x")
        assert Tags(build.read(path)).meta("robots") == ["noindex"]
    with served(build.outdir.parent) as address, launched() as browser:
        tab = browser.new_page(java_script_enabled=False)
        for name in names:
            tab.goto(f"{address}/{builder}/{name}", wait_until="commit")
            tab.wait_for_selector("main article h1")
            assert tab.locator("h1").inner_text() == "N <b>"
            assert tab.url.startswith(f"{address}/{builder}/post/new/n")
            tab.goto("about:blank")


BAD = {
    "../x.html": "'..' is no name",
    "/a/%2e%2e/x.html": "'..' is no name",
    "https://other.example/x.html": "not an address of this site",
    "//other.example/x.html": "not an address of this site",
    "https://example.org/x.html": "not an address below",
    "/old.pdf": ".pdf is no page's suffix",
    "/old.html?x=1": "query or fragment",
    "/post/b.html": "is that of post/b",
    "/tag/tea/": "is that of tag/tea/index",
    "/": "address of no page",
}


def test_bad_aliases_are_told_of_once_each_and_left_out(blog: Site) -> None:
    def write(*, with_aliases: bool) -> None:
        for number, alias in enumerate(BAD):
            keys = {"aliases": f"['{alias}']"} if with_aliases else {}
            blog.post(f"n{number}", title="N", date="2020-01-01", **keys)

    write(with_aliases=False)
    before = set(blog.build().files())
    write(with_aliases=True)
    build = blog.build()
    found = complaints(build)
    assert len(found) == len(BAD)
    for number, words in enumerate(BAD.values()):
        (line,) = [line for line in found if f"/src/post/n{number}.md:1: WARNING: " in line]
        assert words in line
        assert line.endswith("[transcript.alias]")
    assert set(build.files()) == before


TAKEN = ["/search.html", "/genindex.html", "/404.html", "/feed.xml/", "/post/a.html/x.html"]


def test_aliases_at_what_sphinx_or_this_package_adds_are_told_of(blog: Site) -> None:
    for number, alias in enumerate(TAKEN):
        blog.post(f"n{number}", title="N", date="2020-01-01", aliases=f"['{alias}']")
    found = complaints(blog.build())
    assert [line for line in found if not line.endswith("[transcript.alias]")] == []
    assert len(found) == len(TAKEN)


def test_alias_at_the_search_index_does_not_stop_the_build(blog: Site) -> None:
    blog.post("a", title="A", date="2020-01-01", aliases="[/searchindex.js/]")
    assert "searchindex.js" in blog.build().files()


def test_two_posts_with_one_alias(blog: Site) -> None:
    blog.post("a", title="A", date="2020-01-01", aliases="[/old/]")
    blog.post("b", title="B", date="2020-01-02", aliases="[/old]")
    build = blog.build()
    assert_one_warning(build, "post/b.md", 1, "alias", "is that of post/a")
    assert "post/a.html" in build.read("old/index.html")


def test_alias_where_a_file_of_the_project_is(blog: Site) -> None:
    blog.conf(WITH_BASE + 'html_extra_path = ["extra"]\n')
    blog.write("extra/old.html", "mine")
    blog.post("a", title="A", date="2020-01-01", aliases="[/old.html]")
    build = blog.build()
    assert_one_warning(build, "post/a.md", 1, "alias", "is that of old")
    assert build.read("old.html") == "mine"


def test_redirects_come_and_go(blog: Site) -> None:
    plain = blog.build()
    before = set(plain.files())
    blog.post("a", title="A", date="2020-01-01", tags="[tea]", aliases="[/x/y/old.html, /guide/]")
    build = blog.build()
    assert_one_warning(build, "post/a.md", 1, "alias", "is that of guide/index")
    assert set(build.files()) == before | {"x/y/old.html"}
    blog.post("a", title="A", date="2020-01-01", tags="[tea]")
    assert set(blog.build().files()) == before
    assert not (build.outdir / "x").exists()


def test_page_that_takes_an_old_address_over_wins_and_gives_it_back(blog: Site) -> None:
    blog.post("a", title="A", date="2020-01-01", aliases="[/about.html]")
    blog.build()
    path = blog.write("about.md", "---\norphan: true\n---\n# About\n")
    build = blog.build()
    assert_one_warning(build, "post/a.md", 1, "alias", "is that of about")
    assert page(build, "about").named("link", rel="canonical")[0]["href"] == f"{BASE}about.html"
    path.unlink()
    build = blog.build()
    assert complaints(build) == []
    target = page(build, "about").named("a")[0]["href"]
    assert posixpath.normpath(urljoin("about.html", target)) == "post/a.html"
    assert build.files() == blog.clean_build().files()
