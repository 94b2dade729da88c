"""Addresses are normalized as markdown-it does it, plain ones in a quicker way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_transcript.records.plain_links import _PLAIN, quicken_links

ORIGINAL, QUICK = MarkdownIt(), MarkdownIt()
quicken_links(QUICK)
_PIECES = st.sampled_from(
    ("http:", "https:", "HTTPS:", "mailto:", "//", "/", "example.org", "a-b", "xn--4ca", "É", "A.b",
     "..", ".", "#", "?q=1", "%20", "%C3", " ", "@", ":80", "-", "_", "a" * 70, "[::1]", "\\", "&"),
)  # fmt: skip


@settings(max_examples=500)
@example("https://xn--bcher-kva.example/x")
@example("https://books.xn--bcher-kva.example#xn--4ca")
@given(st.lists(_PIECES, max_size=7).map("".join) | st.from_regex(_PLAIN, fullmatch=True))
def test_addresses_are_those_of_markdown_it(url: str) -> None:
    assert QUICK.normalizeLink(url) == ORIGINAL.normalizeLink(url)
    assert QUICK.normalizeLinkText(url) == ORIGINAL.normalizeLinkText(url)


@pytest.mark.parametrize(
    "url",
    ["a-post-0013.md", "../b/a.md#so", "/img/x.png", "#a", "https://a.example.org/x/204#light"],
)
def test_plain_addresses_are_not_taken_apart(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mdurl.parse", lambda *_, **__: pytest.fail("taken apart"))
    assert QUICK.normalizeLink(url) == QUICK.normalizeLinkText(url) == url


def test_other_ways_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    parser: Any = MarkdownIt()
    parser.normalizeLink = str.upper
    quicken_links(parser)
    assert parser.normalizeLink("a.md") == "A.MD"
    monkeypatch.setattr(MarkdownIt, "normalizeLinkText", lambda self, url: "other")
    other = MarkdownIt()
    quicken_links(other)
    assert other.normalizeLinkText("a.md") == "other"
