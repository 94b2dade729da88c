"""The text of cards: characters that the fonts have, and what stands for the others."""

from __future__ import annotations

import pytest

from sphinx_transcript.cards.drawable_text import (
    COMMON,
    clean_text,
    clusters,
    drawable_text,
    is_right_to_left,
    visual_order,
)
from sphinx_transcript.cards.font_files import Fonts, fonts_of

HAS_GLYPH = fonts_of("Bold", ()).has_glyph


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b[31mb\x07\x9bc\x7f", "a[31mbc"),
        ("evil\u202etxt.exe\u2066a\u2069\u200e\u061c", "eviltxt.exea"),
        ("soft\u00adhyphen zero\u200bwidth\ufeff \u2060join", "softhyphen zerowidth join"),
        (" two\n\tlines\u00a0and\u3000more\u2028 ", "two lines and more"),
        ("e\u0301", "é"),
        ("heart\u2764\ufe0f", "heart\u2764"),
        ("thumb\U0001f44d\U0001f3fd", "thumb\U0001f44d"),
        ("private\ue0a0\U000f0000unassigned\u0378", "privateunassigned"),
        ("lone\ud800surrogate", "lonesurrogate"),
    ],
)
def test_invisible_characters_are_removed(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Launch \U0001f680 day", "Launch :rocket: day"),
        ("\U0001f469\u200d\U0001f4bb at work", ":woman::personal_computer: at work"),
        ("from \U0001f1f3\U0001f1f4", "from NO"),
        ("step 1\ufe0f\u20e3", "step 1"),
        ("\U0001d400 bold", "A bold"),
        ("\u3360 \uff21", "8点 A"),
        ("na\u00efve – “quoted” … ½ λ Ж №", "naïve – “quoted” … ½ λ Ж №"),
        ("a\u0316\u1ab0b", "a\u0316b"),
    ],
)
def test_character_without_a_glyph_has_a_readable_replacement(text: str, shown: str) -> None:
    found, missing = drawable_text(text, lambda char: HAS_GLYPH(char) or char == "点")
    assert (found, missing) == (shown, "")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Linux の話", "の話"),
        ("नमस्ते", "नमस\u094dत"),
        ("tail 日 日", "日"),
        ("ស្រី", "ស\u17d2រ"),
    ],
)
def test_letters_without_a_glyph_are_missing(text: str, missing: str) -> None:
    _, found = drawable_text(text, HAS_GLYPH)
    assert found == "".join(dict.fromkeys(missing))


def test_script_that_needs_shaping_is_missing_even_with_a_glyph() -> None:
    assert drawable_text("नमस्ते", lambda _: True)[1] == "\u094d"
    assert drawable_text("कि", lambda _: True)[1] == "\u093f"
    assert drawable_text("สวัสดี", lambda _: True) == ("สวัสดี", "")


def test_common_characters_are_in_both_fonts() -> None:
    """Text of these is not examined, so every font has to have them."""
    common = [chr(code) for code in range(32, 0x3000) if COMMON.fullmatch(chr(code))]
    assert len(common) > 400
    for weight in ("Regular", "Bold"):
        fonts = Fonts(weight, ())
        assert [char for char in common if char != " " and not fonts.has_glyph(char)] == []
    assert all(clean_text(f"a{char}a").replace(" ", "") for char in common)
    assert [char for char in common if clean_text(char) != char.strip()] == []


@pytest.mark.parametrize(
    "text",
    ["ἄνδρες Ὦ", "Ә Қ Ң ѣ", "Հայերեն", "ქართული", "שלום", "سلام گچپژ", "Việt Nguyễn", "łśżćĐ ẞ"],
)
def test_fonts_have_the_scripts_of_the_manual(text: str) -> None:
    assert drawable_text(text, HAS_GLYPH)[1] == ""


def test_arabic_letters_have_the_forms_of_their_places() -> None:
    assert drawable_text("لما", HAS_GLYPH)[0] == "\ufedf\ufee4\ufe8e"
    # A zero-width non-joiner keeps letters of Persian apart.
    joined, _ = drawable_text("می", HAS_GLYPH)
    apart, _ = drawable_text("م\u200cی", HAS_GLYPH)
    assert len(joined) == len(apart) == 2
    assert joined != apart


def test_right_to_left_text_is_in_visual_order() -> None:
    assert is_right_to_left("שלום a")
    assert is_right_to_left("1: שלום")
    assert not is_right_to_left("a שלום")
    assert visual_order("אב (גד) x1", right_to_left=True) == "x1 (דג) בא"
    assert visual_order("x1 אב", right_to_left=False) == "x1 בא"
    assert visual_order("e\u0323", right_to_left=False) == "e\u0323"


def test_cells() -> None:
    assert list(clusters("aの\u3099e\u0323\u0301")) == [
        ("a", 1),
        ("の\u3099", 2),
        ("e\u0323\u0301", 1),
    ]
    assert list(clusters("")) == []
