"""Draws cards with Pillow: text in cells, like that of a terminal, as a PNG with few colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PIL import Image, ImageChops, ImageColor

from sphinx_transcript.cards.card import HEIGHT, WIDTH
from sphinx_transcript.cards.drawable_text import clusters, is_right_to_left, visual_order
from sphinx_transcript.cards.font_files import fonts_of, glyph
from sphinx_transcript.cards.line_breaking import Size, cells, cut, fitted
from sphinx_transcript.cards.png import png

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.cards.card import Card, CardColours
    from sphinx_transcript.cards.font_files import FontFile, Fonts

Colour = Literal["text", "dim", "prompt"]
Align = Literal["left", "right"]

MAX_BYTES = 15_000
"""Cards are smaller than this."""

_MARGIN = 72
_INNER = WIDTH - 2 * _MARGIN
_ASPECT = 0.6
"""The width of a cell of JetBrains Mono, in units of the size of the font."""
_CELL = 20
"""The width of a cell of small text in pixels."""
_COLUMNS = _INNER // _CELL
_FIRST_BASELINE = 104
_LAST_BASELINE = HEIGHT - 72
_TITLE_TOP, _TITLE_BOTTOM = 160, 446
_TITLE_LEADING = 2.1
"""The distance of lines of the title, in cells."""
_FACTS_BASELINE = _LAST_BASELINE - 68
_TITLE_SIZES = tuple(
    Size(cell, _INNER // cell, int((_TITLE_BOTTOM - _TITLE_TOP) / (cell * _TITLE_LEADING)))
    for cell in (66, 58, 50, 44, 38, 33, 28)
)
_MOST_LINES = (9, 3, 2, 1)
"""Lines of a title: fewer than there is room for where many strokes make too large a file."""
# A wide character is as wide as its em square in nearly all fonts; two cells are 1.2 em.
_WIDE_SCALE = 1.12
_COLOURS: tuple[Colour, ...] = ("text", "dim", "prompt")
_QUALITIES = (
    ((7, 4, 4), 6),
    ((4, 3, 3), 6),
    ((3, 2, 2), 6),
    ((3, 2, 2), 9),
    ((2, 2, 2), 9),
    ((1, 1, 1), 9),
)
"""Shades of each colour, for the edges of letters, and levels of compression.

The first that makes few enough bytes is taken. With the colour of the page, there are at most 16
shades, which take 4 bits each. The level 9 takes ten times as long as 6.
"""


class _Style(NamedTuple):
    """How text is written."""

    cell: int
    """The width of a cell in pixels."""
    fonts: Fonts
    colour: Colour


def draw(card: Card, named: tuple[FontFile, ...]) -> bytes:
    """Return *card* as a PNG; *named* are the fonts that the site names."""
    for most in _MOST_LINES:
        data = _draw(card, named, most)
        if len(data) < MAX_BYTES:
            break
    return data


def _draw(card: Card, named: tuple[FontFile, ...], most: int) -> bytes:
    """Return *card* as a PNG, with a title of at most so many lines."""
    canvas = _Canvas()
    regular, bold = fonts_of("Regular", named), fonts_of("Bold", named)
    prompt, text, dim = (_Style(_CELL, regular, each) for each in ("prompt", "text", "dim"))

    is_long = cells(f"{card.prompt} {card.command}") > _COLUMNS
    sign = card.prompt[-1:] if is_long else card.prompt
    start = cells(sign) + 1
    canvas.write(sign, _MARGIN, _FIRST_BASELINE, prompt)
    command = cut(card.command, _COLUMNS - start)
    canvas.write(_visual(command), _MARGIN + start * _CELL, _FIRST_BASELINE, text)

    _draw_title(canvas, card.title, bold, most)
    canvas.write(_visual(cut(card.facts, _COLUMNS)), _MARGIN, _FACTS_BASELINE, dim)
    canvas.write("$", _MARGIN, _LAST_BASELINE, prompt)
    canvas.cursor(_MARGIN + 2 * _CELL, _LAST_BASELINE, text)
    site = _visual(cut(card.site, _COLUMNS // 2))
    canvas.write(site, WIDTH - _MARGIN - cells(site) * _CELL, _LAST_BASELINE, dim)
    return canvas.png(card.colours)


def _draw_title(canvas: _Canvas, title: str, fonts: Fonts, most: int) -> None:
    sizes = [size._replace(lines=min(size.lines, most)) for size in _TITLE_SIZES]
    size, lines = fitted(title, sizes)
    right_to_left = is_right_to_left(title)
    leading = size.cell * _TITLE_LEADING
    for number, line in enumerate(lines):
        shown = visual_order(line, right_to_left=right_to_left)
        x = WIDTH - _MARGIN - cells(shown) * size.cell if right_to_left else _MARGIN
        baseline = round(_TITLE_TOP + leading * (number + 0.72))
        canvas.write(shown, x, baseline, _Style(size.cell, fonts, "text"))


def _visual(text: str) -> str:
    return visual_order(text, right_to_left=False)


class _Canvas:
    """A picture that has a layer for each colour, with the opacity of the text in it."""

    def __init__(self) -> None:
        self._layers = {name: Image.new("L", (WIDTH, HEIGHT), 0) for name in _COLOURS}

    def write(self, text: str, x: int, baseline: int, style: _Style) -> None:
        """Write *text* in cells from *x*, the left edge."""
        for cluster, count in clusters(text):
            width = count * style.cell
            _write_cluster(self._layers[style.colour], cluster, (x, baseline, width), style)
            x += width

    def cursor(self, x: int, baseline: int, style: _Style) -> None:
        """Draw a cursor in the cell at *x*."""
        size = style.cell / _ASPECT
        top, bottom = baseline - round(size * 0.82), baseline + round(size * 0.22)
        self._layers[style.colour].paste(255, (x, top, x + style.cell, bottom))

    def png(self, colours: CardColours) -> bytes:
        """Return the picture as a PNG without metadata, of less than `MAX_BYTES` if it can be."""
        for shades, level in _QUALITIES:
            data = self._png(colours, shades, level)
            if len(data) < MAX_BYTES:
                break
        return data

    def _png(self, colours: CardColours, shades: Sequence[int], level: int) -> bytes:
        page = ImageColor.getrgb(colours.page)
        palette = list(page)
        picture = Image.new("L", (WIDTH, HEIGHT), 0)
        for name, count in zip(_COLOURS, shades, strict=True):
            first = len(palette) // 3
            ink = ImageColor.getrgb(getattr(colours, name))
            for shade in range(1, count + 1):
                part = shade / count
                palette += [round(a + (b - a) * part) for a, b in zip(page, ink, strict=True)]
            steps = [round(opacity / 255 * count) for opacity in range(256)]
            indexes = self._layers[name].point([first + step - 1 if step else 0 for step in steps])
            # No pixel has text of two colours.
            picture = ImageChops.lighter(picture, indexes)
        return png(picture, palette, level)


def _write_cluster(
    layer: Image.Image, cluster: str, place: tuple[int, int, int], style: _Style
) -> None:
    """Write a character and its marks; *place* is left edge, baseline and width of its cells."""
    left, baseline, width = place
    size = style.cell / _ASPECT
    if width > style.cell:
        size *= _WIDE_SCALE
    end: float = left
    for index, char in enumerate(cluster):
        file = style.fonts.font_of(char)
        if file is None or char == " ":
            continue
        tile, ink, top, advance = glyph(file, size, char)
        if index and ink < 0:
            start = end  # The font draws the mark over the character before it.
        else:
            middle = ink + tile.width / 2 if index else advance / 2
            start = left + width / 2 - middle
            end = start + advance
        layer.paste(255, (round(start) + ink, baseline + top), tile)
