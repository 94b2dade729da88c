"""Excerpts and descriptions are those of the resolved document, wherever they are shown."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import build_warnings
from tests.pages.listing_pages import write_listings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Build, Site

CONF = """
html_baseurl = "https://example.org/blog/"
extensions += ["sphinx.ext.ifconfig"]
myst_enable_extensions = ["dollarmath", "substitution", "deflist"]
myst_substitutions = {"version": "1.2"}
transcript_feed_limit = 99

def setup(app):
    app.add_config_value("audience", "all", "env")
"""


@pytest.fixture(autouse=True)
def _conf(site: Site) -> None:
    site.conf(CONF)
    write_listings(site, ":format: excerpt")
    site.post("b", title="B *said*", date="2020-01-01")


def descriptions(build: Build, name: str) -> dict[str, str]:
    """Return what stands for the post *name*: in its head, in both feeds and on the listing."""
    page = build.read(f"post/{name}.html")
    title = re.search(r'property="og:title" content="([^"]*)"', page)
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert title
    assert linked
    heads = {
        kind: unescape(found[1])
        for kind in ('name="description"', 'property="og:description"')
        if (found := re.search(rf'<meta {kind} content="([^"]*)"', page))
    }
    if text := json.loads(linked[1]).get("description"):
        heads["ld"] = text
    items = json.loads(build.read("feed.json"))["items"]
    (item,) = [item for item in items if item["title"] == unescape(title[1])]
    heads["json"] = item.get("summary", "")
    entry = next(
        part for part in build.read("feed.xml").split("<entry>") if f"post/{name}.html</id>" in part
    )
    found = re.search(r"<summary[^>]*>(.*?)</summary>", entry)
    heads["atom"] = unescape(found[1]) if found else ""
    return heads


POSTS = {
    "conditional": (
        "```{only} internal\nThe host is db7.\n```\n\n```{ifconfig} audience == 'few'\nSecret.\n"
        "```\n\nFor all.\n",
        "For all.",
    ),
    "shown": ("```{only} html\nIn HTML.\n```\n\nFor all.\n", "In HTML."),
    "inside": ("```{only} internal\nSecret.\n```\n", ""),
    "links": (
        "As [](b.md) says, and {post}`b`, and {doc}`b`.\n",
        "As B *said* says, and B *said*, and B *said*.",
    ),
    "substitution": ("In {{version}} it is so.\n", "In 1.2 it is so."),
    "image": ("![a cat](https://x.example/c.png)\n\nText.\n", "Text."),
    "badge": ("[![b](https://x.example/b.svg)](https://x.example)\n\nText.\n", "Text."),
    "only-image": ("![a cat](https://x.example/c.png)\n", "a cat"),
    "admonition": ("```{note}\nBy the way.\n```\n\nText.\n", "Text."),
    "only-admonition": ("```{note}\nBy the way.\n```\n", "By the way."),
    "code": ("```python\nx = 1\n```\n\nText.\n", "Text."),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |\n\nText.\n", "Text."),
    "list": ("- one\n- two\n", "one two"),
    "heading": ("## Part\n\nText.\n", "Text."),
    "quote": ("> Wise.\n\nText.\n", "Text."),
    "html": ("<p>Raw <b>HTML</b> &amp; more.</p><script>x()</script>\n", "Raw HTML & more."),
    "html-frame": ('<div class="ad">Buy!</div>\n\nText.\n', "Text."),
    "comment": ("% a note\n\n<!-- another -->\n\nText.\n", "Text."),
    "math": ("$$\n\\frac{1}{2}\n$$\n\nLet $x^2 < \\sqrt{y}$ hold.\n", "Let x² < √y hold."),
    "footnote": ("Text [^1], more[^1].\n\n[^1]: Note.\n", "Text, more."),
    "raw-mark": ("Text <sup>1</sup> and <kbd>Esc</kbd>.<!-- sic -->\n", "Text ¹ and Esc."),
    "script": ("Text <script>evil()</script> more.\n", "Text more."),
    "breaks": ("One\\\ntwo<br>three.\n", "One two three."),
    "above": ("One.\n\n- two\n\n```python\nx\n```\n\n% more\n\nNo.\n", "One. two"),
    "term": ("term\n: its meaning\n", "term its meaning"),
    "japanese": ("Sphinx は" + "日本語の文章です。" * 60 + "\n", ""),
}
JAPANESE = ("Sphinx は" + "日本語の文章です。" * 60)[:300].rstrip("。") + "…"


def test_descriptions_are_of_the_resolved_document(site: Site) -> None:
    for name, (body, _) in POSTS.items():
        site.post(name, title=name, date="2020-01-02", body=body)
    site.write(
        "post/rest.rst",
        ":title: rest\n:date: 2020-01-02\n\n.. [1] A note.\n\nText [1]_ *so* [CIT]_, |word|.\n\n"
        ".. |word| replace:: said\n.. [CIT] A book.\n",
    )
    build = site.build()
    assert build_warnings(build) == []
    wanted = {name: text for name, (_, text) in POSTS.items()}
    wanted |= {"japanese": JAPANESE, "rest": "Text so [CIT], said."}
    for name, text in wanted.items():
        found = descriptions(build, name)
        assert set(found.values()) == {text}, name
        assert len(found) == (5 if text else 2), name
    assert "db7" not in "".join(build.read(name) for name in ("index.html", "index.txt"))


@pytest.mark.parametrize("parallel", [0, 2])
def test_descriptions_are_the_same_in_all_kinds_of_build(site: Site, parallel: int) -> None:
    for name, (body, _) in POSTS.items():
        site.post(name, title=name, date="2020-01-02", body=body)
    site.write(
        "zzz.md", "---\norphan: true\n---\n\n# Z\n\n```{blog-index}\n:format: excerpt\n```\n"
    )
    assert_same_files(site.build(parallel=parallel), site.clean_build(), "parallel")


def test_excerpt_is_complete_in_itself(site: Site) -> None:
    site.post(
        "a",
        title="A",
        date="2020-01-03",
        body=(
            "Text [^1]; see [down](#part), <a href='#part'>raw</a>, [b](b.md) and\n"
            "<a href='map.html'>map</a>.\n\n## Part\n\n[^1]: Note.\n"
        ),
    )
    site.conf(CONF + "myst_heading_anchors = 2\n")
    listing = site.build().read("index.html")
    assert (
        '<p>Text; see down, <a>raw</a>, <a class="reference internal" href="post/b.html">'
    ) in listing
    assert '<a href="post/map.html">map</a>' in listing
    assert "footnote" not in listing[listing.index('class="ts-excerpt') :]


EDITS: dict[str, Callable[[Site], object]] = {
    "title": lambda site: site.post("b", title="Retitled", date="2020-01-01"),
    "substitution": lambda site: site.conf(CONF.replace("1.2", "1.3")),
    "tag": lambda site: site.conf(CONF + "tags.add('internal')\n"),
    "value": lambda site: site.conf(CONF.replace('"all"', '"few"')),
    "more": lambda site: site.post("above", title="above", date="2020-01-02", body="Only this.\n"),
    "below": lambda site: site.post(
        "links", title="links", date="2020-01-02", body=f"{POSTS['links'][0]}\nMore.\n"
    ),
}


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
@pytest.mark.parametrize("content", ["full", "summary"])
def test_rebuild_follows_what_excerpts_show(site: Site, content: str, theme: str) -> None:
    for name in ("conditional", "inside", "links", "substitution", "above", "footnote", "image"):
        site.post(name, title=name, date="2020-01-02", body=POSTS[name][0])
    options: dict[str, Any] = {"transcript_feed_content": content, "html_theme": theme}
    assert "Secret." not in site.build(**options).read("feed.xml")
    for name, edit in EDITS.items():
        edit(site)
        after = site.build(**options)
        assert_same_files(after, site.clean_build(**options), name)
    shown = descriptions(after, "conditional")
    assert set(shown.values()) == {"Secret."}


def test_edit_below_the_excerpt_does_not_write_the_listing(site: Site) -> None:
    site.post("a", title="A", date="2020-01-03", body="One.\n\nTwo.\n")
    listing = site.build().outdir / "index.html"
    written = listing.stat().st_mtime_ns
    site.post("a", title="A", date="2020-01-03", body="One.\n\nThree.\n")
    assert "Three." in site.build().read("post/a.html")
    assert listing.stat().st_mtime_ns == written
    site.post("a", title="A", date="2020-01-03", body="Four.\n\nThree.\n")
    assert "Four." in site.build().read("index.html")
