"""HTML that an author or an extension wrote, where a listing or a feed shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.helpers.build_output import build_warnings
from tests.helpers.site_links import parse_page, uniqueness_errors
from tests.helpers.site_reader import BASE, WITH_BASE, content, entries
from tests.pages.listing_pages import write_listings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

BODY = """\
See <a href="map.html">the map</a>, <img src="i.png" srcset="i.png 1x, w_1,h_2.png 2x" alt="">
<textarea>a *b* <a href="c"></textarea> and <b>bold.

<svg><linearGradient id="g"/><use href="#g"/><path fill="url(#g)"/></svg>

<!-- more -->

<div id="part">

<a href="#part">in</a> <a href="#">top</a> <label for="q">l</label>

| a |
|---|
| 1 |

- [x] done

<form action="send" id="q"><input name="x"></form>

<script src="s.js"></script>
<iframe src="javascript:x"></iframe>
"""
CONF = WITH_BASE + 'myst_enable_extensions = ["tasklist"]\n'


def section_of(build: Build, form: str, name: str = "index.html") -> str:
    """Return the HTML of the first post on the listing *name*."""
    start = '<div class="ts-excerpt' if form == "excerpt" else '<section class="ts-post-in-full'
    return build.read(name).split(start)[1]


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.conf(CONF)
    for name in ("a", "b"):
        site.post(name, title=name.upper(), date="2020-01-01", body=BODY)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("form", ["excerpt", "full"])
@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
def test_html_of_posts_is_moved_to_listings(
    site: Site, builder: str, form: str, theme: str
) -> None:
    write_listings(site, f":format: {form}")
    write_listings(site, f":format: {form}\n:paginate: 1", name="deep/list")
    build = site.build(builder, html_theme=theme)
    assert uniqueness_errors(build) == [] or theme == "alabaster"
    folder = "post/" if builder == "html" else "post/a/"
    page = "post/a.html" if builder == "html" else "post/a/"
    html = section_of(build, form)
    assert f'<a href="{folder}map.html">the map</a>' in html
    assert f'src="{folder}i.png" srcset="{folder}i.png 1x, {folder}w_1,h_2.png 2x"' in html
    assert '<a href="c"' not in html  # It is text of the control.
    assert "<b>bold." in html
    assert html.count("<b>") == html.count("</b>")
    assert re.search(r'id="(post-a-\w+-)g".*href="#\1g".*fill="url\(#\1g\)"', html)
    if form == "full":
        assert re.search(r'<div id="(post-a-\w+-)part">.*<a href="#\1part">in</a>', html, re.S)
        assert f'<a href="{page}#">top</a>' in html or f'<a href="{page}">top</a>' in html
        assert f'action="{folder}send"' in html
        assert f'<script src="{folder}s.js">' in html
        assert html.count("ts-table-scroll") == (1 if theme == "transcript" else 0)
        assert html.count("<label>") == (1 if theme == "transcript" else 0)
    else:
        assert "part" not in html
    second = "deep/list.html" if builder == "html" else "deep/list/index.html"
    up = "../" if builder == "html" else "../../"
    assert f'<a href="{up}{folder}map.html">' in section_of(build, form, second)
    assert parse_page(build, "index.html").headings[0] == "Page"


def test_unclosed_html_of_a_post_ends_with_it(site: Site) -> None:
    for form in ("excerpt", "full"):
        body = "A <div class='x'><b>open\n\n</section></div></ul>\n\n<table><tr><td>\n\n% more\n"
        site.post("a", title="A", date="2020-01-01", body=body)
        write_listings(site, f":format: {form}")
        page = site.build().read("index.html")
        assert page.index("</table>") < page.index("post/b.html")
        for tag in ("div", "section", "ul", "li", "table"):
            assert len(re.findall(rf"<{tag}\b", page)) == page.count(f"</{tag}>"), tag


def test_feed_has_nothing_that_runs(site: Site) -> None:
    html = content(entries(site.build())["A"])
    for gone in (
        "<script",
        "<form",
        "<input",
        "<iframe",
        "javascript:",
        "ts-table-scroll",
        "style=",
    ):
        assert gone not in html
    assert f'<a href="{BASE}post/map.html">the map</a>' in html
    assert f'srcset="{BASE}post/i.png 1x, {BASE}post/w_1,h_2.png 2x"' in html
    assert re.search(r'id="(post-a-\w+-)g".*<use href="#\1g">', html)
    assert f'<a href="{BASE}post/a.html#part">in</a>' in html
    assert "☑" in html


def test_tabs_of_two_posts_are_two_sets(site: Site) -> None:
    site.conf(CONF + 'extensions += ["sphinx_design"]\n')
    tabs = "````{tab-set}\n```{tab-item} One\n1\n```\n```{tab-item} Two\n2\n```\n````\n\n% more\n"
    for name in ("a", "b"):
        site.post(name, title=name, date="2020-01-01", body=tabs)
    write_listings(site, ":format: excerpt")
    build = site.build()
    assert build_warnings(build) == []
    assert uniqueness_errors(build) == []
    page = build.read("index.html")
    sets = re.findall(r'<input[^>]* name="([^"]*)"', page)
    assert len(sets) == 4
    assert len(set(sets)) == 2
    ids, labels = re.findall(r'<input[^>]* id="([^"]*)"', page), re.findall(r'for="([^"]*)"', page)
    assert sorted(ids) == sorted(labels)


def test_listing_of_a_book_is_well_formed(site: Site) -> None:
    body = "A <img src=i.png>&nbsp;<br>b <a href=map.html>m</a><script>1 < 2</script>\n"
    for name in ("a", "b"):
        site.post(name, title=name, date="2020-01-01", body=body)
    write_listings(site, ":format: excerpt")
    build = site.build("epub", version="1", copyright="Ada")
    page = build.read("index.xhtml")
    ElementTree.fromstring(page)  # noqa: S314 (a test has written it)
    assert '<a href="post/map.html">m</a>' in page
