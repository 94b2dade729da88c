"""Generated pages: what they list, and that their links work."""

from __future__ import annotations

import importlib.util
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.helpers.build_output import build_warnings
from tests.helpers.site_links import (
    broken_links,
    link_texts,
    parse_page,
    parse_pages,
    uniqueness_errors,
)
from tests.pages.listing_pages import rows

if TYPE_CHECKING:
    from tests.conftest import Build

THEMES = ("transcript", "alabaster", "furo", "pydata_sphinx_theme")
BUILDERS = ("html", "dirhtml")
CONFIGURATION = """
html_baseurl = "https://example.org/notes/"
html_static_path = ["_static"]
transcript_paginate = 2
transcript_authors = {
    "ada": {
        "name": "Ada L",
        "url": "https://ada.example/?a=1&b=2",
        "bio": "Writes <b> & more.",
        "avatar": "_static/ada.png",
    },
}
"""
HOME = """# Home

```{toctree}
about
deep/er/list
```

```{blog-index}
:paginate: 2
```
"""
TAGS = ('["a b", "c/d", ".."]', "['A  B', '#', '?', '%', 'x y']", "['日本', '🎉', '\"q\"']")
_TAG = re.compile(r"<[^>]+>")


def write_blog(site: Site) -> None:
    """Write seven posts from three years, one of them unlisted, and pages with links to them."""
    site.conf(CONFIGURATION)
    site.write("_static/ada.png", b"a picture")
    site.write("index.md", HOME)
    site.write("deep/er/list.md", "# Deep\n\n```{blog-index}\n:tags: a b\n:paginate: 1\n```\n")
    site.write("about.md", "# About\n\n[](post/p0.md) {tag}`A B` {author}`ada` {series}`*`\n")
    for number in range(6):
        site.post(
            f"p{number}",
            title=f"Post {number} / <so>",
            date=f"201{number % 3}-01-0{number + 1}",
            tags=TAGS[number % 3],
            categories="[Ops, '<b>']",
            author="ada" if number % 2 else "Bob",
            series="Long" if number < 5 else "",
            body="Text.\n\n## Part\n\n[](#part) [](p0.md) {tag}`*` {category}`Ops`\n",
        )
    site.post("hidden", title="Hidden", date="2014-01-01", tags="[secret]", unlisted="true")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Build]:
    """Return a build for each installed theme and each builder."""
    site = Site(tmp_path_factory.mktemp("generated"))
    write_blog(site)
    return {
        (theme, builder): site.build(builder, into=f"{theme}-{builder}", html_theme=theme)
        for theme in THEMES
        if importlib.util.find_spec(theme) or theme == "transcript"
        for builder in BUILDERS
    }


@pytest.fixture(params=[(theme, builder) for theme in THEMES for builder in BUILDERS], ids="-".join)
def build(request: pytest.FixtureRequest, built: dict[tuple[str, str], Build]) -> Build:
    """Return the build of one theme and builder."""
    if request.param not in built:
        pytest.skip(f"{request.param[0]} is not installed")
    return built[request.param]


@pytest.fixture
def html(built: dict[tuple[str, str], Build]) -> Build:
    """Return the HTML build with this package's theme."""
    return built["transcript", "html"]


def counts(build: Build, name: str) -> list[str]:
    """Return the rows of the overview on the page *name*."""
    found = re.search(r'<ul class="ts-term-rows[^>]*>.*?</ul>', build.read(name), re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", found[0] if found else "", re.DOTALL)
    return [unescape(_TAG.sub("", item)).strip() for item in items]


def posts(*numbers: int) -> list[str]:
    return [f"Post {number} / <so>" for number in numbers]


def test_there_are_no_broken_links(build: Build) -> None:
    assert build_warnings(build) == []
    assert len(parse_pages(build)) > 40
    # pydata_sphinx_theme leaves its own templates among its static files.
    broken = broken_links(build, "/notes/")
    assert [link for link in broken if "webpack-macros" not in link] == []


def test_every_page_has_one_heading_and_one_title(build: Build) -> None:
    own = {"webpack-macros", "search"}  # A script adds the heading of Furo's search page.
    found = [line for line in uniqueness_errors(build) if not any(word in line for word in own)]
    # Alabaster has the site's name in another heading.
    assert [line for line in found if not line.endswith(", 'a site']")] == []


def test_pages_of_each_kind_list_their_posts(build: Build) -> None:
    assert rows(build, "post/index.html") == posts(5, 2)
    assert rows(build, "post/page/3/index.html") == posts(3, 0)
    assert rows(build, "tag/a-b/index.html") == posts(4, 1)
    assert rows(build, "tag/a-b/page/2/index.html") == posts(3, 0)
    assert rows(build, "category/ops/page/2/index.html") == posts(4, 1)
    assert rows(build, "author/ada-l/index.html") == posts(5, 1)
    assert rows(build, "author/bob/page/2/index.html") == posts(0)
    assert rows(build, "archive/2011/index.html") == posts(4, 1)
    assert rows(build, "page/2/index.html") == posts(4, 1)
    assert "tag/a-b/page/3/index.html" not in build.files()


def test_series_is_listed_from_its_first_part(build: Build) -> None:
    assert rows(build, "series/long/index.html") == posts(0, 3)
    assert rows(build, "series/long/page/2/index.html") == posts(1, 4)
    assert rows(build, "series/long/page/3/index.html") == posts(2)


def test_overviews_have_all_terms_with_counts(build: Build) -> None:
    tags = ["4 A B", '2 "q"', "2 #", "2 %", "2 ..", "2 ?", "2 c/d", "2 x y", "2 日本", "2 🎉"]
    assert counts(build, "tag/index.html") == tags
    assert counts(build, "category/index.html") == ["6 <b>", "6 Ops"]
    assert counts(build, "author/index.html") == ["3 Ada L", "3 Bob"]
    assert counts(build, "series/index.html") == ["5 Long"]
    assert counts(build, "archive/index.html") == ["2 2012", "2 2011", "2 2010"]


def test_unlisted_post_is_on_no_generated_page(build: Build) -> None:
    generated = [name for name in build.files() if name.endswith("/index.html")]
    own = {"post/hidden/index.html"}
    assert [name for name in generated if "Hidden" in build.read(name)] == sorted(
        own & {*generated}
    )
    assert not [name for name in build.files() if "secret" in name or "2014" in name]


def test_author_page_shows_the_profile(build: Build) -> None:
    page = build.read("author/ada-l/index.html")
    assert "<p>Writes &lt;b&gt; &amp; more.</p>" in page
    assert 'href="https://ada.example/?a=1&amp;b=2"' in page
    assert re.search(r'<img [^>]*src="../../_static/ada.png"', page)
    assert "Writes" not in build.read("author/ada-l/page/2/index.html")
    assert (
        "<img" not in build.read("author/bob/index.html").partition("<h1")[2].partition("</h1")[0]
    )


def test_posts_link_to_the_pages_of_their_terms(build: Build) -> None:
    name = "post/p1.html" if "post/p1.html" in build.files() else "post/p1/index.html"
    found = link_texts(build, name)
    assert found["tag/a-b/index.html"] == "#A B"
    assert found["category/ops/index.html"] == "Ops"
    assert found["author/ada-l/index.html"] == "Ada L"
    assert found["series/long/index.html"] == "Long"
    assert {link for link in found if link.startswith("category/")} == {
        "category/ops/index.html",
        "category/b-381c882d/index.html",
    }


def test_titles_are_distinct(html: Build) -> None:
    expected = {
        "tag/a-b/index.html": "#A B",
        "tag/fdf702bb/index.html": "##",
        "category/b-381c882d/index.html": "<b>",
        "archive/2012/index.html": "2012",
        "archive/index.html": "archive",
        "author/ada-l/page/2/index.html": "Ada L",
        "page/2/index.html": "Home",
        "deep/er/list/page/2/index.html": "Deep",
    }
    for name, title in expected.items():
        parts = parse_page(html, name)
        (head,) = parts.titles
        page = r" · page 2 of \d" if "page/2/" in name else ""
        assert re.fullmatch(rf"{re.escape(title)}{page}", parts.headings[0].rstrip("¶\uf0c1"))
        assert re.fullmatch(rf"{re.escape(title)}{page} · a site", head)


def test_generated_pages_are_index_files_of_folders(built: dict[tuple[str, str], Build]) -> None:
    """Both builders write them to the same paths."""
    for theme in {theme for theme, _ in built}:
        html, dirhtml = (
            {
                name
                for name in built[theme, builder].files()
                if name.startswith(("tag/", "archive/"))
            }
            for builder in BUILDERS
        )
        assert html == dirhtml
        assert len(html) > 15


def test_blog_of_drafts_has_no_generated_pages(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01", tags="[t]", draft="true")
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    build = site.build()
    assert build_warnings(build) == []
    assert not [name for name in build.files() if name.endswith("/index.html")]
    assert "no posts yet" in build.read("index.html")
