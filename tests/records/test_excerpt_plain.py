"""What descriptions say of superscripts, pictures and lines of Japanese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Light goes 3·10{sup}`8` m/s, H{sub}`2`O.", "Light goes 3·10⁸ m/s, H₂O."),
        ("See the graph ![alt](a.png). Then [![b](b.svg)](https://a.b), done.",
         "See the graph. Then, done."),
        ("これは\nテストです．\n次の行です。", "これはテストです．次の行です。"),
        ("한국어\n문장", "한국어 문장"),
        ("Two\nlines", "Two lines"),
    ],
)  # fmt: skip
def test_description(site: Site, body: str, expected: str) -> None:
    site.post("a", title="A", date="2020-01-01", body=f"{body}\n")
    found = re.search(
        r'<meta name="description" content="([^"]*)">', site.build().read("post/a.html")
    )
    assert found is not None
    assert found[1] == expected


def test_title_over_two_lines(site: Site) -> None:
    site.conf("html_baseurl = 'https://example.org/'\n")
    site.post("a", date="2020-01-01", body="This is some\ntitle\n=====\n\nText.\n")
    build = site.build()
    assert "<title>This is some title</title>" in build.read("feed.xml")
    assert 'property="og:title" content="This is some title"' in build.read("post/a.html")
