"""The fonts of cards: those of this package, and those that the site names.

A character is drawn in the first font that has a glyph for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageFont import FreeTypeFont

_FOLDER = Path(__file__).parent / "fonts"
_FALLBACKS = ("DejaVuSansMono-Bold.ttf", "DejaVuSans-Bold.ttf")
_NEVER_ASSIGNED = "\U0010ffff"
"""A character that no font has: https://www.unicode.org/faq/private_use.html#nonchar1"""
_PROBE_SIZE = 32
_KEPT_FONTS, _KEPT_GLYPHS = 256, 4096


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font in a file, which may be a collection of several."""

    path: str
    index: int = 0
    digest: str = ""
    """A digest of the content of a font that the site names, which can change between builds."""


@lru_cache(maxsize=_KEPT_FONTS)
def load_font(file: FontFile, size: float) -> FreeTypeFont:
    """Return the font in *file*, of *size* pixels.

    Raises OSError where it can't be read, and ImportError where Pillow was built without FreeType.
    """
    # The other layout engine of Pillow is not everywhere, and its results would differ.
    return ImageFont.truetype(
        file.path, size, index=file.index, layout_engine=ImageFont.Layout.BASIC
    )


class Glyph(NamedTuple):
    """The picture of a character."""

    tile: Image.Image
    """The opacity of its pixels."""
    left: int
    """Where the picture begins, from the place at which the character is written."""
    top: int
    """Where it begins, from the baseline."""
    advance: float
    """How wide the character is."""


@lru_cache(maxsize=_KEPT_GLYPHS)
def glyph(file: FontFile, size: float, char: str) -> Glyph:
    """Return the picture of *char* in the font in *file*, of *size* pixels."""
    font = load_font(file, size)
    mask, (left, top) = font.getmask2(char, anchor="ls")
    tile = Image.frombytes("L", mask.size, bytes(mask))
    return Glyph(tile, left, top, font.getlength(char))


class Fonts:
    """The fonts of a site in one weight."""

    def __init__(self, weight: str, named: Sequence[FontFile]) -> None:
        own = [f"JetBrainsMono-{weight}.ttf", *_FALLBACKS]
        self._files = [*(FontFile(str(_FOLDER / name)) for name in own), *named]
        self._found: dict[str, FontFile | None] = {}
        self._unknown: dict[FontFile, Glyph] = {}

    def font_of(self, char: str) -> FontFile | None:
        """Return the first font that has a glyph for *char*; None if none has."""
        if char not in self._found:
            has = (file for file in self._files if self._has_glyph(file, char))
            self._found[char] = next(has, None)
        return self._found[char]

    def has_glyph(self, char: str) -> bool:
        """Tell whether one of the fonts has a glyph for *char*."""
        return self.font_of(char) is not None

    def _has_glyph(self, file: FontFile, char: str) -> bool:
        """Tell whether the font in *file* draws another picture of *char* than of an unknown one.

        Pillow has no other way to ask.
        """
        if file not in self._unknown:
            self._unknown[file] = glyph(file, _PROBE_SIZE, _NEVER_ASSIGNED)
        return glyph(file, _PROBE_SIZE, char) != self._unknown[file]


@lru_cache(maxsize=4)
def fonts_of(weight: str, named: tuple[FontFile, ...]) -> Fonts:
    """Return the fonts of a site that names the fonts *named*; *weight* is Regular or Bold."""
    return Fonts(weight, named)
