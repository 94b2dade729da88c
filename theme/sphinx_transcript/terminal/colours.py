"""The 16 colours of terminals, and which of them is nearest to another colour.

Programs write 256 colours and 24-bit colours, too. A page shows each as one of the 16, which every
colour scheme defines with enough contrast.
"""

from __future__ import annotations

from functools import lru_cache
from math import hypot
from typing import Final

NAMES: Final = (
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow",
    "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
)  # fmt: skip
"""The names of the colours, by their numbers."""

# The defaults of xterm: https://invisible-island.net/xterm/manpage/xterm.html (color0 to color15).
_XTERM: Final = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
)  # fmt: skip
_GREYS: Final = (0, 8, 7, 15)
_LEAST_CHROMA = 0.06
"""The chroma in Oklab below which a colour looks grey: text of many schemes is tinted."""
_WEIGHT_OF_LIGHTNESS = 0.5
"""The weight of lightness beside hue: it chooses between red and bright red, not red and black."""


def colour_of_index(index: int) -> int | None:
    """Return the nearest of the 16 colours to a colour of the 256-colour palette.

    The palette is that of xterm: the 16 colours, a cube of 6 × 6 × 6 colours, and 24 greys. None if
    *index* is not in it.
    """
    if not 0 <= index < 256:
        return None
    if index < 16:
        return index
    if index >= 232:
        grey = 8 + 10 * (index - 232)
        return nearest_colour(grey, grey, grey)
    cube = index - 16
    red, green, blue = (part and 55 + 40 * part for part in (cube // 36, cube // 6 % 6, cube % 6))
    return nearest_colour(red, green, blue)


@lru_cache(maxsize=4096)
def nearest_colour(red: int, green: int, blue: int) -> int:
    """Return the one of the 16 colours that is nearest to an sRGB colour.

    Distances are measured in Oklab, https://bottosson.github.io/posts/oklab/. A grey leads to the
    grey of the nearest lightness. Of other colours hue counts most: programs tell errors from
    warnings by it, and a dark or a pale red is still red.
    """
    lightness, a, b = _oklab(red, green, blue)
    chroma = hypot(a, b)
    if chroma < _LEAST_CHROMA:
        return min(_GREYS, key=lambda index: abs(lightness - _OKLAB[index][0]))
    hue = (a / chroma, b / chroma)

    def distance(index: int) -> float:
        other, x, y = _OKLAB[index]
        size = hypot(x, y)
        apart = _WEIGHT_OF_LIGHTNESS * (lightness - other)
        return hypot(hue[0] - x / size, hue[1] - y / size, apart)

    return min((index for index in range(16) if index not in _GREYS), key=distance)


def _oklab(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """Return the lightness and the two colour axes of an sRGB colour."""
    r, g, b = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (red / 255, green / 255, blue / 255)
    )
    cone_l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    cone_m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    cone_s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * cone_l + 0.7936177850 * cone_m - 0.0040720468 * cone_s,
        1.9779984951 * cone_l - 2.4285922050 * cone_m + 0.4505937099 * cone_s,
        0.0259040371 * cone_l + 0.7827717662 * cone_m - 0.8086757660 * cone_s,
    )


_OKLAB: Final = tuple(_oklab(*parts) for parts in _XTERM)
