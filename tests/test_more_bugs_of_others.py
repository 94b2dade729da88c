"""Bugs that others were told of: dates, drafts, feeds, looks; and what their users ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.blog_model import shown_rows
from tests.browser import launched, served
from tests.marked_post import PNG
from tests.site_reader import BASE, WITH_BASE, Tags, content, entries, json_items, page
from tests.test_rebuild import assert_same_files
from tests.traces import WORD, assert_one_warning, closing_line, complaints, listing, traces

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _address(site: Site) -> None:
    site.conf(WITH_BASE)


def test_material_7545_two_posts_with_one_title_and_date_have_two_pages(site: Site) -> None:
    site.post("one", title="Same", date="2020-01-01", body="First.\n")
    site.post("two", title="Same", date="2020-01-01", body="Second.\n")
    site.post("deep/one", title="Same", date="2020-01-01", body="Third.\n")
    build = site.build()
    assert complaints(build) == []
    bodies = {"one": "First", "two": "Second", "deep/one": "Third"}
    assert all(f"{text}." in build.read(f"post/{name}.html") for name, text in bodies.items())
    assert shown_rows(build, "index") == ["Same"] * 3
    assert len({item["id"] for item in json_items(build)}) == 3


def test_material_7705_7748_dates_with_and_without_a_zone_stand_together(site: Site) -> None:
    site.conf(WITH_BASE + 'transcript_timezone = "Europe/Oslo"\n')
    site.post("day", title="Day", date="2020-06-01")
    site.post("naive", title="Naive", date="2020-06-01T10:00")
    site.post("aware", title="Aware", date="2020-06-01T09:00-02:00")
    site.post("zulu", title="Zulu", date="2020-06-01 09:30:00Z", updated="2020-06-02")
    build = site.build()
    assert complaints(build) == []
    assert shown_rows(build, "index") == ["Aware", "Zulu", "Naive", "Day"]
    moments = {title: entry.published for title, entry in entries(build).items()}
    assert moments["Naive"] == "2020-06-01T10:00:00+02:00"
    assert moments["Day"] == "2020-06-01T00:00:00+02:00"
    assert list(moments) == sorted(moments, key=lambda title: moments[title], reverse=True)


def test_material_7001_date_alone_shows_no_time(site: Site) -> None:
    site.post("a", title="A", date="2020-06-01")
    build = site.build()
    for name in ("index.html", "post/a.html", "post/a.txt", "tag/index.html", "post/index.html"):
        if name in build.files():
            assert not re.search(r"\b\d\d?:\d\d\b", build.read(name)), name
    assert '<time datetime="2020-06-01">2020-06-01</time>' in build.read("index.html")


def test_sphinx_autobuild_187_nothing_is_written_among_the_sources(site: Site) -> None:
    site.write("post/i.png", PNG)
    site.post(
        "a", title="A", date="2020-06-01", image="i.png", aliases="[/old/]", body="![](i.png)\n"
    )

    def sources() -> dict[str, int]:
        paths = [path for path in site.srcdir.rglob("*") if "__pycache__" not in path.parts]
        return {str(path): path.stat().st_mtime_ns for path in paths}

    before = sources()
    for builder in ("html", "html", "dirhtml", "transcript"):
        site.build(builder)
    assert sources() == before
    assert {name.split("/")[0] for name in listing(site.folder)} == {"src"}


def test_hugo_2557_malformed_front_matter_publishes_no_draft(site: Site) -> None:
    site.post("ok", title="Ok", date="2020-01-01")
    site.write(
        "post/x.md", f"---\ntitle: The {WORD}: [\ndate: 2020-01-01\ndraft: true\n---\nText.\n"
    )
    build = site.build()
    (found,) = complaints(build)
    assert "/src/post/x.md:" in found
    assert found.endswith("[transcript.front_matter]")
    assert traces(build) == []
    assert closing_line(build) == "1 post; not published: 1 unreadable (post/x.md)"


def test_pelican_technical_blog_102_bad_date_is_told_of(site: Site) -> None:
    site.post("x", title=f"The {WORD}", date="2020-02-30")
    build = site.build()
    assert_one_warning(build, "post/x.md", 3, "date", "2020-02-30")
    assert closing_line(build) == "0 posts; not published: 1 unreadable (post/x.md)"
    assert traces(build) == []


def test_pelican_future_post_is_not_published(site: Site) -> None:
    site.post("x", title=f"The {WORD}", date="2999-01-01")
    site.post("y", title="Y", date="2020-01-01")
    build = site.build()
    assert traces(build) == []
    assert closing_line(build) == "1 post; not published: 1 scheduled (post/x.md)"


def test_ablog_19_mkdocs_rss_263_addresses_in_feeds_are_absolute(site: Site) -> None:
    site.write("post/i.png", PNG)
    body = '![](i.png) [](b.md) {download}`i.png` <img src="i.png">[^1]\n\n[^1]: Note.\n'
    site.post("a", title="A", date="2020-01-01", body=body)
    site.post("b", title="B", date="2020-01-01")
    build = site.build()
    markup = [content(entries(build)["A"]), *(item["content_html"] for item in json_items(build))]
    found = [address for text in markup for address in Tags(text).addresses]
    assert len(found) == 10
    assert [address for address in found if not address.startswith(BASE)] == []


def test_feeds_everywhere_updated_is_not_the_clock(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a", title="A", date="2020-01-01", updated="2020-03-04")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one = site.clean_build().read("feed.xml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    assert site.clean_build().read("feed.xml") == one
    assert re.findall("<updated>(.*?)</updated>", one) == ["2020-03-04T00:00:00Z"] * 2


def test_blogmore_112_footnotes_of_several_posts_have_ids_of_their_own(site: Site) -> None:
    for name in "ab":
        body = "Text[^1].\n\n## Same heading\n\n[^1]: The note.\n"
        site.post(name, title=name, date="2020-01-01", body=body)
    build = site.build()
    ids = [name for entry in entries(build).values() for name in Tags(content(entry)).ids]
    assert len(ids) == len(set(ids)) == 6


def test_blogmore_112_posts_in_full_on_one_page(site: Site) -> None:
    for name in "ab":
        site.post(name, title=name, date="2020-01-01", body="Text[^1].\n\n[^1]: The note.\n")
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: full\n```\n")
    ids = page(site.build(), "index").ids
    assert len(ids) == len(set(ids))


def test_terminal_371_one_top_heading_and_menus_that_are_buttons(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", tags="[tea]", body="# One\n\n# Two\n")
    build = site.build()
    for name in [name for name in build.files() if name.endswith(".html")]:
        tags = Tags(build.read(name))
        assert len(tags.named("h1")) == 1, name
        assert not [tag for tag, attributes in tags.all if "onclick" in attributes], name
        roles = {tag for tag, attributes in tags.all if attributes.get("role") == "button"}
        assert roles <= {"button"}, name
    styles = [build.read(name) for name in build.files() if name.endswith("transcript.css")]
    assert styles
    assert not re.search(r"opacity:\s*0?\.\d", "".join(styles))


def test_terminal_558_long_word_does_not_break_the_others(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", body="Short words here.\n\n" + "x" * 900 + "\n")
    build = site.build()
    with served(build.outdir) as address, launched() as browser:
        tab = browser.new_page(viewport={"width": 320, "height": 600})
        tab.goto(f"{address}/post/a.html")
        paragraphs = tab.locator("main article p")
        rules = paragraphs.evaluate_all("all => all.map(p => getComputedStyle(p).wordBreak)")
        assert set(rules) == {"normal"}
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_asked_of_material_5074_listing_embeds_and_paginates_anywhere(site: Site) -> None:
    for number in range(1, 6):
        site.post(f"n{number}", title=f"N{number}", date=f"2020-01-0{number}", body="Said.\n")
    listed = "```{blog-index}\n:paginate: 2\n:format: excerpt\n```\n"
    site.write("deep/er/page.md", f"---\norphan: true\n---\n# P\n\nBefore.\n\n{listed}\nAfter.\n")
    build = site.build()
    assert complaints(build) == []
    first = build.read("deep/er/page.html")
    assert "Before." in first
    assert first.count("Said.") == 2
    for number, count in ((2, 2), (3, 1)):
        assert build.read(f"deep/er/page/page/{number}/index.html").count("Said.") == count


def test_asked_of_material_8117_newer_and_older_within_a_category(site: Site) -> None:
    site.conf(WITH_BASE + 'transcript_neighbours = ["category"]\n')
    for number, name in enumerate(("ops", "tea", "ops", "tea"), start=1):
        site.post(f"n{number}", title=f"N{number}", date=f"2020-01-0{number}", categories=name)
    text = site.build().read("post/n3.html")
    around = text[text.index("post-neighbours") :]
    assert re.findall(r">(N\d)</a>", around)[:3] == ["N4", "N2", "N1"]


def test_asked_of_ablog_123_scheduled_post_comes_on_its_day(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("x", title=f"The {WORD}", date="2020-06-01")
    site.post("y", title="Y", date="2020-01-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1590883200")  # 2020-05-31
    assert traces(site.build()) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1590969600")
    build = site.build()
    assert "post/x.html" in build.files()
    assert_same_files(build, site.clean_build(), "on its day")


def test_asked_of_pelican_2827_drafts_from_the_command_line(site: Site) -> None:
    site.post("x", title="X", date="2020-06-01", draft="true")
    assert "post/x.html" in site.build(transcript_drafts="1").files()


def test_asked_of_material_6198_updated_is_what_the_post_says(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.post("b", title="B", date="2020-01-02", updated="2020-05-05")
    build = site.build()
    assert {title: entry.updated[:10] for title, entry in entries(build).items()} == {
        "A": "2020-01-01",
        "B": "2020-05-05",
    }
    assert "updated" not in build.read("post/a.txt")


def test_asked_of_pelican_1886_summary_beside_the_full_text(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", description="In short.", body="At length.\n")
    build = site.build()
    entry = entries(build)["A"]
    assert (entry.summary, content(entry)) == ("In short.", "<p>At length.</p>")
    build = site.build(transcript_feed_content="summary")
    assert "At length" not in build.read("feed.xml")
