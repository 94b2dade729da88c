"""Colours in sRGB: mixtures of them, their luminance, and the contrast of two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")


def mixed(colour: str, other: str, share: float) -> str:
    """Return a mixture of two colours with *share*, from 0 to 1, of *colour*."""
    parts = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    See https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of *colour*, from 0 to 1.

    See https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> tuple[float, float, float]:
    """Return the parts of *colour* as shares of light, from 0 to 1."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in rgb(colour))
    )
    return red, green, blue


def of_linear(red: float, green: float, blue: float, *, round_part: Callable[[float], int]) -> str:
    """Return the colour with these shares of light, of which *round_part* makes whole numbers."""
    parts = (
        12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
        for share in (red, green, blue)
    )
    return "#" + "".join(f"{round_part(255 * min(1, max(0, part))):02x}" for part in parts)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the parts of a colour in hexadecimal; of others, which few styles use, white."""
    if not _HEX.fullmatch(colour.lower()):
        return 255, 255, 255
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue
