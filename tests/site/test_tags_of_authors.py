"""The tags that an author writes into the head win over ours, and each is given once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers.site_reader import BASE, WITH_CARDS, page

if TYPE_CHECKING:
    from tests.conftest import Build, Site

MYST = """\
---
title: Ours
date: 2020-01-01
tags: [a, b]
myst:
  html_meta:
{meta}
---

The body.
"""
RST = "Ours\n====\n\n:date: 2020-01-01\n:tags: a, b\n\n.. meta::\n{meta}\n\nThe body.\n"


def write_post(site: Site, markup: str, **tags: str) -> None:
    """Write a post with the meta *tags*, whose names have no characters that Python forbids."""
    if markup == "myst":
        lines = [f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in tags.items()]
        site.write("post/a.md", MYST.format(meta="\n".join(lines)))
    else:
        colon = "\\:"
        lines = [f"   :{name.replace(':', colon)}: {value}" for name, value in tags.items()]
        site.write("post/a.rst", RST.format(meta="\n".join(lines)))


def sitemap_has(build: Build, address: str) -> bool:
    return f"<loc>{BASE}{address}</loc>" in build.read("sitemap.xml")


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
@pytest.mark.parametrize("markup", ["myst", "rst"])
@pytest.mark.parametrize(
    "name",
    ["description", "Description", "property=og:title", "property=OG:Title", "name=og:title",
     "property=og:description", "property=og:image", "property=og:url", "property=og:type",
     "property=og:site_name", "twitter:card", "property=twitter:card", "twitter:title", "keywords",
     "author", "robots", "property=article:published_time"],
)  # fmt: skip
def test_tag_of_the_author_is_the_only_one(site: Site, name: str, markup: str, theme: str) -> None:
    site.conf(WITH_CARDS)
    value = "https://x.example/mine.png" if "image" in name or "url" in name else "mine"
    key = name.partition("=")[2] or name
    if markup == "rst" and not name.startswith("property="):
        name = key
    write_post(site, markup, **{name: value})
    tags = page(site.build(html_theme=theme), "post/a")
    found = [
        attributes.get("content")
        for tag, attributes in tags.all
        if tag == "meta"
        and key.casefold()
        in {attributes.get("name", "").casefold(), attributes.get("property", "").casefold()}
    ]
    assert found == [value]


def test_viewport_of_the_author_is_the_only_one(site: Site) -> None:
    site.conf(WITH_CARDS)
    write_post(site, "myst", viewport="width=600")
    assert page(site.build(), "post/a").meta("viewport") == ["width=600"]


def test_description_and_image_of_the_author_are_those_of_all_tags(site: Site) -> None:
    site.conf(WITH_CARDS)
    write_post(site, "myst", **{"description": "Mine & <yours>", "property=og:image": "../m.png"})
    tags = page(site.build(), "post/a")
    assert tags.meta("description") == tags.meta("og:description") == ["Mine & <yours>"]
    assert tags.meta("twitter:card") == ["summary_large_image"]
    data = json.loads(next(text for tag, text in tags.data if tag == "script" and "@type" in text))
    assert data["description"] == "Mine & <yours>"
    assert data["image"] == f"{BASE}m.png"


def test_later_tag_wins_and_those_that_may_be_repeated_stay(site: Site) -> None:
    site.conf(WITH_CARDS + "myst_html_meta = {'description': 'All', 'keywords': 'all'}\n")
    write_post(
        site,
        "myst",
        **{
            "Description": "Mine",
            "keywords lang=de": "meine",
            "property=og:image": "https://a.b/1",
            "property=OG:image": "https://a.b/2",
        },
    )
    tags = page(site.build(), "post/a")
    assert [*tags.meta("description"), *tags.meta("Description")] == ["Mine"]
    assert tags.meta("keywords") == ["all", "meine"]
    assert [*tags.meta("og:image"), *tags.meta("OG:image")] == ["https://a.b/1", "https://a.b/2"]


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
def test_canonical_address_of_the_author(site: Site, theme: str) -> None:
    site.conf(WITH_CARDS)
    write_post(site, "myst", canonical="https://ü.example/a b")
    tags = page(site.build(html_theme=theme), "post/a")
    url = "https://xn--tda.example/a%20b"
    assert [link["href"] for link in tags.named("link", rel="canonical")] == [url]
    assert tags.meta("og:url") == [url]


@pytest.mark.parametrize("markup", ["myst", "rst"])
@pytest.mark.parametrize(
    ("name", "value", "is_listed"),
    [("robots", "noindex", False), ("ROBOTS", "NoIndex, Follow", False), ("robots", "none", False),
     ("name=Robots", "nofollow;noindex", False), ("robots", "follow NOINDEX", False),
     ("robots", "index, follow", True), ("robots", "max-snippet:20, noimageindex", True),
     ("description", "about noindex", True)],
)  # fmt: skip
def test_page_that_is_not_to_be_indexed_is_not_in_the_sitemap(
    site: Site, name: str, value: str, markup: str, *, is_listed: bool
) -> None:
    site.conf(WITH_CARDS)
    write_post(site, markup, **{name.removeprefix("name=") if markup == "rst" else name: value})
    site.post("b", title="B", date="2020-01-02")
    site.write("page.md", f"---\nmyst:\n  html_meta:\n    {name}: {value!r}\n---\n\n# Page\n")
    build = site.build()
    assert sitemap_has(build, "post/a.html") is is_listed
    assert sitemap_has(build, "page.html") is is_listed
    assert sitemap_has(build, "post/b.html")
    assert "post/a.html" in build.read("feed.xml")
    # The record of a page that is not read again holds in later builds.
    site.post("b", title="B2", date="2020-01-02")
    assert site.build(parallel=2).read("sitemap.xml") == site.clean_build().read("sitemap.xml")
    if markup == "myst":
        write_post(site, markup, robots="all")
        assert sitemap_has(site.build(), "post/a.html")
    assert site.build().read("sitemap.xml") == site.clean_build().read("sitemap.xml")


@pytest.mark.parametrize(
    ("given", "written"),
    [("index, follow", "noindex, follow"), ("all", "noindex"), ("none", "none"),
     ("noindex", "noindex"), ("max-snippet:5", "noindex, max-snippet:5")],
)  # fmt: skip
def test_unlisted_post_is_never_indexed(site: Site, given: str, written: str) -> None:
    site.conf(WITH_CARDS)
    write_post(site, "myst", robots=given)
    path = site.srcdir / "post/a.md"
    path.write_text(path.read_text().replace("tags:", "unlisted: true\ntags:"))
    build = site.build()
    assert page(build, "post/a").meta("robots") == [written]
    assert not sitemap_has(build, "post/a.html")
