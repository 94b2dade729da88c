"""The page that a server sends for addresses that do not exist: the base of its links."""

from __future__ import annotations

import pytest

from sphinx_transcript.theme.not_found_page import base_path


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("", "/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/blog", "/blog/"),
        ("https://example.org/a/b/", "/a/b/"),
        ("https://example.org//a//", "/a/"),
        ("https://example.org/a?b=/c/#d", "/a/"),
        ("/blog", "/blog/"),
        ("https://example.org/a%20b/", "/a%20b/"),
    ],
)
def test_base_path_has_a_slash_at_both_ends(base_url: str, expected: str) -> None:
    assert base_path(base_url) == expected


@pytest.mark.parametrize("base_url", ["https://[example.org/", "https://exa[mple].org/"])
def test_invalid_base_url_has_a_base_path(base_url: str) -> None:
    assert base_path(base_url).startswith("/")
