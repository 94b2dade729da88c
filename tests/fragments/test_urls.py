"""URLs in attributes: relative to another page, in image candidates, and in CSS."""

from __future__ import annotations

import pytest

from sphinx_transcript.fragments.urls import (
    map_candidates,
    map_css_urls,
    map_id_selectors,
    relocate_url,
    scheme_of,
)


@pytest.mark.parametrize(
    ("url", "page", "host", "expected"),
    [
        ("map.html", "post/a.html", "index.html", "post/map.html"),
        ("map.html", "post/a/", "", "post/a/map.html"),
        ("map.html", "post/a.html", "tag/tea/index.html", "../../post/map.html"),
        ("../up.png", "post/a.html", "x/y/z.html", "../../up.png"),
        ("../../out", "post/a.html", "index.html", "../out"),
        ("?q=1", "post/a.html", "index.html", "post/a.html?q=1"),
        ("#part", "post/a.html", "index.html", "post/a.html#part"),
        ("#part", "post/a/", "", "post/a/#part"),
        ("", "post/a.html", "post/b.html", "a.html"),
        ("", "", "post/a/", "../../"),
        (".", "post/a.html", "index.html", "post/"),
        ("..", "post/a.html", "index.html", "./"),
        ("files/?a=b/../c#d", "post/a.html", "index.html", "post/files/?a=b/../c#d"),
        ("./a:b", "post/x.html", "post/y.html", "./a:b"),
        ("%20a%2Fb", "post/x.html", "y.html", "post/%20a%2Fb"),
        ("/top", "post/x.html", "y.html", "/top"),
        ("//cdn.example/x", "post/x.html", "y.html", "//cdn.example/x"),
        ("mailto:ada@x.example", "post/x.html", "y.html", "mailto:ada@x.example"),
        ("http://[", "post/x.html", "y.html", "http://["),
        ("data:,x", "post/x.html", "y.html", "data:,x"),
    ],
)
def test_relative_urls_are_relocated(url: str, page: str, host: str, expected: str) -> None:
    assert relocate_url(url, page, host) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.png", "/a.png"),
        ("a.png, b.png 2x", "/a.png, /b.png 2x"),
        ("a.png 1x,b.png 2x", "/a.png 1x, /b.png 2x"),
        (" a.png\n 640w,\n\tb.png 2x , ", "/a.png 640w, /b.png 2x"),
        ("w_300,h_200/a.png 1x, w_6,h_4/a.png 2x", "/w_300,h_200/a.png 1x, /w_6,h_4/a.png 2x"),
        ("data:image/png;base64,AAAA 1x", "/data:image/png;base64,AAAA 1x"),
        ("", ""),
        (" , ", ""),
    ],
)
def test_urls_of_image_candidates(value: str, expected: str) -> None:
    assert map_candidates(value, "/{}".format) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("fill: url(a.svg#g)", "fill: url(/a.svg#g)"),
        ("x: URL( 'b c.png' ), url(\"d.png\")", "x: URL( '/b c.png' ), url(\"/d.png\")"),
        (r"x: url(a\29 b)", r"x: url(/a\29 b)"),
        (r"x: url(a\(b)", r"x: url(/a\28 b)"),
        ("@import 'x.css'; @import url(y.css);", "@import '/x.css'; @import url(/y.css);"),
        ("content: 'no url here'", "content: 'no url here'"),
        ("url()", "url()"),
    ],
)
def test_urls_in_css(css: str, expected: str) -> None:
    assert map_css_urls(css, "/{}".format) == expected


def test_id_selectors_are_renamed_and_colours_are_not() -> None:
    css = "#fff .x{fill:#fff}@media print{#fff,#other>p{}}"
    renamed = "#p-fff .x{fill:#fff}@media print{#p-fff,#other>p{}}"
    assert map_id_selectors(css, {"fff": "p-fff"}) == renamed


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("JavaScript:x", "javascript"),
        (" java\nscript:x", "javascript"),
        ("\x01javascript:x", "javascript"),
        ("a/b:c", ""),
        ("http+x.y-z:", "http+x.y-z"),
        ("1a:b", ""),
    ],
)
def test_schemes_are_found_as_a_browser_finds_them(url: str, scheme: str) -> None:
    assert scheme_of(url) == scheme
