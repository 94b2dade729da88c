"""The extension under other themes, which show the blog as well."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import (
    MARKER,
    assert_one_warning,
    build_warnings,
    files_containing,
    post_count_line,
)

if TYPE_CHECKING:
    from tests.helpers.kept_sites import KeptSite

INSTALLED = {
    "basic": True,
    "alabaster": True,
    "furo": importlib.util.find_spec("furo") is not None,
    "pydata_sphinx_theme": importlib.util.find_spec("pydata_sphinx_theme") is not None,
}
THEMES = pytest.mark.parametrize(
    "theme",
    [
        pytest.param(name, marks=pytest.mark.skipif(not found, reason=f"{name} is not installed"))
        for name, found in INSTALLED.items()
    ],
)
BUILDERS = pytest.mark.parametrize(
    ("builder", "page"), [("html", "{}.html"), ("dirhtml", "{}/index.html")]
)
LISTS = """# Lists

```{blog-index}
:tags: helm
```

```{blog-index}
:tags: ocean
:format: short
:command: ls mine
```
"""


@pytest.fixture
def site(kept_site: KeptSite) -> KeptSite:
    """Return a blog; each theme builds it once for all tests."""
    site = kept_site
    site.write("index.md", "# Home\n\n```{toctree}\nlists\n```\n\n```{blog-index}\n```\n")
    site.write("lists.md", LISTS)
    site.post("a", title="A / post", date="2020-02-01", tags="[helm, ocean]", author="Ada")
    site.post("b", title="B post", date="2020-01-01", tags="[helm]", body="# Another heading\n")
    site.post("x", title=f"The {MARKER}", date="2020-01-01", draft="true")
    return site


def article(page: str) -> str:
    """Return the HTML of *page* from its first heading on, white space collapsed."""
    return " ".join(page[page.index("<h1") :].split())


def shown_link(href: str, title: str) -> str:
    inner = title.replace(" /", '<span class="ts-slash"> /</span>')
    return f'<a class="reference internal" href="{href}">{inner}</a>'


@THEMES
@BUILDERS
def test_listings_are_shown(site: KeptSite, theme: str, builder: str, page: str) -> None:
    build = site.build_once(builder, html_theme=theme)
    assert build_warnings(build) == []
    assert post_count_line(build) == "2 posts; not published: 1 draft (post/x.md)"
    home = article(build.read("index.html"))
    suffix = ".html" if builder == "html" else "/"
    first = home.index(shown_link(f"post/a{suffix}", "A / post"))
    second = home.index(shown_link(f"post/b{suffix}", "B post"))
    assert first < second
    assert '<time datetime="2020-02-01">2020-02-01</time>' in home
    assert '<span class="ts-separator"> · </span><span class="ts-minutes">1 min</span>' in home
    lists = article(build.read(page.format("lists")))
    up = "" if builder == "html" else "../"
    assert lists.count(shown_link(f"{up}post/a{suffix}", "A / post")) == 2
    assert lists.count(shown_link(f"{up}post/b{suffix}", "B post")) == 1


@THEMES
def test_only_given_commands_are_shown(site: KeptSite, theme: str) -> None:
    build = site.build_once(html_theme=theme)
    pages = {name: data for name, data in build.files().items() if name.endswith(".html")}
    assert [name for name, data in pages.items() if b"prompt" in data] == ["lists.html"]
    prompts = re.findall(r"<kbd>(.*?)</kbd>", article(build.read("lists.html")))
    assert "ls mine" in prompts
    assert not [command for command in prompts if command.startswith("ls -t")]
    assert '<p class="rubric">' not in build.read("lists.html") + build.read("index.html")


@THEMES
def test_front_matter_title_comes_before_the_first_heading(site: KeptSite, theme: str) -> None:
    page = site.build_once(html_theme=theme).read("post/b.html")
    headings = re.findall(r"<(h[12])[^>]*>([^<]*)<a class=\"headerlink\"", page)
    assert headings == [("h1", "B post"), ("h2", "Another heading")]
    assert re.search(r"<title>\s*B post\b", page)


@THEMES
def test_draft_leaves_no_trace(site: KeptSite, theme: str) -> None:
    assert files_containing(site.build_once(html_theme=theme)) == []
    site.post("x", title=f"The {MARKER}", date="2020-01-15")
    assert len(files_containing(site.build(html_theme=theme))) > 3
    site.post("x", title=f"The {MARKER}", date="2020-01-15", draft="true")
    assert files_containing(site.build(html_theme=theme)) == []


@THEMES
def test_new_post_appears_in_the_listings(site: KeptSite, theme: str) -> None:
    site.build_once(html_theme=theme)
    site.post("c", title="C post", date="2020-03-01", tags="[helm]")
    build = site.build(html_theme=theme)
    assert shown_link("post/c.html", "C post") in article(build.read("index.html"))
    assert build.read("lists.html").count(shown_link("post/c.html", "C post")) == 1


@THEMES
@BUILDERS
def test_text_pages_are_written(site: KeptSite, theme: str, builder: str, page: str) -> None:
    build = site.build_once(builder, html_theme=theme)
    text_page = page.format("post/a").replace(".html", ".txt")
    assert build.read(text_page) == "$ cat post/a.md\n\nA / post\n\n\nText.\n"
    assert "2020-02-01  1 min  A / post\n2020-01-01  1 min  B post\n" in build.read("index.txt")


@pytest.mark.parametrize("theme", ["basic", "alabaster"])
def test_text_pages_equal_those_of_the_transcript_builder(site: KeptSite, theme: str) -> None:
    pages = site.build_once(html_theme=theme)
    texts = site.build("transcript", html_theme=theme)
    assert pages.read("post/a.txt") == texts.read("post/a.txt")
    assert pages.read("index.txt") == texts.read("index.txt")


@THEMES
def test_text_pages_are_linked(site: KeptSite, theme: str) -> None:
    page = site.build_once(html_theme=theme).read("post/a.html")
    assert '<link rel="alternate" type="text/plain" href="a.txt"' in page


@THEMES
def test_files_of_this_theme_are_not_written(site: KeptSite, theme: str) -> None:
    build = site.build_once(html_theme=theme)
    names = build.files()
    assert "_static/transcript.css" not in names
    assert "404.html" not in names
    assert "var(--ts-magenta)" not in build.read("_static/pygments.css")
    assert '<div class="ts-table-scroll"' not in build.read("index.html")


@pytest.mark.parametrize("name", ["basic", "alabaster"])
def test_options_of_other_themes_are_not_validated(site: KeptSite, name: str) -> None:
    build = site.build_once(html_theme=name, html_theme_options={"nosidebar": True})
    assert build_warnings(build) == []


@pytest.mark.parametrize("theme", ["basic", "alabaster"])
def test_wrong_listing_options_are_warned_of(site: KeptSite, theme: str) -> None:
    site.write(
        "index.md", "# Home\n\n```{toctree}\nlists\n```\n\n```{blog-index}\n:tags: helmet\n```\n"
    )
    assert_one_warning(
        site.build_once(html_theme=theme), "index.md", 7, "blog_index", "did you mean 'helm'?"
    )


@THEMES
def test_post_shows_its_details_and_neighbours(site: KeptSite, theme: str) -> None:
    site.post("new", title="The <new>", date="2030-01-01", tags="[one, <b>]", author="Ada <b>")
    site.post("b", title="Between", date="2016-01-02", tags="[tea, '<b>']", author="'Ada <b>'")
    site.post("c", title="The last", date="2016-01-03")
    site.post("a", title="The <first>", date="2016-01-01")
    build = site.build_once(html_theme=theme)
    page = build.read("post/b.html")
    facts = page[page.index('class="ts-post-facts') :]
    assert '<time datetime="2016-01-02">2016-01-02</time>' in facts
    shown = re.sub(r"<[^>]+>", "", facts)
    assert "2016-01-02 · 1 min · Ada &lt;b&gt; · #tea · #&lt;b&gt;" in shown
    assert 'href="../tag/tea/index.html">#tea</a>' in facts
    assert 'newer: <a class="reference internal" href="c.html">The last</a>' in facts
    assert 'older: <a class="reference internal" href="a.html">The &lt;first&gt;</a>' in facts
    assert "newer" not in build.read("post/b.txt")


def test_pinned_posts_have_a_heading_instead_of_a_command(site: KeptSite) -> None:
    site.post("a", title="Old and pinned", date="2019-01-01", pinned="true")
    site.post("c", title="Third", date="2021-01-01")
    site.write("index.md", "# Home\n\n```{blog-index}\n```\n")
    home = article(site.build_once(html_theme="alabaster").read("index.html"))
    assert '<p class="rubric">pinned</p>' in home
    assert home.index("pinned</p>") < home.index("Old and pinned") < home.index("B post")
    assert "<kbd>" not in home
    own = site.build(html_theme="transcript", into="own").read("index.html")
    assert "pinned: *true" in own
    assert "pinned</p>" not in own
