"""Feeds after edits: a moved post keeps its id, and an edit changes only its own entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.feeds import atom
from sphinx_transcript.feeds import entries as feed_entries
from tests.conftest import Site
from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import BASE, WITH_BASE, build_file, content, entries, json_items

if TYPE_CHECKING:
    from sphinx_transcript.feeds.model import Feed
    from tests.conftest import Build


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a base URL and three posts."""
    site.conf(WITH_BASE)
    for number, name in enumerate("abc", start=1):
        site.post(name, title=f"Post {name}", date=f"2020-01-0{number}", tags="[tea]")
    return site


def feed_files(build: Build) -> dict[str, bytes]:
    return {name: data for name, data in build.files().items() if "feed" in name}


def check(site: Site, build: Build, builder: str = "html") -> None:
    """Compare the feeds of *build* with those of a clean build."""
    clean = feed_files(site.clean_build(builder))
    assert feed_files(build) == clean
    assert clean


MOVES: dict[str, tuple[str, str, str]] = {
    "slash": ("html", "old1", "/post/old1.html"),
    "path": ("html", "old2", "post/old2.html"),
    "address": ("html", "old3", f"{BASE}post/old3.html"),
    "encoded": ("html", "a b/ü", "/post/a%20b/%C3%BC.html"),
    "blank": ("html", "a c", "/post/a c.html"),
    "folder": ("dirhtml", "old4", "/post/old4/"),
    "umlaut": ("dirhtml", "ü", "/post/ü/"),
    "no-slash": ("dirhtml", "old5", "/post/old5"),
}
"""The builder, the old name of the post, and the alias that it has after the move."""
Moved = dict[str, tuple[Any, Any]]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """Return the entry before and after each of MOVES."""
    found: Moved = {}
    for builder in ("html", "dirhtml"):
        site = Site(tmp_path_factory.mktemp("moves"))
        site.conf(WITH_BASE)
        moves = {name: move for name, move in MOVES.items() if move[0] == builder}
        paths = [
            site.post(old, title=name, date="2020-02-01") for name, (_, old, _) in moves.items()
        ]
        before = entries(site.build(builder))
        for path in paths:
            path.unlink()
        for name, (_, _, alias) in moves.items():
            site.post(f"new-{name}", title=name, date="2020-02-01", aliases=f"['{alias}']")
        build = site.build(builder)
        assert build_warnings(build) == []
        assert [item["id"] for item in json_items(build)] == [e.id for e in entries(build).values()]
        found |= {name: (before[name], entries(build)[name]) for name in moves}
    return found


@pytest.mark.parametrize("name", MOVES)
def test_id_survives_a_move(moved: Moved, name: str) -> None:
    before, after = moved[name]
    assert before.id == before.link
    assert after.id == before.id
    assert after.link.rstrip("/").removesuffix(".html") == f"{BASE}post/new-{name}"


def test_id_is_the_first_alias_after_two_moves(blog: Site) -> None:
    blog.post("c", title="Post c", date="2020-01-03", aliases="[/first.html, /second.html]")
    assert entries(blog.build())["Post c"].id == f"{BASE}first.html"


def test_id_in_front_matter_wins(blog: Site) -> None:
    keys: dict[str, Any] = {"id": "tag:old.example,2010:1", "aliases": "[/old/]"}
    blog.post("c", title="Post c", date="2020-01-03", **keys)
    build = blog.build()
    assert entries(build)["Post c"].id == "tag:old.example,2010:1"
    assert json_items(build)[0]["id"] == "tag:old.example,2010:1"


@pytest.mark.parametrize(
    ("keys", "others"),
    [
        ({"aliases": "[/post/b.html]"}, {}),
        ({"aliases": "[/old/]"}, {"aliases": "[/old/]"}),
        ({"id": "x"}, {"id": "x"}),
    ],
    ids=["address-of-another", "one-alias-of-two", "one-id-of-two"],
)
def test_ids_of_entries_are_unique(
    blog: Site, keys: dict[str, str], others: dict[str, str]
) -> None:
    """A conflict gives a warning. Feed readers show only one of two entries with the same id."""
    blog.post("a", title="Post a", date="2020-01-01", **keys)
    if others:
        blog.post("b", title="Post b", date="2020-01-02", **others)
    build = blog.build()
    assert len(build_warnings(build)) == 1
    assert len({entry.id for entry in entries(build).values()}) == 3


def test_edit_of_a_body_changes_only_its_entry(blog: Site) -> None:
    before = entries(blog.build())
    blog.post("b", title="Post b", date="2020-01-02", tags="[tea]", body="Quite other.\n")
    build = blog.build()
    after = entries(build)
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == ["Post b"]
    assert content(after["Post b"]) == "<p>Quite other.</p>"
    check(blog, build)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_feed_is_complete_after_a_build_of_one_file(blog: Site, builder: str) -> None:
    blog.build(builder)
    blog.post("a", title="Renamed", date="2020-01-01", tags="[tea]", body="Anew.\n")
    blog.post("b", title="Post b", date="2020-01-02", tags="[tea]", body="[](c.md) [](a.md)\n")
    build = build_file(blog, "post/b.md", builder)
    assert list(entries(build)) == ["Post c", "Post b", "Renamed"]
    assert content(entries(build)["Renamed"]) == "<p>Anew.</p>"
    check(blog, build, builder)
    check(blog, blog.build(builder), builder)


def test_entry_shows_the_new_title_of_a_linked_post(blog: Site) -> None:
    blog.post("b", title="Post b", date="2020-01-02", body="[](a.md) {post}`a`\n")
    blog.build()
    blog.post("a", title="Renamed", date="2020-01-01")
    build = blog.build()
    assert content(entries(build)["Post b"]).count("Renamed</span>") == 2
    check(blog, build)


def test_withdrawn_post_is_removed_from_feeds(blog: Site) -> None:
    blog.post("c", title="Post c", date="2020-01-03", tags="[milk]")
    assert "tag/milk/feed.xml" in blog.build().files()
    for keys in ({"draft": "true"}, {}, {"unlisted": "true"}):
        blog.post("c", title="Post c", date="2020-01-03", tags="[milk]", **keys)
        build = blog.build()
        assert ("Post c" in entries(build)) is (not keys)
        assert ("tag/milk/feed.xml" in build.files()) is (not keys)
        check(blog, build)


def test_older_post_fills_the_place_of_a_deleted_one(blog: Site) -> None:
    """Its page is not written again, so its content is rendered from the saved doctree."""
    blog.conf(WITH_BASE + "transcript_feed_limit = 2\n")
    blog.post("a", title="Post a", date="2020-01-01", body="[](b.md)[^1]\n\n[^1]: Note.\n")
    blog.build()
    (blog.srcdir / "post" / "c.md").unlink()
    build = blog.build()
    assert list(entries(build)) == ["Post b", "Post a"]
    check(blog, build)


def test_feeds_are_removed_when_turned_off(blog: Site) -> None:
    before = feed_files(blog.build())
    assert feed_files(blog.build(transcript_feeds=False)) == {}
    assert feed_files(blog.build()) == before


def test_feeds_are_updated_when_the_base_url_changes(blog: Site) -> None:
    blog.build()
    blog.conf('html_baseurl = "https://new.example"\n')
    build = blog.build()
    assert BASE not in build.read("feed.xml") + build.read("feed.json")
    assert entries(build)["Post c"].link == "https://new.example/post/c.html"


def test_parallel_build_writes_the_same_feeds(blog: Site) -> None:
    for number in range(8):
        body = f"[](n{(number + 1) % 8}.md)[^1]\n\n# Heading\n\n[^1]: Note {{tag}}`tea`.\n"
        blog.post(f"n{number}", title=f"N{number}", date="2020-03-01", tags="[tea]", body=body)
    serial = feed_files(blog.build(into="serial", parallel=1))
    assert feed_files(blog.build(into="parallel", parallel=3)) == serial
    assert len(serial) == 4


def test_only_feeds_with_changed_entries_are_rendered(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.conf("html_baseurl = 'https://example.org/'\n")
    for name, tag in (("a", "tea"), ("b", "sea")):
        site.post(name, title=name, date="2020-01-01", tags=f"[{tag}]")
    site.build()
    rendered: list[str] = []

    def note(feed: Feed) -> bytes:
        rendered.append(feed.url.removeprefix("https://example.org/"))
        return atom.atom(feed)

    monkeypatch.setattr(feed_entries, "atom", note)
    site.post("c", title="c", date="2020-01-02", tags="[sea]")
    build = site.build()
    assert sorted(rendered) == ["author/ada/feed.xml", "feed.xml", "tag/sea/feed.xml"]
    # A feed that is not as the last build left it is rendered again.
    (build.outdir / "tag/tea/feed.xml").write_bytes(b"")
    site.post("c", title="d", date="2020-01-02", tags="[sea]")
    rendered.clear()
    build = site.build()
    assert "tag/tea/feed.xml" in rendered
    assert_same_files(build, site.clean_build(), "with an empty feed")
