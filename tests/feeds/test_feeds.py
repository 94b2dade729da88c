"""Feeds of real builds, as a feed reader reads them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import MARKER, build_warnings
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import (
    BASE,
    WITH_BASE,
    Tags,
    atom,
    content,
    entries,
    json_items,
    page,
)

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL and three posts."""
    site.conf(WITH_BASE)
    site.post("a", title="A", date="2020-01-01", tags="[tea]", categories="[ops]", author="Bea")
    site.post("b", title="B", date="2020-01-02", tags="[tea, milk]", series="Drinks")
    site.post("c", title="C", date="2020-01-03", updated="2021-05-06T07:08+02:00")
    return site


def test_entry_has_the_metadata_and_text_of_its_post(blog: Site) -> None:
    build = blog.build()
    assert build_warnings(build) == []
    feed = atom(build)
    assert feed.feed.title == "a site"
    assert feed.feed.id == f"{BASE}feed.xml"
    assert feed.feed.updated == "2021-05-06T05:08:00Z"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": f"{BASE}feed.xml", "alternate": BASE}
    assert [entry.title for entry in feed.entries] == ["C", "B", "A"]
    found = entries(build)
    assert found["A"].link == f"{BASE}post/a.html"
    assert found["A"].published == found["A"].updated == "2020-01-01T00:00:00Z"
    assert found["C"].updated == "2021-05-06T05:08:00Z"
    assert [tag.term for tag in found["A"].tags] == ["tea", "ops"]
    assert [author.name for author in found["A"].authors] == ["Bea"]
    assert found["B"].author == "Ada"
    assert content(found["A"]) == "<p>Text.</p>"
    assert found["A"].summary == "Text."


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_term_has_a_feed_beside_its_page(blog: Site, builder: str) -> None:
    build = blog.build(builder)
    wanted = {
        "tag/tea": ["B", "A"],
        "tag/milk": ["B"],
        "category/ops": ["A"],
        "series/drinks": ["B"],
        "author/bea": ["A"],
        "author/ada": ["C", "B"],
    }
    assert {name for name in build.files() if name.endswith("/feed.xml")} == {
        f"{folder}/feed.xml" for folder in wanted
    }
    for folder, titles in wanted.items():
        feed = atom(build, f"{folder}/feed.xml")
        assert [entry.title for entry in feed.entries] == titles
        assert feed.feed.link == f"{BASE}{folder}/"
        assert feed.feed.id == f"{BASE}{folder}/feed.xml"
        links = page(build, f"{folder}/index").named("link", type="application/atom+xml")
        assert [link["href"] for link in links] == ["feed.xml", "../../feed.xml"]
    assert len({atom(build, f"{folder}/feed.xml").feed.title for folder in wanted}) == len(wanted)


def test_json_feed_has_the_same_entries(blog: Site) -> None:
    build = blog.build()
    shown = [(item["id"], item["url"], item["content_html"]) for item in json_items(build)]
    assert shown == [(e.id, e.link, content(e)) for e in atom(build).entries]


def test_feed_limit_keeps_the_newest_posts(blog: Site) -> None:
    build = blog.build(transcript_feed_limit=2)
    assert list(entries(build)) == ["C", "B"]
    assert len(json_items(build)) == 2
    assert list(entries(build, "tag/tea/feed.xml")) == ["B", "A"]


def test_post_with_very_many_tags_has_its_first_ones_in_feeds(blog: Site) -> None:
    names = [f"t{at:03}" for at in range(120)]
    blog.post("d", title="D", date="2020-02-01", tags=f"[{', '.join(names)}]", categories="[x]")
    build = blog.build()
    (warning,) = build.warning_lines
    message = "121 tags and categories; feeds name only the first 100 [transcript.front_matter]"
    assert f"post/d.md:1: WARNING: {message}" in warning
    for feed in ("feed.xml", "tag/t119/feed.xml"):
        assert [tag.term for tag in entries(build, feed)["D"].tags] == names[:100]
    assert json_items(build)[0]["tags"] == names[:100]


def test_post_with_very_many_authors_has_its_first_ones_in_feeds(blog: Site) -> None:
    names = [f"a{at:03}" for at in range(102)]
    blog.post("d", title="D", date="2020-02-01", authors=f"[{', '.join(names)}]")
    build = blog.build()
    (warning,) = build.warning_lines
    assert "102 authors; feeds name only the first 100 [transcript.front_matter]" in warning
    assert [author.name for author in entries(build)["D"].authors] == names[:100]


def test_feed_of_summaries_has_no_content(blog: Site) -> None:
    blog.post("d", title="D", date="2020-02-01", description="In short.", body="At length.\n")
    build = blog.build(transcript_feed_content="summary")
    assert "content" not in entries(build)["D"]
    assert entries(build)["D"].summary == "In short."
    assert json_items(build)[0]["content_text"] == "In short."
    assert "At length" not in build.read("feed.xml") + build.read("feed.json")
    assert "At length" in blog.build().read("feed.xml")


@pytest.mark.parametrize("preview", [False, True])
def test_unpublished_and_unlisted_posts_are_in_no_feed(blog: Site, preview: bool) -> None:
    for name, keys in {
        "draft": {"date": "2020-02-02", "draft": "true"},
        "unlisted": {"date": "2020-02-02", "unlisted": "true"},
        "scheduled": {"date": "2999-02-02"},
        "undated": {},
    }.items():
        blog.post(name, title=f"The {MARKER} {name}", tags="[tea]", **keys)
    build = blog.build(transcript_drafts=preview)
    feeds = [name for name in build.files() if name.endswith(("feed.xml", "feed.json"))]
    assert len(feeds) == 8
    assert [name for name in feeds if MARKER in build.read(name)] == []
    assert ("post/draft.html" in build.files()) is preview
    assert "post/unlisted.html" in build.files()


def test_feeds_do_not_depend_on_the_time_of_the_build(
    blog: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def feeds(epoch: str) -> dict[str, bytes]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        files = blog.clean_build().files()
        return {name: files[name] for name in files if "feed" in name}

    before = feeds("1700000000")
    for path in blog.srcdir.rglob("*.md"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert feeds("1800000000") == before
    assert len(before) == 8


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('"]]> <![CDATA[ & <b>"', "]]> <![CDATA[ & <b>"),
        ("🐚 and é", "🐚 and é"),
        (r'"bell \u0007 here"', "bell  here"),
    ],
    ids=["markup", "emoji", "control"],
)
def test_any_character_can_be_in_a_feed(blog: Site, title: str, shown: str) -> None:
    blog.post(
        "x", title=title, date="2020-02-01", body="One ]]> two \x01 three 🐚 `]]>` \x0c four\n"
    )
    build = blog.build()
    entry = atom(build).entries[0]
    assert entry.title.replace("  ", " ") == shown.replace("  ", " ")
    assert "One ]]&gt; two  three 🐚" in content(entry)
    assert "four" in content(entry)
    assert len(json_items(build)) == 4


def test_site_without_base_url_has_no_feeds_and_reports_it(blog: Site) -> None:
    build = blog.build(html_baseurl="")
    assert not [name for name in build.files() if "feed" in name or "sitemap" in name]
    assert build.status.count("no html_baseurl") == 1
    assert 'type="application/atom+xml"' not in build.read("index.html")
    assert build_warnings(build) == []


def test_feeds_can_be_turned_off(blog: Site) -> None:
    build = blog.build(transcript_feeds=False)
    assert not [name for name in build.files() if "feed" in name]
    assert not page(build, "tag/tea/index").named("link", type="application/atom+xml")
    assert "no html_baseurl" not in build.status


@pytest.mark.parametrize(
    ("theme", "builder"), [("transcript", "dirhtml"), ("alabaster", "html"), ("furo", "dirhtml")]
)
def test_every_page_links_to_the_feeds_in_any_theme(blog: Site, theme: str, builder: str) -> None:
    blog.write("deep/page.md", "---\norphan: true\n---\n# Deep\n")
    build = blog.build(builder, html_theme=theme)
    for name, up in {"index": "", "post/a": "../", "deep/page": "../", "tag/index": "../"}.items():
        extra = "../" if builder == "dirhtml" and name in {"post/a", "deep/page"} else ""
        links = page(build, name).named("link", rel="alternate")
        found = [link["href"] for link in links if "feed" in link["href"]]
        assert found == [f"{extra}{up}feed.xml", f"{extra}{up}feed.json"], name


def test_extra_file_of_the_project_wins_over_a_feed(blog: Site) -> None:
    blog.conf(WITH_BASE + 'html_extra_path = ["extra"]\n')
    blog.write("extra/feed.xml", "<mine/>")
    for _ in range(2):
        build = blog.build()
        assert build.read("feed.xml") == "<mine/>"
        assert len(json_items(build)) == 3


def test_content_has_neither_title_nor_permalinks(blog: Site) -> None:
    blog.post("x", date="2020-02-01", body="# The title\n\nText.\n\n## Part\n\nMore.\n")
    tags = Tags(content(entries(blog.build())["The title"]))
    assert [tag for tag, _ in tags.all] == ["p", "section", "h2", "p"]
    assert "headerlink" not in str(tags.all)


def test_entry_links_to_the_canonical_url(blog: Site) -> None:
    keys: dict[str, Any] = {"canonical_url": "https://home.example/x", "language": "de"}
    blog.post("x", title="X", date="2020-02-01", **keys)
    entry = entries(blog.build())["X"]
    assert entry.link == "https://home.example/x"
    assert entry.id == f"{BASE}post/x.html"
    assert entry.content[0].language == "de"


def test_feeds_do_not_change_pages(blog: Site) -> None:
    """The content of a feed is rendered from the same doctree as the page."""
    body = "[](b.md)[^1] ![i](i.png)\n\n## Here\n\n[^1]: Note.\n"
    blog.write("post/i.png", PNG)
    blog.post("a", title="A", date="2020-01-01", tags="[tea]", body=body)
    pages = [blog.build(html_baseurl=base).read("post/a.html") for base in (BASE, "")]
    one, other = (text[text.index("<article") : text.index("</article>")] for text in pages)
    assert 'id="here"' in one
    assert one == other
