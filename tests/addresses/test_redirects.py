"""Aliases in real builds: which of them get a redirect page, and the warnings for the others."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from sphinx_transcript.addresses import ablog_pages
from tests.helpers.build_output import assert_one_warning, build_warnings
from tests.helpers.site_reader import BASE, WITH_BASE, page

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL, a page in a folder, and two posts."""
    site.conf(WITH_BASE)
    site.write("index.md", "# Home\n\n```{toctree}\nguide/index\n```\n")
    site.write("guide/index.md", "# Guide\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02", updated="2021-02-03T04:05")
    return site


INVALID = {
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
"""Invalid aliases, and a part of the warning for each."""


def test_invalid_aliases_are_ignored_with_one_warning_each(blog: Site) -> None:
    def write(*, with_aliases: bool) -> None:
        for number, alias in enumerate(INVALID):
            keys = {"aliases": f"['{alias}']"} if with_aliases else {}
            blog.post(f"n{number}", title="N", date="2020-01-01", **keys)

    write(with_aliases=False)
    before = set(blog.build().files())
    write(with_aliases=True)
    build = blog.build()
    found = build_warnings(build)
    assert len(found) == len(INVALID)
    for number, message in enumerate(INVALID.values()):
        (line,) = [line for line in found if f"/src/post/n{number}.md:1: WARNING: " in line]
        assert message in line
        assert line.endswith("[transcript.alias]")
    assert set(build.files()) == before


RESERVED = ["/search.html", "/genindex.html", "/404.html", "/feed.xml/", "/post/a.html/x.html"]


def test_aliases_of_generated_files_give_a_warning(blog: Site) -> None:
    for number, alias in enumerate(RESERVED):
        blog.post(f"n{number}", title="N", date="2020-01-01", aliases=f"['{alias}']")
    found = build_warnings(blog.build())
    assert [line for line in found if not line.endswith("[transcript.alias]")] == []
    assert len(found) == len(RESERVED)


def test_alias_of_the_search_index_does_not_fail_the_build(blog: Site) -> None:
    blog.post("a", title="A", date="2020-01-01", aliases="[/searchindex.js/]")
    assert "searchindex.js" in blog.build().files()


def test_alias_of_two_posts_redirects_to_the_first(blog: Site) -> None:
    blog.post("a", title="A", date="2020-01-01", aliases="[/old/]")
    blog.post("b", title="B", date="2020-01-02", aliases="[/old]")
    build = blog.build()
    assert_one_warning(build, "post/b.md", 1, "alias", "is that of post/a")
    assert "post/a.html" in build.read("old/index.html")


def test_extra_file_of_the_project_wins_over_an_alias(blog: Site) -> None:
    blog.conf(WITH_BASE + 'html_extra_path = ["extra"]\n')
    blog.write("extra/old.html", "mine")
    blog.post("a", title="A", date="2020-01-01", aliases="[/old.html]")
    build = blog.build()
    assert_one_warning(build, "post/a.md", 1, "alias", "is that of old")
    assert build.read("old.html") == "mine"


def test_redirect_page_is_removed_with_its_alias(blog: Site) -> None:
    plain = blog.build()
    before = set(plain.files())
    blog.post("a", title="A", date="2020-01-01", tags="[tea]", aliases="[/x/y/old.html, /guide/]")
    build = blog.build()
    assert_one_warning(build, "post/a.md", 1, "alias", "is that of guide/index")
    assert set(build.files()) == before | {"x/y/old.html"}
    blog.post("a", title="A", date="2020-01-01", tags="[tea]")
    assert set(blog.build().files()) == before
    assert not (build.outdir / "x").exists()


def test_page_at_an_alias_replaces_the_redirect_until_it_is_deleted(blog: Site) -> None:
    blog.post("a", title="A", date="2020-01-01", aliases="[/about.html]")
    blog.build()
    path = blog.write("about.md", "---\norphan: true\n---\n# About\n")
    build = blog.build()
    assert_one_warning(build, "post/a.md", 1, "alias", "is that of about")
    assert page(build, "about").named("link", rel="canonical")[0]["href"] == f"{BASE}about.html"
    path.unlink()
    build = blog.build()
    assert build_warnings(build) == []
    target = page(build, "about").named("a")[0]["href"]
    assert posixpath.normpath(urljoin("about.html", target)) == "post/a.html"
    assert build.files() == blog.clean_build().files()


def test_site_without_addresses_of_ablog_does_not_look_for_free_paths(
    blog: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ablog_pages, "TakenPaths", lambda app: pytest.fail("it looks"))
    assert build_warnings(blog.build()) == []
