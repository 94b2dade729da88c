"""The picture of a card: its bytes, its size, its colours, and where there is text."""

from __future__ import annotations

import io
import struct
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageColor

from sphinx_transcript.cards import drawing
from sphinx_transcript.cards.card import HEIGHT, WIDTH, Card, CardColours
from sphinx_transcript.cards.drawing import MAX_BYTES, draw
from sphinx_transcript.cards.font_files import FontFile
from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.conftest import ROOT

WIDE = FontFile(str(ROOT / "tests" / "data" / "wide.ttf"))
COLOURS = CardColours("#16181d", "#d7dce2", "#a9b1bb", "#8fd18f")
CARD = Card("ada@example:~$", "cat post/a.md", "Disk full", "# 2020-01-01 · Ada", "notes", COLOURS)
PAGE = ImageColor.getrgb(COLOURS.page)


def picture(card: Card, *fonts: FontFile) -> Image.Image:
    """Return the picture of *card*, as Pillow reads it."""
    image = Image.open(io.BytesIO(draw(card, fonts)))
    image.load()
    return image


def box_of_title(card: Card, *fonts: FontFile) -> tuple[int, int, int, int]:
    """Return the pixels of the title: left, top, right and bottom."""
    pixels = picture(card, *fonts).convert("RGB").crop((0, 120, WIDTH, 450))
    found = ImageChops.difference(pixels, Image.new("RGB", pixels.size, PAGE)).getbbox()
    assert found is not None
    return found


def test_png_is_small_and_has_no_metadata() -> None:
    data = draw(CARD, ())
    assert len(data) < MAX_BYTES == 15_000
    image = picture(CARD)
    assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    assert image.info == {}
    kinds, at = [], 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kinds.append(data[at + 4 : at + 8])
        at += size + 12
    assert kinds == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


def test_same_text_has_the_same_bytes() -> None:
    assert draw(CARD, ()) == draw(replace(CARD), ())
    assert draw(CARD, ()) != draw(replace(CARD, title="Disk fu11"), ())
    assert CARD.path == replace(CARD).path


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"facts": ""},
        {"site": "b"},
        {"prompt": "$"},
        {"command": "cat b"},
        {"fonts": "1"},
        {"colours": replace(COLOURS, page="#000000")},
    ],
)
def test_whatever_is_shown_changes_the_name(change: dict[str, str]) -> None:
    assert replace(CARD, **change).path != CARD.path  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SCHEMES)
def test_colours_are_those_of_the_scheme(name: str) -> None:
    scheme = SCHEMES[name].colours
    colours = CardColours(scheme.page, scheme.text, scheme.dim, scheme.green)
    image = picture(replace(CARD, colours=colours)).convert("RGB")
    found = {pixel: count for count, pixel in image.getcolors() or ()}
    assert max(found, key=found.__getitem__) == ImageColor.getrgb(scheme.page)
    assert {ImageColor.getrgb(each) for each in (scheme.text, scheme.dim, scheme.green)} <= set(
        found
    )
    assert len(found) <= 16


def test_text_stays_inside_the_margins() -> None:
    long = replace(
        CARD,
        prompt="somebody@a-very-long-name.of-a-host.example.org:~$",
        command="cat post/" + "a-very-long-path/" * 9 + "a.md",
        title="Wort-" * 99,
        facts="# " + "Ada Marsh, " * 20,
        site="a site " * 30,
    )
    pixels = picture(long).convert("RGB")
    for box in ((0, 0, 66, HEIGHT), (WIDTH - 66, 0, WIDTH, HEIGHT), (0, 0, WIDTH, 50),
                (0, HEIGHT - 50, WIDTH, HEIGHT), (0, 446, WIDTH, 455)):  # fmt: skip
        assert pixels.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), PAGE)]


def test_short_title_is_larger_than_a_long_one() -> None:
    _, top, _, bottom = box_of_title(replace(CARD, title="HH"))
    assert 80 <= bottom - top <= 90
    _, top, _, bottom = box_of_title(replace(CARD, title="H" * 30))
    assert 34 <= bottom - top <= 42


def test_right_to_left_title_is_at_the_right() -> None:
    left, _, right, _ = box_of_title(replace(CARD, title="אבא"))
    assert (left > WIDTH // 2, WIDTH - 90 < right <= WIDTH - 66) == (True, True)
    left, _, right, _ = box_of_title(replace(CARD, title="aba"))
    assert (66 <= left < 90, right < WIDTH // 2) == (True, True)


def test_wide_characters_take_two_cells() -> None:
    """Both titles end with the same letter, which is 4 cells from the left in each."""
    narrow = box_of_title(replace(CARD, title="iiiiH"))
    wide = box_of_title(replace(CARD, title="日本H"), WIDE)
    assert narrow[2] == wide[2]


def test_mark_is_over_its_letter() -> None:
    """A letter with a mark takes one cell, and the mark is not beside it."""
    plain = box_of_title(replace(CARD, title="xx"))
    marked = box_of_title(replace(CARD, title="x\u0302x"))
    assert (plain[0], plain[2]) == (marked[0], marked[2])
    assert marked[1] < plain[1]


DENSE = "".join(chr(0x1E00 + 7 * number % 0xF0) for number in range(220))
"""A title of four lines of letters with marks."""


@pytest.mark.parametrize(("most", "lines"), [(15_000, 4), (11_000, 3), (8_000, 2), (5_000, 1)])
def test_shades_and_lines_are_given_up_for_size(
    monkeypatch: pytest.MonkeyPatch, most: int, lines: int
) -> None:
    card = replace(CARD, title=DENSE)
    monkeypatch.setattr(drawing, "MAX_BYTES", 10**6)
    assert len(draw(card, ())) > 15_000
    monkeypatch.setattr(drawing, "MAX_BYTES", most)
    assert len(draw(card, ())) < most
    _, top, _, bottom = box_of_title(card)
    assert round((bottom - top) / 59) == lines


def test_dense_title_in_wide_characters_is_small_enough() -> None:
    assert len(draw(replace(CARD, title="日本語の話" * 30), (WIDE,))) < MAX_BYTES
