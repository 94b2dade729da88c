"""The files that answer at aliases: which aliases are valid, and where their files are."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.addresses.alias_path import alias_path
from tests.addresses.hostile_text import HOSTILE_TEXT

BASE = "https://blog.example/"


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
def test_alias_is_answered_by_a_file_in_the_output_folder(alias: str, path: str | None) -> None:
    if path is None:
        with pytest.raises(ValueError, match=r"\.b is no page's suffix"):
            alias_path(alias, BASE)
    else:
        assert alias_path(alias, BASE) == path


@pytest.mark.parametrize("base", ["https://x.example/blog", "https://X.example/blog/"])
def test_path_of_base_url_is_removed_from_absolute_alias(base: str) -> None:
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
def test_alias_without_possible_file_raises(alias: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        alias_path(alias, BASE)


def test_absolute_alias_requires_base_url() -> None:
    assert alias_path("/old.html", "") == "old.html"
    with pytest.raises(ValueError, match="needs the site's own"):
        alias_path("https://blog.example/old.html", "")


@given(HOSTILE_TEXT, st.sampled_from(["", "/", BASE]))
def test_any_alias_stays_in_the_output_folder(text: str, start: str) -> None:
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
