"""Cards after edits: what is drawn again, what disappears, what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cards import drawing
from tests.cards.test_post_cards import blog, card_of, cards
from tests.conftest import ROOT
from tests.helpers.build_files import assert_same_files, page_times
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import WITH_CARDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.cards.card import Card
    from sphinx_transcript.cards.font_files import FontFile
    from tests.conftest import Build, Site
    from tests.helpers.kept_sites import KeptSite

__all__ = ["blog"]

WIDE = (ROOT / "tests" / "data" / "wide.ttf").read_bytes()


@pytest.fixture
def site(kept_site: KeptSite) -> KeptSite:
    """Return a site whose first build tests share."""
    return kept_site


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the titles that builds draw."""
    titles: list[str] = []
    draw = drawing.draw

    def note(card: Card, named: tuple[FontFile, ...]) -> bytes:
        titles.append(card.title)
        return draw(card, named)

    monkeypatch.setattr(drawing, "draw", note)
    return titles


def changed_cards(build: Build, before: dict[str, bytes]) -> tuple[int, int]:
    """Return how many cards of *before* are gone, and how many are new."""
    now = cards(build)
    return len(before.keys() - now.keys()), len(now.keys() - before.keys())


def test_nothing_is_drawn_again_without_a_change(blog: Site, drawn: list[str]) -> None:
    first = blog.build()
    assert sorted(drawn) == ["Post a", "Post b", "Post c"]
    times = page_times(first)
    drawn.clear()
    assert page_times(blog.build()) == times
    blog.post("a", title="Post a", date="2020-01-01", author="Bea", body="Other text.\n")
    build = blog.build()
    assert drawn == []
    assert cards(build) == cards(first)


EDITS: dict[str, Callable[[Site], object]] = {
    "title": lambda site: site.post("a", title="New title", date="2020-01-01", author="Bea"),
    "date": lambda site: site.post("a", title="Post a", date="2020-01-09", author="Bea"),
    "author": lambda site: site.post("a", title="Post a", date="2020-01-01", author="Cid"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edit_draws_just_the_card_of_its_post(blog: KeptSite, drawn: list[str], edit: str) -> None:
    before = cards(blog.build_once())
    drawn.clear()
    EDITS[edit](blog)
    build = blog.build()
    assert len(drawn) == 1
    assert changed_cards(build, before) == (1, 1)
    assert_same_files(build, blog.clean_build(), edit)


def test_scheme_and_authors_of_conf_py_draw_cards_again(blog: KeptSite) -> None:
    before = cards(blog.build_once())
    blog.conf(WITH_CARDS + 'html_theme_options = {"dark_scheme": "amber"}\n')
    build = blog.build()
    assert changed_cards(build, before) == (3, 3)
    before = cards(build)
    blog.conf(
        WITH_CARDS
        + 'html_theme_options = {"dark_scheme": "amber"}\n'
        + 'transcript_authors = {"bea": {"name": "Beatrix"}}\n'
    )
    blog.post("c", title="Post c", date="2020-01-03", author="bea")
    build = blog.build()
    assert changed_cards(build, before) == (3, 3)
    assert_same_files(build, blog.clean_build(), "authors")


WITHDRAWALS: dict[str, Callable[[Site], object]] = {
    "deleted": lambda site: (site.srcdir / "post/a.md").unlink(),
    "draft": lambda site: site.post("a", title="Post a", date="2020-01-01", draft="true"),
    "unlisted": lambda site: site.post("a", title="Post a", date="2020-01-01", unlisted="true"),
    "image": lambda site: site.post("a", title="A", date="2020-01-01", image="https://x.org/i.png"),
    "off": lambda site: site.conf(WITH_CARDS + "transcript_cards = False\n"),
    "no-base": lambda site: site.conf(""),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("change", WITHDRAWALS)
def test_card_of_a_withdrawn_post_disappears(blog: KeptSite, change: str, builder: str) -> None:
    before = cards(blog.build_once(builder))
    WITHDRAWALS[change](blog)
    build = blog.build(builder)
    gone = 3 if change in {"off", "no-base"} else 1
    assert changed_cards(build, before) == (gone, 0)
    assert (build.outdir / "_cards").exists() == (gone == 1)
    assert_same_files(build, blog.clean_build_once(builder), change)


def test_deleted_card_comes_back(blog: KeptSite) -> None:
    first = blog.build_once()
    path = card_of(first, "post/b")
    (first.outdir / path).unlink()
    build = blog.build()
    assert cards(build) == cards(first)


def test_builders_with_the_same_doctrees_have_their_own_cards(blog: Site) -> None:
    for builder in ("html", "dirhtml"):
        blog.build(builder)
    blog.post("a", title="New", date="2020-01-01", author="Bea")
    for builder in ("dirhtml", "html"):
        build = blog.build(builder)
        assert len(cards(build)) == 3
        assert card_of(build, "post/a") in cards(build)


def test_font_of_the_site_draws_only_the_cards_that_need_it(blog: Site) -> None:
    blog.conf(WITH_CARDS + 'transcript_card_fonts = ["w.ttf"]\n')
    blog.post("ja", title="日本語の話", date="2020-02-01")
    blog.write("w.ttf", WIDE)
    first = blog.build()
    before = cards(first)
    assert build_warnings(first) == []
    assert len(before) == 4
    blog.write("w.ttf", WIDE + b"\0" * 4)
    build = blog.build()
    assert changed_cards(build, before) == (1, 1)
    assert_same_files(build, blog.clean_build(), "font")
