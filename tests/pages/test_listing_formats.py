"""The options of a listing: which posts it shows, in which order, groups and format."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Site
from tests.helpers.build_output import assert_one_warning, build_warnings
from tests.helpers.site_links import broken_links, uniqueness_errors
from tests.pages.listing_pages import listings, write_listings

if TYPE_CHECKING:
    from tests.conftest import Build

POSTS: dict[str, dict[str, Any]] = {
    "a": {"date": "2015-03-01", "tags": "[tea, cold]", "categories": "[Ops]", "author": "ada"},
    "b": {"date": "2016-01-05", "tags": "[Tea]", "categories": "[Dev, ops]", "series": "Long"},
    "c": {"date": "2016-01-07", "tags": "[coffee]", "author": "Bob", "pinned": "true"},
    "d": {"date": "2016-02-01", "series": "Short", "authors": "[Bob, Ada L]"},
    "e": {"date": "2017-01-01", "tags": "[coffee, tea]", "updated": "2017-01-02"},
    "f": {"date": "2014-01-01", "tags": "[cold]", "updated": "2019-01-01", "series": "long"},
}
TITLES = {"a": "Zebra", "b": "apple", "c": "Berry", "d": "cherry", "e": "Ägypten", "f": "Date"}
SELECTED = {
    "": "c e d b a f",
    ":no-pinned:": "e d c b a f",
    ":tags: tea": "e b a",
    ":tags: TEA, coffee": "c e b a",
    ":tags: tea\n:years: 2016, 2017": "e b",
    ":tags: tea\n:categories: ops": "b a",
    ":tags: tea\n:categories: ops\n:authors: ada": "a",
    ":authors: Ada L": "d a",
    ":authors: bob, ada": "c d a",
    ":series: long": "b f",
    ":series: long, short\n:years: 2016": "d b",
    ":years: 2016\n:no-pinned:": "d c b",
    ":categories: dev\n:series: long\n:tags: tea\n:years: 2016\n:authors: eve": "b",
    ":tags: cold\n:categories: dev": "",
    ":limit: 3": "c e d",
    ":limit: 2\n:no-pinned:": "e d",
    ":tags: tea\n:limit: 99": "e b a",
    ":sort: date": "c f a b d e",
    ":sort: date\n:no-pinned:": "f a b c d e",
    ":sort: title\n:no-pinned:": "b c d f a e",
    ":sort: title\n:limit: 2": "c b",
    ":sort: updated\n:no-pinned:": "f e d c b a",
    ":sort: updated\n:tags: cold": "f a",
    ":format: short\n:tags: tea": "e b a",
}
GROUPED = {
    ":group-by: year\n:no-pinned:": "2017 e | 2016 d c b | 2015 a | 2014 f",
    ":group-by: month\n:no-pinned:": (
        "January 2017 e | February 2016 d | January 2016 c b | March 2015 a | January 2014 f"
    ),
    ":group-by: year\n:sort: date\n:no-pinned:": "2014 f | 2015 a | 2016 b c d | 2017 e",
    ":group-by: tag\n:no-pinned:": "coffee e c | cold a f | tea e b a | other d",
    ":group-by: tag\n:tags: tea": "tea e b a",
    ":group-by: tag\n:tags: cold, tea\n:years: 2015": "cold a | tea a",
    ":group-by: category\n:tags: tea": "Dev b | ops b a | other e",
    ":group-by: series\n:no-pinned:": "Long b f | Short d | other e c a",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build with a page for each listing."""
    site = Site(tmp_path_factory.mktemp("listings"))
    write_posts(site)
    for number, options in enumerate([*SELECTED, *GROUPED]):
        write_listings(site, options, name=f"l{number}")
    write_listings(site, ":group-by: year", name="pinned")
    return site.build()


def write_posts(site: Site) -> None:
    site.conf('transcript_authors = {"ada": {"name": "Ada L"}}\n')
    for name, fields in POSTS.items():
        site.post(name, title=TITLES[name], **{"author": "Eve", **fields})


def names(titles: list[str]) -> str:
    by_title = {title: name for name, title in TITLES.items()}
    return " ".join(by_title[title] for title in titles)


def groups(build: Build, name: str) -> str:
    """Return the groups of the listing on the page *name*, with the names of their posts."""
    found = []
    for part in build.read(f"{name}.html").split("</ul>"):
        heading = re.search(r'<[a-z0-9]+ class="ts-group-title[^>]*>(.*?)<', part)
        rows = re.findall(r'href="post/[^>]*>(.*?)</a>', part)
        if "ts-post-rows" in part:
            title = heading[1] if heading else ""
            found.append(f"{title} {names([unescape(row) for row in rows])}".strip())
    return " | ".join(found)


def test_valid_listings_have_no_warnings(built: Build) -> None:
    assert build_warnings(built) == []
    assert broken_links(built) == []
    assert uniqueness_errors(built) == []


@pytest.mark.parametrize("options", SELECTED)
def test_listing_shows_the_posts_that_match_all_options(built: Build, options: str) -> None:
    (titles,) = listings(built, f"l{list(SELECTED).index(options)}.html")
    assert names(titles) == SELECTED[options]


@pytest.mark.parametrize("options", GROUPED)
def test_rows_are_grouped(built: Build, options: str) -> None:
    number = len(SELECTED) + list(GROUPED).index(options)
    assert groups(built, f"l{number}") == GROUPED[options]


def test_pinned_posts_do_not_change_the_order_of_groups(built: Build) -> None:
    assert groups(built, "pinned") == GROUPED[":group-by: year\n:no-pinned:"]


def test_each_format_has_its_rows(site: Site) -> None:
    site.post(
        "a", title="A", date="2016-01-02", description="In <short>.", body="Text *a*.\n\nB.\n"
    )
    for form in ("short", "long", "excerpt"):
        write_listings(site, f":format: {form}", name=form)
    build = site.build()
    shown = {form: listing_text(build, f"{form}.html") for form in ("short", "long", "excerpt")}
    assert shown["short"] == "A"
    assert shown["long"] == "2016-01-02 · 1 min · A"
    assert shown["excerpt"] == "2016-01-02 · 1 min · A In <short>."


def listing_text(build: Build, name: str) -> str:
    """Return the text of the rows on the page *name*."""
    lists = re.findall(r'<ul class="ts-post-rows.*</ul>', build.read(name), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", "".join(lists))).split())


def test_given_command_is_shown_unchanged(site: Site) -> None:
    site.post("a", title="A", date="2016-01-02")
    write_listings(site, ":command: ls '<a> & b'/*.md")
    build = site.build()
    typed = '<span class="ts-word">&#x27;&lt;a&gt; &amp; b&#x27;/*.md</span>'
    assert f"<kbd>ls {typed}</kbd>" in build.read("index.html")
    assert build.read("index.txt").count("$ ls '<a> & b'/*.md\n") == 1


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
def test_empty_listing_shows_its_message(site: Site, theme: str) -> None:
    site.post("a", title="A", date="2016-01-02", tags="[x]", categories="[y]")
    write_listings(site, ":tags: x\n:years: 2016\n:limit: 1\n:empty: nothing *yet* <b>")
    assert "nothing" not in site.build(html_theme=theme).read("index.html")
    site.post("a", title="A", date="2016-01-02", tags="[x]", categories="[y]", draft="true")
    write_listings(site, ":empty: nothing *yet* <b>")
    build = site.build(html_theme=theme)
    assert "nothing *yet* &lt;b&gt;</p>" in build.read("index.html")
    write_listings(site, ":command: ls *.md")
    page = site.build(html_theme=theme).read("index.html")
    assert "no posts yet" in page
    assert "ts-post-rows" not in page


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("categories: Opps", "no post has the category 'Opps'; did you mean 'Ops'?"),
        ("authors: Ada", "no post has the author 'Ada'; did you mean 'Ada L'?"),
        ("series: longg", "no post has the series 'longg'; did you mean 'Long'?"),
        ("years: 2061", "no post is of the year 2061"),
        ("tags: teas", "no post has the tag 'teas'; did you mean 'Tea'?"),
    ],
)
@pytest.mark.parametrize("paginate", ["", ":paginate: 1\n"])
def test_unknown_name_is_warned_of_once(
    site: Site, option: str, message: str, paginate: str
) -> None:
    author = "Ada L"
    site.post("a", title="A", date="2016-01-01", tags="[Tea]", categories="[Ops]", series="Long",
              author=author)  # fmt: skip
    site.write("index.md", f"# Home\n\n```{{blog-index}}\n{paginate}:{option}\n```\n")
    build = site.build()
    assert_one_warning(build, "index.md", 3, "blog_index", message)
    assert listings(build, "index.html") == [[]]


def test_tag_without_posts_is_warned_of_when_its_listing_is_rewritten(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01", tags="[Tea]")
    site.post("b", title="B", date="2016-01-01", tags="[Cold]")
    write_listings(site, ":tags: cold")
    assert build_warnings(site.build()) == []
    site.post("b", title="B", date="2016-01-01", tags="[warm]")
    build = site.build()
    assert_one_warning(build, "index.md", 7, "blog_index", "'cold'")
    assert listings(build, "index.html") == [[]]
