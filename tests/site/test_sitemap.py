"""The rendering of sitemap.xml and robots.txt."""

from __future__ import annotations

import urllib.robotparser
import xml.etree.ElementTree as ET

import pytest

from sphinx_transcript.site.sitemap import SITEMAP_LIMIT, robots, sitemap

BASE = "https://blog.example/"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def entries(data: bytes) -> list[tuple[str | None, str | None]]:
    """Return the URL and the date of each entry of a sitemap."""
    root = ET.fromstring(data)  # noqa: S314 (trusted)
    assert root.tag == f"{{{NS['s']}}}urlset"
    return [
        (url.findtext("s:loc", None, NS), url.findtext("s:lastmod", None, NS))
        for url in root.findall("s:url", NS)
    ]


def test_sitemap_is_sorted_by_url() -> None:
    data = sitemap([(f"{BASE}b.html", ""), (f"{BASE}a.html?x=1&y=2", "2016-09-26")])
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<urlset ")
    assert data.endswith(b"</urlset>\n")
    assert entries(data) == [
        (f"{BASE}a.html?x=1&y=2", "2016-09-26"),
        (f"{BASE}b.html", None),
    ]
    assert b"x=1&amp;y=2" in data
    assert data.count(b"lastmod") == 2


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://blog.example/für dich.html", "https://blog.example/f%C3%BCr%20dich.html"),
        ("https://blog.example/f%C3%BCr%20dich.html", "https://blog.example/f%C3%BCr%20dich.html"),
        ("https://[::1]:80/a(b)~c'", "https://[::1]:80/a(b)~c%27"),
        ("https://blog.example/\0\n\ud800<", "https://blog.example/%00%0A%3C"),
    ],
)
def test_sitemap_urls_are_percent_encoded_once(url: str, written: str) -> None:
    assert entries(sitemap([(url, "")])) == [(written, None)]


def test_repeated_url_is_written_once_with_its_latest_date() -> None:
    pages = [("https://a.example/ö", day) for day in ("2016-09-26", "2016-09-27", "")]
    pages.append(("https://a.example/%C3%B6", "2016-09-25"))
    assert entries(sitemap(pages)) == [("https://a.example/%C3%B6", "2016-09-27")]


def test_sitemap_with_too_many_urls_raises() -> None:
    pages = [(f"{BASE}{number}", "") for number in range(SITEMAP_LIMIT)]
    assert SITEMAP_LIMIT == 50_000
    assert len(entries(sitemap(pages))) == 50_000
    with pytest.raises(ValueError, match="at most 50000 addresses, not 50001"):
        sitemap([*pages, (f"{BASE}one-more", "")])


def test_robots_txt_allows_everything_and_names_the_sitemap() -> None:
    data = robots("https://blog.example/my sitemap.xml")
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(data.decode("ascii").splitlines())
    assert parser.can_fetch("anyone", "/post/")
    assert parser.site_maps() == ["https://blog.example/my sitemap.xml"]
    assert b"\n\nSitemap: https://blog.example/my%20sitemap.xml\n" in data
    assert data.startswith(b"User-agent: *\n")
    assert data.endswith(b"\n")


def test_robots_txt_without_a_sitemap() -> None:
    assert robots("") == b"User-agent: *\nDisallow:\n"


def test_line_break_in_sitemap_url_is_encoded() -> None:
    assert robots(f"{BASE}\nDisallow: /").count(b"\n") == 4
