"""Builds that can't draw cards, or not all of them: one warning each, and never a crash."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cards import font_files
from sphinx_transcript.cli.main import main
from tests.cards.test_post_cards import blog, cards
from tests.conftest import ROOT
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import WITH_CARDS, page
from tests.incremental.separate_process import sphinx_build

if TYPE_CHECKING:
    from tests.conftest import Build, Site

__all__ = ["blog"]

WIDE = (ROOT / "tests" / "data" / "wide.ttf").read_bytes()
ASKED = WITH_CARDS + "transcript_cards = True\n"


def card_warnings(build: Build) -> list[str]:
    """Return the warnings of *build*, all of which are about cards."""
    warnings = build_warnings(build)
    assert all(warning.endswith(" [transcript.card]") for warning in warnings), warnings
    return [warning.removesuffix(" [transcript.card]") for warning in warnings]


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return a set of packages that are not found."""
    names: set[str] = set()
    monkeypatch.setattr(
        "sphinx_transcript.cards.availability.find_spec",
        lambda name: None if name in names else find_spec(name),
    )
    return names


def test_without_the_extra_a_site_that_asks_has_one_warning(blog: Site, missing: set[str]) -> None:
    missing |= {"PIL", "uniseg"}
    build = blog.build()
    assert (cards(build), build_warnings(build)) == ({}, [])
    assert page(build, "post/a").meta("twitter:card") == ["summary"]
    blog.conf(ASKED)
    for _ in range(2):
        build = blog.build()
        assert card_warnings(build) == [
            "WARNING: conf.py: transcript_cards: needs PIL, uniseg: "
            "pip install 'sphinx-transcript[cards]'; no cards are drawn"
        ]
    assert cards(build) == {}
    missing.clear()
    assert len(cards(blog.build())) == 3
    missing |= {"bidi"}
    assert cards(blog.build()) == {}


def test_without_a_base_url_a_site_that_asks_has_one_warning(blog: Site) -> None:
    blog.conf("transcript_cards = True\n")
    build = blog.build()
    (warning,) = card_warnings(build)
    assert "transcript_cards: needs html_baseurl" in warning
    assert cards(build) == {}
    blog.conf("")
    assert build_warnings(blog.build()) == []


def test_without_posts_nothing_is_said(site: Site, missing: set[str]) -> None:
    missing |= {"PIL"}
    site.conf(ASKED)
    assert build_warnings(site.build()) == []


@pytest.mark.parametrize("module", ["PIL._imagingft", "PIL", "arabic_reshaper"])
def test_modules_that_are_missing_end_no_build(
    blog: Site, module: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Check in a process of its own, which has imported none of them: a Pillow without FreeType."""
    build = blog.build()
    blog.conf(f"{ASKED}import sys\nsys.modules[{module!r}] = None\n")
    assert sphinx_build(blog, build) == 0
    lines = [line for line in capfd.readouterr().err.splitlines() if line.strip()]
    (line,) = lines
    expected = "Pillow can't read fonts" if module == "PIL._imagingft" else f"needs {module}: pip"
    assert expected in line
    assert "transcript.card" in line
    assert cards(build) == {}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.ttf", None, "there is no such file"),
        ("bad.ttf", b"not a font", "it can't be read"),
        ("empty.ttf", b"", "it can't be read"),
        ("cut.ttf", WIDE[:200], "it can't be read"),
        ("w.ttf#7", WIDE, "it can't be read"),
        ("folder", None, "there is no such file"),
    ],
)
def test_font_that_cannot_be_read_has_one_warning(
    blog: Site, name: str, content: bytes | None, reason: str
) -> None:
    blog.write("folder/x.txt", "")
    if content is not None:
        blog.write(name.partition("#")[0], content)
    blog.conf(f"{WITH_CARDS}transcript_card_fonts = [{name!r}]\n")
    build = blog.build()
    (warning,) = card_warnings(build)
    assert f"transcript_card_fonts: {name!r}: {reason}" in warning
    assert len(cards(build)) == 3


def test_title_that_no_font_has_leaves_out_its_card_with_one_warning(blog: Site) -> None:
    blog.post("ja", title="日本語の話", date="2020-02-01")
    blog.post("ko", title="한국어", date="2020-02-02")
    build = blog.build()
    (warning,) = card_warnings(build)
    assert "/src/post/ja.md: WARNING: 2 posts have no card, because no font can draw" in warning
    assert "日 本 語 の 話 한 국 어 of" in warning
    assert "transcript_card_fonts" in warning
    assert len(cards(build)) == 3
    assert page(build, "post/ja").meta("og:image") == []
    blog.write("w.ttf", WIDE)
    blog.conf(f'{WITH_CARDS}transcript_card_fonts = ["w.ttf#0"]\n')
    build = blog.build()
    (warning,) = card_warnings(build)
    assert "/src/post/ko.md: WARNING: this post has no card" in warning
    assert len(cards(build)) == 4


def test_site_and_author_that_no_font_has_are_left_out(blog: Site) -> None:
    """What is not the title is left out, without a warning."""
    blog.conf(WITH_CARDS + 'html_title = "日本"\n')
    blog.post("a", title="Post a", date="2020-01-01", author="日本")
    build = blog.build()
    assert build_warnings(build) == []
    assert len(cards(build)) == 3


def test_card_that_cannot_be_written_has_a_warning_and_no_tag(blog: Site) -> None:
    build = blog.build()
    for name in cards(build):
        (build.outdir / name).unlink()
    (build.outdir / "_cards").rmdir()
    (build.outdir / "_cards").write_text("in the way")
    build = blog.build()
    assert len(card_warnings(build)) == 3
    assert "/src/post/a.md: WARNING: the card of this post can't be drawn: " in build.warnings
    assert page(build, "post/a").meta("og:image") == []
    assert page(build, "post/a").meta("twitter:card") == ["summary"]
    (build.outdir / "_cards").unlink()
    build = blog.build()
    assert (build_warnings(build), len(cards(build))) == ([], 3)


def test_has_glyph_is_right_for_a_font_whose_glyphs_are_known() -> None:
    file = font_files.FontFile(str(ROOT / "tests" / "data" / "wide.ttf"))
    fonts = font_files.Fonts("Bold", [file])
    assert {char for char in "日本語の話人 木" if fonts.font_of(char) == file} == set("日本語の話")


def test_check_says_what_a_build_says(blog: Site, capsys: pytest.CaptureFixture[str]) -> None:
    blog.post("ja", title="日本語", date="2020-02-01")
    (warning,) = card_warnings(blog.build())
    assert main(["check", str(blog.srcdir), "--ignore", "check"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f"{warning.partition('WARNING: ')[2]} [transcript.card]")
