"""Addresses that leave the site: absolute, in ASCII, and of no other scheme."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
BASE = "html_baseurl = 'https://bücher.example/mein blog'\n"
ASCII_BASE = "https://xn--bcher-kva.example/mein%20blog/"


def link(site: Site, name: str, target: Path) -> None:
    path = site.srcdir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def test_base_url_is_in_ascii_wherever_it_is_written(site: Site) -> None:
    site.conf(BASE)
    site.post("ü b", title="A", date="2020-01-01", aliases="[/alt/]", tags="[ü]")
    build = site.build()
    page = build.read("post/ü b.html")
    url = f"{ASCII_BASE}post/%C3%BC%20b.html"
    assert f'<link rel="canonical" href="{url}">' in page
    assert f'<meta property="og:url" content="{url}">' in page
    assert f'"mainEntityOfPage":"{url}"' in page
    assert f'<link rel="canonical" href="{ASCII_BASE}search.html">' in build.read("search.html")
    for name in ("feed.xml", "feed.json", "sitemap.xml", "tag/ü/feed.xml"):
        assert "ü" not in re.sub(r"<(title|name|category)\b.*", "", build.read(name)).replace(
            '"ü"', ""
        ), name
        assert url in build.read(name)
    assert f'href="{url}"' in build.read("alt/index.html")
    assert f"Sitemap: {ASCII_BASE}sitemap.xml" in build.read("robots.txt")
    assert build.warning_lines == []


@pytest.mark.parametrize("base", ["https://example.org/?q=1", "https://example.org/#top"])
def test_base_url_with_a_query_is_refused_with_one_warning(site: Site, base: str) -> None:
    site.conf(f"html_baseurl = {base!r}\n")
    site.post("a", title="A", date="2020-01-01")
    build = site.build()
    (warning,) = build.warning_lines
    assert f"html_baseurl = {base!r} has a query or a fragment" in warning
    assert "[transcript.config]" in warning
    assert 'rel="canonical"' not in build.read("post/a.html") + build.read("search.html")
    assert "feed.xml" not in build.files()


def test_addresses_of_authors(site: Site) -> None:
    site.conf(
        BASE + "transcript_pages = ['post', 'author']\n"
        "transcript_authors = {\n"
        " 'a': {'name': 'Ada', 'url': 'https://ädä.example/ü b', 'avatar': '_static/my pic.png'},\n"
        " 'b': {'name': 'Bob', 'url': 'mailto:bob@example.org'},\n"
        " 'c': {'name': 'Cem', 'url': 'about.html', 'avatar': 'https://ü.example/c.png'},\n"
        "}\n"
    )
    site.write("about.md", "# About\n")
    site.post("d/a", title="A", date="2020-01-01", authors="[a, b, c]")
    build = site.build()
    assert build.warning_lines == [line for line in build.warning_lines if "toctree" in line]
    ada = build.read("author/ada/index.html")
    assert 'href="https://xn--d-zfab.example/%C3%BC%20b"' in ada
    assert 'src="../../_static/my%20pic.png"' in ada
    # docutils writes addresses of mail as character references, against harvesters.
    bob = unescape(build.read("author/bob/index.html"))
    assert 'href="mailto:bob%40example.org"' in bob
    assert 'href="../../about.html"' in build.read("author/cem/index.html")
    feed = build.read("feed.xml")
    assert "<uri>https://xn--d-zfab.example/%C3%BC%20b</uri>" in feed
    assert f"<uri>{ASCII_BASE}about.html</uri>" in feed
    assert f'"avatar": "{ASCII_BASE}_static/my%20pic.png"' in build.read("feed.json")
    page = build.read("post/d/a.html")
    assert f'"url":"{ASCII_BASE}about.html","image":"https://xn--tda.example/c.png"' in page
    # Without a page of its own, the author's name leads to the author's address.
    site.conf(
        "transcript_pages = ['post']\n"
        "transcript_authors = {'c': {'name': 'Cem', 'url': 'about.html'}}\n"
    )
    assert '<a href="../../about.html">Cem</a>' in site.build().read("post/d/a.html")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", "javascript:alert(1)"),
        ("url", " JaVa\tscript:alert(1)"),
        ("url", "data:text/html,x"),
        ("url", "vbscript:x"),
        ("url", "//evil.example/"),
        ("url", "\\\\evil.example"),
        ("url", "ftp://example.org/"),
        ("url", "https://exa mple.org/"),
        ("url", "../../outside.html"),
        ("url", "a\x1bb"),
        ("avatar", "javascript:alert(1)"),
        ("avatar", "data:image/png;base64,AAAA"),
        ("avatar", "mailto:ada@example.org"),
        ("avatar", "../me.png"),
        ("email", "ada at example.org"),
    ],
)
def test_other_addresses_of_authors_are_left_out(site: Site, key: str, value: str) -> None:
    site.conf(
        "html_baseurl = 'https://example.org/'\n"
        f"transcript_authors = {{'Ada': {{{key!r}: {value!r}, 'bio': 'Writes.'}}}}\n"
    )
    site.post("a", title="A", date="2020-01-01")
    build = site.build()
    (warning,) = build.warning_lines
    assert f"conf.py: transcript_authors: Ada: {key}: " in warning
    assert "[transcript.config]" in warning
    shown = "".join(
        build.read(name)
        for name in ("post/a.html", "author/ada/index.html", "feed.xml", "feed.json")
    )
    assert value.strip() not in shown
    assert "Writes." in shown


def test_canonical_url_and_image_are_published_in_ascii(site: Site) -> None:
    site.conf(BASE)
    site.write("post/my pic.png", PIXEL)
    site.post("a", title="A", date="2020-01-01", canonical_url="https://ü.example/ä b")
    site.post("b", title="B", date="2020-01-02", image="https://ü.example/ä b.png")
    site.post("c", title="C", date="2020-01-03", image="my pic.png")
    build = site.build()
    assert 'rel="canonical" href="https://xn--tda.example/%C3%A4%20b"' in build.read("post/a.html")
    assert 'content="https://xn--tda.example/%C3%A4%20b.png"' in build.read("post/b.html")
    assert f'content="{ASCII_BASE}_images/my%20pic.png"' in build.read("post/c.html")
    assert '"image": "https://xn--tda.example/%C3%A4%20b.png"' in build.read("feed.json")
    assert build.warning_lines == []


@pytest.mark.parametrize(
    "image",
    ["javascript:alert(1)", "data:image/png;base64,AAAA", "ftp://example.org/a.png",
     "//example.org/a.png", "file:///etc/passwd", "https://a b/c.png", "/../outside.png",
     "../../outside.png", "../d/../../outside.png", "missing.png", "x" * 300 + ".png"],
)  # fmt: skip
def test_image_that_is_neither_a_file_nor_a_web_address_is_left_out(site: Site, image: str) -> None:
    site.conf(f"{BASE}transcript_cards = False\n")
    (site.folder / "outside.png").write_bytes(PIXEL)
    site.post("a", title="A", date="2020-01-01", image=f'"{image}"')
    build = site.build()
    (warning,) = build.warning_lines
    assert "post/a.md:1: WARNING: image: " in warning
    assert "og:image" not in build.read("post/a.html")
    assert not [name for name in build.files() if name.startswith("_images/")]


@pytest.mark.parametrize("image", ["pic.png", "/post/pic.png", "linked/deep.png", "../top.png"])
def test_symbolic_links_to_images_are_followed(site: Site, image: str) -> None:
    site.conf(BASE)
    outside = site.folder / "outside"
    outside.mkdir()
    for name in ("pic.png", "deep.png", "top.png"):
        (outside / name).write_bytes(PIXEL)
    link(site, "post/pic.png", outside / "pic.png")
    link(site, "top.png", outside / "top.png")
    link(site, "post/linked", outside)
    site.post("a", title="A", date="2020-01-01", image=image, body=f"![alt]({image})\n")
    build = site.build()
    name = image.rpartition("/")[2]
    assert build.warning_lines == []
    assert f'og:image" content="{ASCII_BASE}_images/{name}"' in build.read("post/a.html")
    images = {path: data for path, data in build.files().items() if path.startswith("_images/")}
    assert images == {f"_images/{name}": PIXEL}
    # The picture is a dependency of the post: a new one is published by the next build.
    (outside / name).write_bytes(PIXEL + b"\0")
    assert site.build().files()[f"_images/{name}"] == PIXEL + b"\0"


def test_posts_behind_symbolic_links_are_posts_and_their_commands_hold(site: Site) -> None:
    """Bash does not descend below a linked folder, and `ls -t` takes the time of a linked file."""
    outside = site.folder / "outside" / "sub"
    outside.mkdir(parents=True)
    (outside / "far.md").write_text("---\ntitle: Far\ndate: 2020-01-01\n---\n\nText.\n")
    site.post("near", title="Near", date="2020-01-02")
    assert "$ ls -t post/**/*.md" in site.build().read("index.txt")
    link(site, "post/linked", outside.parent)
    build = site.build()
    assert "Far" in build.read("index.txt")
    assert "$ ls" not in build.read("index.txt")
    assert "post/linked/sub/far.html" in build.files()
    (site.srcdir / "post/linked").unlink()
    link(site, "post/file.md", outside / "far.md")
    build = site.build()
    assert "$ ls" not in build.read("index.txt")
    assert "post/file.html" in build.files()
    assert build.read("index.txt") == site.clean_build().read("index.txt")


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
@pytest.mark.parametrize(
    ("language", "tag"),
    [("zh_CN", "zh-CN"), ("sr@latin", "sr-Latn"), ("en_US.UTF-8", "en-US"), ("pt_BR", "pt-BR")],
)
def test_language_of_the_site_is_a_tag_of_bcp_47(
    site: Site, language: str, tag: str, theme: str
) -> None:
    site.conf(
        BASE + f"language = {language!r}\n"
        "transcript_translations = {'de_AT': 'https://ü.example/', 'x-default': 'https://a.b'}\n"
    )
    site.post("a", title="A", date="2020-01-01", aliases="[/alt/]", language="zh_hant_TW")
    build = site.build(html_theme=theme)
    page = build.read("post/a.html")
    assert f'<html lang="{tag}"' in page
    assert 'lang="zh-Hant-TW"' in page
    assert f'<html lang="{tag}"' in build.read("alt/index.html")
    assert f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">' in build.read("feed.xml")
    assert '<entry xml:lang="zh-Hant-TW">' in build.read("feed.xml")
    assert f'"language": "{tag}"' in build.read("feed.json")
    assert 'hreflang="de-AT" href="https://xn--tda.example/post/a.html"' in page
    assert 'hreflang="x-default" href="https://a.b/post/a.html"' in page
    assert f'hreflang="{tag}" href="{ASCII_BASE}post/a.html"' in page
