"""Sitemap, robots.txt and pages at old addresses."""

from __future__ import annotations

import urllib.robotparser
import xml.etree.ElementTree as ET
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.site_files import (
    SITEMAP_LIMIT,
    alias_path,
    robots,
    sitemap,
)

BASE = "https://blog.example/"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ANY_TEXT = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(categories=None)),
        st.sampled_from(["..", "/", "%2e", "%2F", "%00", "%5C", "\\", "C:", ".html"]),
        st.sampled_from(['"', "</p>", "\0", "\ud83d"]),
    ),
    max_size=5,
).map("".join)


def entries(data: bytes) -> list[tuple[str | None, str | None]]:
    root = ET.fromstring(data)  # noqa: S314 (our own)
    assert root.tag == f"{{{NS['s']}}}urlset"
    return [
        (url.findtext("s:loc", None, NS), url.findtext("s:lastmod", None, NS))
        for url in root.findall("s:url", NS)
    ]


def test_sitemap_has_the_pages_in_the_order_of_their_addresses() -> None:
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
def test_sitemap_has_addresses_as_they_are_sent(url: str, written: str) -> None:
    assert entries(sitemap([(url, "")])) == [(written, None)]


def test_sitemap_has_an_address_once_with_its_latest_day() -> None:
    pages = [("https://a.example/ö", day) for day in ("2016-09-26", "2016-09-27", "")]
    pages.append(("https://a.example/%C3%B6", "2016-09-25"))
    assert entries(sitemap(pages)) == [("https://a.example/%C3%B6", "2016-09-27")]


def test_sitemap_has_a_limit() -> None:
    pages = [(f"{BASE}{number}", "") for number in range(SITEMAP_LIMIT)]
    assert SITEMAP_LIMIT == 50_000
    assert len(entries(sitemap(pages))) == 50_000
    with pytest.raises(ValueError, match="at most 50000 addresses, not 50001"):
        sitemap([*pages, (f"{BASE}one-more", "")])


def test_robots_may_go_anywhere_and_find_the_sitemap() -> None:
    data = robots("https://blog.example/my sitemap.xml")
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(data.decode("ascii").splitlines())
    assert parser.can_fetch("anyone", "/post/")
    assert parser.site_maps() == ["https://blog.example/my sitemap.xml"]
    assert b"\n\nSitemap: https://blog.example/my%20sitemap.xml\n" in data
    assert data.startswith(b"User-agent: *\n")
    assert data.endswith(b"\n")


def test_robots_without_a_sitemap() -> None:
    assert robots("") == b"User-agent: *\nDisallow:\n"


def test_address_of_a_sitemap_is_one_line() -> None:
    assert robots(f"{BASE}\nDisallow: /").count(b"\n") == 4


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/2016/old.html", "2016/old.html"),
        ("2016/old.HTM", "2016/old.HTM"),
        ("old/path/", "old/path/index.html"),
        ("old/path", "old/path/index.html"),
        (" /old ", "old/index.html"),
        ("/index.html", "index.html"),
        ("old.html/", "old.html/index.html"),
        ("old.php/", "old.php/index.html"),
        ("/release-1.0", "release-1.0/index.html"),
        ("/release-1.0.html", "release-1.0.html"),
        ("/.hidden", ".hidden/index.html"),
        ("/a...b", None),
        ("/f%C3%BCr%20dich.html", "für dich.html"),
        ("/für dich.html", "für dich.html"),
        ("/what%3F", "what?/index.html"),
        ("/100%/", "100%/index.html"),
        ("/talk:shells/", "talk:shells/index.html"),
        ("https://blog.example/old.html", "old.html"),
        ("HTTPS://Blog.Example/old/", "old/index.html"),
    ],
)
def test_alias_is_a_file_in_the_output_folder(alias: str, path: str | None) -> None:
    if path is None:
        with pytest.raises(ValueError, match=r"\.b is no page's suffix"):
            alias_path(alias, BASE)
    else:
        assert alias_path(alias, BASE) == path


@pytest.mark.parametrize("base", ["https://x.example/blog", "https://X.example/blog/"])
def test_folder_of_the_site_is_no_part_of_the_path(base: str) -> None:
    assert alias_path("https://x.example/blog/old.html", base) == "old.html"
    assert alias_path("/blog/old.html", base) == "blog/old.html"
    for outside in ("https://x.example/old.html", "https://x.example/blogger/old.html"):
        with pytest.raises(ValueError, match=r"not an address below https"):
            alias_path(outside, base)


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("", "of no page"),
        (" ", "of no page"),
        ("/", "of no page"),
        ("https://blog.example", "of no page"),
        ("https://blog.example/", "of no page"),
        ("../old", "no name"),
        ("/a/../b", "no name"),
        ("/a/..", "no name"),
        ("/./a", "no name"),
        ("/a/%2E%2e/b", "no name"),
        ("/a/.%20/b", "no name"),
        ("/a/.../b", "no name"),
        ("/a//b", "no name"),
        ("/a//", "no name"),
        ("https://blog.example//a", "no name"),
        ("https://blog.example/../a", "no name"),
        ("/C:/a", "no name"),
        ("/a/C%3Aa.html", "no name"),
        ("/a\0b", "control character"),
        ("/a\nb", "control character"),
        ("/a\x85b", "control character"),
        ("https://blog.example/a\nb", "control character"),
        ("/a\ud800b", "control character"),
        ("/a%00b", "control character"),
        ("/a%0Ab", "control character"),
        ("/a%2Fb", "slash"),
        ("/a%2F..%2Fb", "slash"),
        ("/a\\b", "backslash"),
        ("/a%5Cb", "backslash"),
        ("/caf%E9", "UTF-8"),
        ("https://other.example/a", "not an address of this site"),
        ("https://blog.example:8000/a", "not an address of this site"),
        ("http://blog.example/a", "not an address of this site"),
        ("https://blog.example.evil.example/a", "not an address of this site"),
        ("//blog.example/a", "not an address of this site"),
        ("mailto:ada@blog.example", "not an address of this site"),
        ("C:/a", "not an address of this site"),
        ("/?p=1", "query or fragment"),
        ("/a#b", "query or fragment"),
        ("https://blog.example/a?b", "query or fragment"),
        ("/old.php", r"\.php is no page's suffix"),
        ("/feed.xml", r"\.xml is no page's suffix"),
        ("/old.xhtml", r"\.xhtml is no page's suffix"),
    ],
)
def test_alias_that_no_file_answers_to_is_an_error(alias: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        alias_path(alias, BASE)


def test_whole_address_needs_a_known_site() -> None:
    assert alias_path("/old.html", "") == "old.html"
    with pytest.raises(ValueError, match="needs the site's own"):
        alias_path("https://blog.example/old.html", "")


@given(ANY_TEXT, st.sampled_from(["", "/", BASE]))
def test_alias_stays_in_the_output_folder(text: str, start: str) -> None:
    try:
        path = alias_path(start + text, BASE)
    except ValueError:
        return
    assert path.lower().endswith((".html", ".htm"))
    assert "\\" not in path
    path.encode("utf-8")
    for pure in (PurePosixPath("/out", path), PureWindowsPath("D:/out", path)):
        assert pure.parts[1] == "out"
        assert not {".", ".."} & {part.rstrip(" ") for part in pure.parts}
