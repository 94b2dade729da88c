"""Makes the fonts of the cards from their sources, with fonttools.

They are parts of these fonts, without hints and ligatures, which large text in cells does not need.
After ``pip install fonttools``, with the file of JetBrains Mono as Google Fonts has it, and the
folder of the DejaVu fonts 2.37:

    python -m tests.helpers.card_fonts 'JetBrainsMono[wght].ttf' /usr/share/fonts/truetype/dejavu
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

FONTS = ROOT / "theme" / "sphinx_transcript" / "cards" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}
FALLBACK = (
    (0x180, 0x58F), (0x600, 0x6FF), (0xE80, 0xEFF), (0x10A0, 0x10FF), (0x1D00, 0x1FFF),
    (0x2000, 0x27FF), (0x2900, 0x2BFF), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xFB00, 0xFB17),
    (0xFB50, 0xFEFF), (0xFFFD, 0xFFFD),
)  # fmt: skip
"""What is taken of DejaVu Sans Mono, where JetBrains Mono has no glyph."""
HEBREW = ((0x590, 0x5FF), (0xFB1D, 0xFB4F))
"""What is taken of DejaVu Sans: its monospaced font has no Hebrew."""


def make(jetbrains_mono: Path, dejavu: Path) -> None:
    """Write the fonts of the package from the file *jetbrains_mono* and the folder *dejavu*."""
    known: set[int] = set()
    for name, weight in WEIGHTS.items():
        font = instantiateVariableFont(TTFont(jetbrains_mono), {"wght": weight})
        known |= font.getBestCmap().keys()
        _save(font, lambda _: True, f"JetBrainsMono-{name}.ttf")
    for name, ranges in (("DejaVuSansMono-Bold.ttf", FALLBACK), ("DejaVuSans-Bold.ttf", HEBREW)):
        _save(TTFont(dejavu / name), _in(ranges, known), name)


def _in(ranges: tuple[tuple[int, int], ...], known: set[int]) -> Callable[[int], bool]:
    return lambda char: char not in known and any(a <= char <= b for a, b in ranges)


def _save(font: Any, is_kept: Callable[[int], bool], name: str) -> None:
    if "FFTM" in font:
        del font["FFTM"]  # The time at which FontForge saved it.
    options = Options(
        hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True, glyph_names=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=filter(is_kept, font.getBestCmap()))
    subsetter.subset(font)
    font.recalcTimestamp = False
    font.save(FONTS / name)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
