"""The 16 colours of a terminal in each colour scheme, for the style sheet of coloured output.

The six colours are those of the scheme, and bright ones have more contrast. Text of each colour has
a contrast of at least 7:1 on each ground that it can have; a test computes it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sphinx_transcript.theme.colour_values import linear, luminance, mixed, of_linear

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCENTS: Final = ("red", "green", "yellow", "blue", "magenta", "cyan")
_SHARE_OF_COLOUR = 0.7
"""The share of a colour in its bright form; the rest is white, or black on light grounds."""

_LEAST_WHITE = 0.7
"""The share of white in a tinted ground of light schemes: stronger ones hurt the eyes."""


def ansi_colours(colours: Mapping[str, str], *, is_dark: bool) -> dict[str, str]:
    """Return custom properties, without ``--ts-ansi-``, for the *colours* of a scheme.

    *colours* are those of `colour_schemes.Colours`. ``on-black`` and ``behind-red`` are grounds, as
    `sphinx_transcript.highlighting.ansi_tokens` describes them.
    """
    text, code = colours["text"], colours["code"]
    brightest = "#ffffff" if is_dark else "#000000"
    found = {
        "black": colours["dim"] if is_dark else brightest,
        "bright-white": brightest,
        "on-black": "#000000" if is_dark else text,
        "text-on-black": text if is_dark else code,
        "on-white": text if is_dark else "#ffffff",
        "on-bright-white": "#ffffff",
        "text-on-white": code if is_dark else text,
    }
    for name in ACCENTS:
        found[f"bright-{name}"] = mixed(colours[name], brightest, _SHARE_OF_COLOUR)
    level = _ground_level(colours, is_dark=is_dark)
    grey = _tint("#808080", level, is_dark=is_dark)
    found["behind-black"] = "#000000" if is_dark else grey
    found["behind-bright-black"] = grey
    found["behind-white"] = grey if is_dark else "#ffffff"
    for name in ACCENTS:
        found[f"behind-{name}"] = _tint(colours[name], level, is_dark=is_dark)
    found["white-text"] = brightest if is_dark else code
    strong = {**colours, "black": text, "bright-black": colours["dim"], "white": colours["dim"]}
    for name in ("black", "bright-black", "white", *ACCENTS):
        found[f"white-on-{name}"] = found[f"behind-{name}"] if is_dark else strong[name]
    return found


def _ground_level(colours: Mapping[str, str], *, is_dark: bool) -> float:
    """Return the luminance of the ground with the least contrast that all text is readable on."""
    grounds = [luminance(colours[name]) for name in ("page", "code", "mark")]
    return max(grounds) if is_dark else min(grounds)


def _tint(colour: str, level: float, *, is_dark: bool) -> str:
    """Return a ground in the hue of *colour* with no less contrast to text than that of *level*."""
    parts = linear(colour)
    # Without its share of grey, a hue is as strong as sRGB has it.
    strong = [part - min(parts) for part in parts] if len(set(parts)) > 1 else [1.0, 1.0, 1.0]
    pure = [part / max(strong) for part in strong]
    own_level = 0.2126 * pure[0] + 0.7152 * pure[1] + 0.0722 * pure[2]
    if is_dark:
        return of_linear(*(part * level / own_level for part in pure), round_part=math.floor)
    if own_level == 1:
        return of_linear(level, level, level, round_part=math.ceil)
    share = max(_LEAST_WHITE, (level - own_level) / (1 - own_level))
    return of_linear(*(part + (1 - part) * share for part in pure), round_part=math.ceil)
