"""Bugs reported for, and features requested of, other projects: feeds.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import BASE, WITH_BASE, Tags, content, entries, json_items

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _base_url(site: Site) -> None:
    site.conf(WITH_BASE)


def test_ablog_19_mkdocs_rss_263_urls_in_feeds_are_absolute(site: Site) -> None:
    site.write("post/i.png", PNG)
    body = '![](i.png) [](b.md) {download}`i.png` <img src="i.png">[^1]\n\n[^1]: Note.\n'
    site.post("a", title="A", date="2020-01-01", body=body)
    site.post("b", title="B", date="2020-01-01")
    build = site.build()
    markup = [content(entries(build)["A"]), *(item["content_html"] for item in json_items(build))]
    found = [address for text in markup for address in Tags(text).addresses]
    assert len(found) == 10
    assert [address for address in found if not address.startswith(BASE)] == []


def test_update_time_of_a_feed_is_not_the_time_of_the_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a", title="A", date="2020-01-01", updated="2020-03-04")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one = site.clean_build().read("feed.xml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    assert site.clean_build().read("feed.xml") == one
    assert re.findall("<updated>(.*?)</updated>", one) == ["2020-03-04T00:00:00Z"] * 2


def test_blogmore_112_footnotes_of_different_posts_have_unique_ids(site: Site) -> None:
    for name in "ab":
        body = "Text[^1].\n\n## Same heading\n\n[^1]: The note.\n"
        site.post(name, title=name, date="2020-01-01", body=body)
    build = site.build()
    ids = [name for entry in entries(build).values() for name in Tags(content(entry)).ids]
    assert len(ids) == len(set(ids)) == 6


def test_material_6198_update_time_comes_from_the_front_matter(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.post("b", title="B", date="2020-01-02", updated="2020-05-05")
    build = site.build()
    assert {title: entry.updated[:10] for title, entry in entries(build).items()} == {
        "A": "2020-01-01",
        "B": "2020-05-05",
    }
    assert "updated" not in build.read("post/a.txt")


def test_pelican_1886_entry_has_summary_and_full_text(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", description="In short.", body="At length.\n")
    build = site.build()
    entry = entries(build)["A"]
    assert (entry.summary, content(entry)) == ("In short.", "<p>At length.</p>")
    build = site.build(transcript_feed_content="summary")
    assert "At length" not in build.read("feed.xml")
