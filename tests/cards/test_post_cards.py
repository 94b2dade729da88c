"""Cards in real builds: which posts have one, its tags, and its file in the output folder."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.helpers.build_output import build_warnings
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import BASE, WITH_CARDS, page

if TYPE_CHECKING:
    from tests.conftest import Build, Site

IMAGE = ("og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card")


def cards(build: Build) -> dict[str, bytes]:
    """Return the cards in the output folder, by path."""
    return {name: data for name, data in build.files().items() if name.startswith("_cards/")}


def image_tags(build: Build, docname: str) -> list[list[str]]:
    """Return the contents of the tags that `IMAGE` names, on the page of *docname*."""
    tags = page(build, docname)
    return [tags.meta(name) for name in IMAGE]


def card_of(build: Build, docname: str) -> str:
    """Return the path of the card that the page of *docname* names."""
    (url,) = page(build, docname).meta("og:image")
    assert url.startswith(f"{BASE}_cards/")
    return url.removeprefix(BASE)


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with an absolute URL and three posts."""
    site.conf(WITH_CARDS)
    for number, name in enumerate("abc", start=1):
        site.post(name, title=f"Post {name}", date=f"2020-01-0{number}", author="Bea")
    return site


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_post_without_an_image_has_a_card(blog: Site, builder: str) -> None:
    blog.post("q", title=r'"\"Quoted\" & <b>"', date="2020-01-05")
    build = blog.build(builder)
    assert build_warnings(build) == []
    assert len(cards(build)) == 4
    for docname, alt in (("post/a", "Post a"), ("post/q", '"Quoted" & <b>')):
        path = card_of(build, docname)
        expected = [[BASE + path], ["1200"], ["630"], [alt], ["summary_large_image"]]
        assert image_tags(build, docname) == expected
        with Image.open(io.BytesIO(cards(build)[path])) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
    assert f'"image":"{BASE}{card_of(build, "post/a")}"' in build.read(
        "post/a.html" if builder == "html" else "post/a/index.html"
    )
    for docname in ("index", "post/index"):
        assert image_tags(build, docname) == [[], [], [], [], ["summary"]]


@pytest.mark.parametrize(
    "keys",
    [{"image": "i.png"}, {"image": "https://x.example/i.png"}, {"unlisted": "true"}],
)
def test_post_with_an_image_or_unlisted_has_no_card(blog: Site, keys: dict[str, Any]) -> None:
    blog.write("post/i.png", PNG)
    blog.post("a", title="Post a", date="2020-01-01", **keys)
    build = blog.build()
    assert len(cards(build)) == 2
    own = {"i.png": [f"{BASE}_images/i.png"], "https://x.example/i.png": [keys.get("image")]}
    found = own.get(keys.get("image", ""), [])
    card = ["summary_large_image" if found else "summary"]
    assert image_tags(build, "post/a") == [found, [], [], [], card]


def test_unpublished_post_has_no_card(blog: Site) -> None:
    blog.post("a", title="Post a", date="2020-01-01", draft="true")
    blog.post("b", title="Post b", date="2999-01-01")
    assert len(cards(blog.build())) == 1
    preview = blog.build(transcript_drafts=True, into="preview")
    assert len(cards(preview)) == 1
    assert page(preview, "post/a").meta("og:image") == []


@pytest.mark.parametrize("builder", ["epub", "json", "pickle", "singlehtml", "text", "transcript"])
def test_other_builders_draw_no_cards(blog: Site, builder: str) -> None:
    build = blog.build(builder)
    assert [warning for warning in build_warnings(build) if "EPUB3" not in warning] == []
    assert [name for name in build.files() if "_cards" in name] == []
    assert [name for name, data in build.files().items() if b"_cards/" in data] == []


def test_cards_can_be_turned_off(blog: Site) -> None:
    for conf in ({"transcript_cards": False}, {"transcript_cards": "0"}):
        build = blog.build(**conf)
        assert (cards(build), build_warnings(build)) == ({}, [])
        assert page(build, "post/a").meta("og:image") == []
    assert len(cards(blog.build(transcript_cards="true"))) == 3
    assert len(cards(blog.build(transcript_cards=None))) == 3


def test_parallel_build_has_the_same_bytes(blog: Site) -> None:
    for number in range(12):
        blog.post(f"p{number}", title=f"Further post {number}", date="2020-02-01")
    serial = blog.build()
    assert cards(blog.build(into="parallel", parallel=4)) == cards(serial)
    assert len(cards(serial)) == 15


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_other_themes_have_cards(blog: Site, theme: str) -> None:
    build = blog.build(html_theme=theme)
    assert card_of(build, "post/a") in cards(build)


def test_opengraph_extension_gives_no_second_image(blog: Site) -> None:
    base = 'extensions = ["sphinxext.opengraph", "sphinx_transcript"]\n' + WITH_CARDS
    blog.conf(f'{base}ogp_site_url = "{BASE}"\nogp_social_cards = {{"enable": False}}\n')
    blog.post("b", title="Post b", date="2020-01-02", **{'"og:image"': "https://x.example/b.png"})
    build = blog.build()
    assert image_tags(build, "post/a")[0] == [f"{BASE}{card_of(build, 'post/a')}"]
    assert image_tags(build, "post/a")[1:] == [
        ["1200"], ["630"], ["Post a"], ["summary_large_image"]
    ]  # fmt: skip
    assert page(build, "post/b").meta("og:image") == ["https://x.example/b.png"]
    assert page(build, "post/b").meta("og:image:width") == []
    blog.conf(f'{base}ogp_site_url = "{BASE}"\nogp_image = "https://x.example/i.png"\n')
    build = blog.build()
    assert page(build, "post/a").meta("og:image") == ["https://x.example/i.png"]
    assert (cards(build), build_warnings(build)) == ({}, [])


def test_image_in_html_meta_wins(blog: Site) -> None:
    meta = "```{eval-rst}\n.. meta::\n   :property=og:image: https://x.example/m.png\n```\n"
    blog.post("a", title="Post a", date="2020-01-01", body=meta)
    found = image_tags(blog.build(), "post/a")
    assert found[:4] == [["https://x.example/m.png"], [], [], []]


def test_canonical_url_elsewhere_leaves_the_card_here(blog: Site) -> None:
    blog.post("a", title="Post a", date="2020-01-01", canonical_url="https://x.example/a")
    build = blog.build()
    assert card_of(build, "post/a") in cards(build)


@pytest.mark.parametrize("title", ["../../x", "a/b", r"x\x00\x1b[2Jy", "'$(id)`", "%2e%2e"])
def test_names_of_cards_have_nothing_of_the_title(site: Site, title: str) -> None:
    site.conf(WITH_CARDS)
    site.post("a", title=f'"{title}"', date="2020-03-01")
    (name,) = cards(site.build())
    assert re.fullmatch(r"_cards/[0-9a-f]{20}\.png", name)


@pytest.mark.parametrize("enable", [True, False])
def test_social_cards_of_opengraph_are_instead_of_ours(
    blog: Site, monkeypatch: pytest.MonkeyPatch, *, enable: bool
) -> None:
    """With matplotlib, sphinxext-opengraph draws a card for each page, unless it is told not to."""
    monkeypatch.setattr("sphinx_transcript.cards.availability.find_spec", lambda _: True)
    blog.conf(
        'extensions = ["sphinxext.opengraph", "sphinx_transcript"]\n'
        f'{WITH_CARDS}ogp_site_url = "{BASE}"\nogp_social_cards = {{"enable": {enable}}}\n'
    )
    assert len(cards(blog.build())) == (0 if enable else 3)
    warnings = build_warnings(blog.build(transcript_cards=True))
    assert [warning for warning in warnings if "sphinxext.opengraph already" not in warning] == []
    assert len(warnings) == (1 if enable else 0)
