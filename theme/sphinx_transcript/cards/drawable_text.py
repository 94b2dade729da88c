"""Text of characters that the fonts have: for the others, what stands in their place."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import arabic_reshaper
from bidi.algorithm import get_display  # The other one of the package mirrors no brackets.

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ZERO_WIDTH_NON_JOINER = "\u200c"
COMMON = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u0131\u0134-\u017f\u0386\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce"
    "\u0401-\u040c\u040e-\u044f\u0451-\u045c\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026]*"
)
"""Matches text of characters that all fonts of the package's family have."""
_KEYCAP = "\u20e3"
_REGIONAL = "REGIONAL INDICATOR SYMBOL LETTER "
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def clean_text(text: str) -> str:
    """Return *text* on one line, without invisible characters.

    These are controls, bidirectional and other format characters, variation selectors, and what
    Unicode does not assign.
    """
    kept = [
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or not _is_invisible(char)
    ]
    return " ".join("".join(kept).split())


def drawable_text(text: str, has_glyph: Callable[[str], bool]) -> tuple[str, str]:
    """Return *text* as a card shows it, and the letters and digits in it that can't be drawn.

    Arabic letters get the forms of their places in words. A symbol without a glyph, such as an
    emoji, is replaced by its name between colons, and other characters by an equivalent.
    """
    if COMMON.fullmatch(text):
        return " ".join(text.split()), ""  # The texts of nearly all posts.
    text = clean_text(text)
    if any("\u0600" <= char <= "\u06ff" for char in text):
        text = arabic_reshaper.reshape(text)
    shown: list[str] = []
    missing: dict[str, None] = {}
    for char in text.replace(ZERO_WIDTH_NON_JOINER, ""):
        if needs_shaping(char):
            missing[char] = None
        elif char == " " or has_glyph(char):
            shown.append(char)
        else:
            replacement = _replacement(char, has_glyph)
            if replacement is None:
                missing[char] = None
            else:
                shown.append(replacement)
    return " ".join("".join(shown).split()), "".join(missing)


def needs_shaping(char: str) -> bool:
    """Tell whether *char* moves or changes its neighbours, as in the scripts of India.

    Such scripts have spacing marks or a virama; a card draws one character after the other.
    """
    return unicodedata.category(char) == "Mc" or unicodedata.combining(char) == 9


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of *text* is of a script that is written from right to left.

    https://www.unicode.org/reports/tr9/#P2
    """
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def visual_order(line: str, *, right_to_left: bool) -> str:
    """Return the characters of *line* from left to right, for text in either direction."""
    if not any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in line):
        return line
    # In visual order, marks would precede their letters; these scripts are read without them.
    letters = "".join(char for char in line if not unicodedata.combining(char))
    return str(get_display(letters, base_dir="R" if right_to_left else "L"))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character of *text* with the marks on it, and the cells that it takes: 1 or 2.

    https://www.unicode.org/reports/tr11/
    """
    cluster = ""
    for char in text:
        if cluster and unicodedata.category(char) in {"Mn", "Me"}:
            cluster += char
            continue
        if cluster:
            yield cluster, cell_count(cluster)
        cluster = char
    if cluster:
        yield cluster, cell_count(cluster)


def cell_count(cluster: str) -> int:
    """Return how many cells a character with its marks takes."""
    return 2 if unicodedata.east_asian_width(cluster[0]) in {"W", "F"} else 1


def _is_invisible(char: str) -> bool:
    if char == ZERO_WIDTH_NON_JOINER:
        return False  # Persian letters are shaped by it.
    if any(ord(char) in selectors for selectors in _VARIATION_SELECTORS):
        return True
    return unicodedata.category(char)[0] == "C" or ord(char) in _SKIN_TONES


def _replacement(char: str, has_glyph: Callable[[str], bool]) -> str | None:
    """Return what stands for *char*, which has no glyph; None if it must not be left out."""
    same = " ".join(unicodedata.normalize("NFKC", char).split())
    if same != char and all(each == " " or has_glyph(each) for each in same):
        return same
    category, name = unicodedata.category(char), unicodedata.name(char, "")
    if category[0] == "M" or char == _KEYCAP:
        return ""
    if name.startswith(_REGIONAL):
        return name[-1]
    if category[0] == "S" and name:
        return f":{name.lower().replace(' ', '_')}:"
    return " " if category[0] in "PZ" else None
