"""Pages that no source file stands for: what they list, and that every link leads somewhere."""

from __future__ import annotations

import importlib.util
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.site_links import broken_links, links_to, not_once, pages_of, parts_of
from tests.traces import complaints

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
_WORDS_ALONE = re.compile(r"<[^>]+>")


def write_blog(site: Site) -> None:
    """Write seven posts of three years, one of them unlisted, and pages that lead to them."""
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
    """Return the builds that tests have asked for so far."""
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
    """Return the build under each theme, by each builder."""
    if request.param not in built:
        pytest.skip(f"{request.param[0]} is not installed")
    return built[request.param]


@pytest.fixture
def html(built: dict[tuple[str, str], Build]) -> Build:
    """Return the pages of this package's theme."""
    return built["transcript", "html"]


def listings(build: Build, name: str) -> list[list[str]]:
    """Return the titles that each listing on the page *name* shows."""
    found = []
    for box in build.read(name).split('<div class="blog-index')[1:]:
        lists = re.findall(r'<ul class="post-rows[^"]*">.*?</ul>', box, re.DOTALL)
        links = [link for each in lists for link in re.findall(r"<a [^>]*>(.*?)</a>", each)]
        found.append([unescape(_WORDS_ALONE.sub("", link)) for link in links])
    return found


def rows(build: Build, name: str) -> list[str]:
    """Return the titles that the listings on the page *name* show."""
    return [title for titles in listings(build, name) for title in titles]


def counts(build: Build, name: str) -> list[str]:
    """Return the rows of the page *name* that counts."""
    found = re.search(r'<ul class="term-rows[^"]*">.*?</ul>', build.read(name), re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", found[0] if found else "", re.DOTALL)
    return [unescape(_WORDS_ALONE.sub("", item)).strip() for item in items]


def posts(*numbers: int) -> list[str]:
    return [f"Post {number} / <so>" for number in numbers]


def test_every_link_leads_somewhere(build: Build) -> None:
    assert complaints(build) == []
    assert len(pages_of(build)) > 40
    # Its own templates lie among the files of this theme.
    broken = broken_links(build, "/notes/")
    assert [link for link in broken if "webpack-macros" not in link] == []


def test_every_page_has_one_heading_and_one_title(build: Build) -> None:
    own = {"webpack-macros", "search"}  # Furo's search has its heading from a script.
    found = [line for line in not_once(build) if not any(word in line for word in own)]
    # Alabaster has the name of the site in a heading of its own.
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


def test_series_goes_from_its_first_part_on(build: Build) -> None:
    assert rows(build, "series/long/index.html") == posts(0, 3)
    assert rows(build, "series/long/page/2/index.html") == posts(1, 4)
    assert rows(build, "series/long/page/3/index.html") == posts(2)


def test_pages_that_count_have_all_names(build: Build) -> None:
    tags = ["4 A B", '2 "q"', "2 #", "2 %", "2 ..", "2 ?", "2 c/d", "2 x y", "2 日本", "2 🎉"]
    assert counts(build, "tag/index.html") == tags
    assert counts(build, "category/index.html") == ["6 <b>", "6 Ops"]
    assert counts(build, "author/index.html") == ["3 Ada L", "3 Bob"]
    assert counts(build, "series/index.html") == ["5 Long"]
    assert counts(build, "archive/index.html") == ["2 2012", "2 2011", "2 2010"]


def test_unlisted_post_is_on_none_of_them(build: Build) -> None:
    generated = [name for name in build.files() if name.endswith("/index.html")]
    own = {"post/hidden/index.html"}
    assert [name for name in generated if "Hidden" in build.read(name)] == sorted(
        own & {*generated}
    )
    assert not [name for name in build.files() if "secret" in name or "2014" in name]


def test_author_page_says_who_it_is(build: Build) -> None:
    page = build.read("author/ada-l/index.html")
    assert "<p>Writes &lt;b&gt; &amp; more.</p>" in page
    assert 'href="https://ada.example/?a=1&amp;b=2"' in page
    assert re.search(r'<img [^>]*src="../../_static/ada.png"', page)
    assert "Writes" not in build.read("author/ada-l/page/2/index.html")
    assert (
        "<img" not in build.read("author/bob/index.html").partition("<h1")[2].partition("</h1")[0]
    )


def test_posts_lead_to_their_terms(build: Build) -> None:
    name = "post/p1.html" if "post/p1.html" in build.files() else "post/p1/index.html"
    found = links_to(build, name)
    assert found["tag/a-b/index.html"] == "#A B"
    assert found["category/ops/index.html"] == "Ops"
    assert found["author/ada-l/index.html"] == "Ada L"
    assert found["series/long/index.html"] == "Long"
    assert {link for link in found if link.startswith("category/")} == {
        "category/ops/index.html",
        "category/b-381c882d/index.html",
    }


def test_titles_tell_the_pages_apart(html: Build) -> None:
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
        parts = parts_of(html, name)
        (head,) = parts.titles
        page = r" · page 2 of \d" if "page/2/" in name else ""
        assert re.fullmatch(rf"{re.escape(title)}{page}", parts.headings[0].rstrip("¶\uf0c1"))
        assert re.fullmatch(rf"{re.escape(title)}{page} · a site", head)


def test_pages_are_addressed_as_folders_are(built: dict[tuple[str, str], Build]) -> None:
    """One address holds under both builders."""
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


def test_blog_of_nothing_but_drafts_has_no_generated_page(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01", tags="[t]", draft="true")
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    build = site.build()
    assert complaints(build) == []
    assert not [name for name in build.files() if name.endswith("/index.html")]
    assert "no posts yet" in build.read("index.html")


OWN_NAMES = """
from pathlib import Path
from sphinx.builders.html import StandaloneHTMLBuilder
class Lower(StandaloneHTMLBuilder):
    def get_output_path(self, page_name):
        return Path(self.outdir, page_name.lower() + ".html")
def setup(app):
    app.add_builder(Lower, override=True)
"""


def test_a_document_wins_whatever_a_builder_calls_files(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.conf(OWN_NAMES)
    site.write("Archive/index.md", "---\norphan: true\n---\n\n# My own archive\n")
    assert "My own archive" in site.build().read("archive/index.html")
