"""Absolute URLs in the form to publish."""

from __future__ import annotations

import re

import pytest

from sphinx_transcript.support.web_addresses import (
    ADDRESS_PATTERN,
    has_scheme,
    is_base_address,
    is_web_address,
    link_address,
    relative_address,
    web_address,
)


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("https://example.org", "https://example.org"),
        (" https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("HTTPS://Example.ORG:8443/A", "https://example.org:8443/A"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("http://例え。テスト/パス", "http://xn--r8jz45g.xn--zckzah/%E3%83%91%E3%82%B9"),
        ("https://i❤.ws/", "https://xn--i-7iq.ws/"),
        ("https://xn--mnchen-3ya.de/", "https://xn--mnchen-3ya.de/"),
        ("https://example.org/a b?q=ä b#ü ü", "https://example.org/a%20b?q=%C3%A4%20b#%C3%BC%20%C3%BC"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://example.org/50%25%zz%e4", "https://example.org/50%25%25zz%e4"),
        ("https://example.org/a[1]{b}\"'<c>\\d", "https://example.org/a%5B1%5D%7Bb%7D%22'%3Cc%3E%5Cd"),
        ("https://example.org/\u202ex", "https://example.org/%E2%80%AEx"),
        ("https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://user@example.org/", "https://user@example.org/"),
    ],
)  # fmt: skip
def test_url_is_published_in_ascii_and_encoded_once(given: str, published: str) -> None:
    assert web_address(given) == published
    assert web_address(published) == published
    assert published.isascii()


@pytest.mark.parametrize(
    "given",
    ["", "example.org", "/a", "//example.org/", "\\\\example.org", "https:example.org",
     "https:/example.org", "https:\\\\example.org", "https://", "https:///a", "https://?a",
     "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
     "ftp://example.org/", "file:///etc/passwd", "https://a b/", "https://a..b/", "https://-a/",
     "https://[::1/", "https://a:99999/", "https://a:b/", "https://a\t.b/", "https://a.b/\x00",
     "https://a.b/\ud800", "https://%00/", "https://\u200b/", "mailto:ada@example.org"],
)  # fmt: skip
def test_anything_else_is_refused(given: str) -> None:
    assert not is_web_address(given)
    assert not is_base_address(given)


def test_link_may_be_an_email_address() -> None:
    assert link_address("https://ü.example") == "https://xn--tda.example"
    assert link_address("MAILTO:ada@example.org?subject=Hi you") == (
        "mailto:ada@example.org?subject=Hi%20you"
    )
    for refused in ("mailto:", "mailto:javascript:x", "tel:+1", "javascript:alert('a@b')"):
        with pytest.raises(ValueError, match="address"):
            link_address(refused)


def test_base_has_no_query_or_fragment() -> None:
    assert is_base_address("https://example.org/ü")
    assert not is_base_address("https://example.org/?a")
    assert not is_base_address("https://example.org/#")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("JavaScript:x", True), (" java\tscript:x", True), ("\x01data:x", True), ("//x", True),
     ("\\/x", True), ("a.png", False), ("a/b:c.png", False), ("/a", False), ("ü:x", False)],
)  # fmt: skip
def test_scheme_or_host_is_found_as_browsers_find_it(text: str, *, expected: bool) -> None:
    assert has_scheme(text) is expected


def test_relative_address_is_encoded_once() -> None:
    assert relative_address("my pics/50% ü.png#a b") == "my%20pics/50%25%20%C3%BC.png#a%20b"
    assert relative_address("my%20pics") == "my%20pics"


@pytest.mark.parametrize("text", ["https://a.b", "https://a.b/c", "https://a.b?c", "https://ü.b/ "])
def test_pattern_of_the_schemas_accepts_addresses(text: str) -> None:
    assert re.match(ADDRESS_PATTERN, text)
    assert not re.match(ADDRESS_PATTERN, text.replace(".", " "))
