r"""Select Graphic Rendition: the control sequences that set the style of text.

The codes are those of ECMA-48, section 8.3.117, and of xterm
(https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). Colours of 24 bits and of the 256-colour
palette are written ``38;2;R;G;B`` and ``38;5;N`` by most programs, and ``38:2::R:G:B``, with or
without the empty part for the colour space, and ``38:5:N`` by those that follow ITU-T T.416.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_transcript.terminal.colours import colour_of_index, nearest_colour
from sphinx_transcript.terminal.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGES: Final[dict[int, dict[str, Any]]] = {
    1: {"bold": True},
    2: {"dim": True},
    3: {"italic": True},
    4: {"underline": True},
    7: {"inverse": True},
    9: {"strike": True},
    # A second line below the text; some terminals end bold text instead, which few programs mean.
    21: {"underline": True},
    22: {"bold": False, "dim": False},
    23: {"italic": False},
    24: {"underline": False},
    27: {"inverse": False},
    29: {"strike": False},
    39: {"foreground": None},
    49: {"background": None},
    **{30 + colour: {"foreground": colour} for colour in range(8)},
    **{40 + colour: {"background": colour} for colour in range(8)},
    **{90 + colour: {"foreground": 8 + colour} for colour in range(8)},
    **{100 + colour: {"background": 8 + colour} for colour in range(8)},
}
_EXTENDED: Final = (38, 48, 58)
"""The codes that a colour follows: of the text, of its background, and of the line below it."""
_MOST_DIGITS = 4
"""The digits of a code: longer ones mean nothing, and would take long to read."""


def styled(style: Style, parameters: str) -> Style:
    """Return *style* with the changes of a control sequence, ``1;31`` for ``ESC [ 1 ; 3 1 m``.

    Unknown codes change nothing: blinking, fonts and frames are among them. Hidden text is shown.
    """
    codes = iter(parameters.split(";"))
    for written in codes:
        code, *parts = written.split(":")
        number = _number(code)
        if number == 0:
            style = PLAIN._replace(link=style.link)
        elif number in _EXTENDED:
            # By T.416, the parts of a colour belong to its code; else they are the next codes.
            colour = _colour_of_parts(parts) if parts else _colour_of_codes(codes)
            if colour is not None and number == 38:
                style = style._replace(foreground=colour)
            elif colour is not None and number == 48:
                style = style._replace(background=colour)
        elif number == 4 and parts:
            style = style._replace(underline=_number(parts[0]) != 0)
        elif number in _CHANGES and not parts:
            style = style._replace(**_CHANGES[number])
    return style


def _number(text: str) -> int:
    """Return the number of a code, 0 if it is left out, and -1 if it is none."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1


def _colour_of_codes(codes: Iterator[str]) -> int | None:
    """Take the colour from the next of the *codes*; None if it is malformed."""
    kind = _number(next(codes, "-"))
    count = {5: 1, 2: 3}.get(kind, 0)
    return _colour(kind, [_number(next(codes, "-")) for _ in range(count)])


def _colour_of_parts(parts: list[str]) -> int | None:
    """Return the colour of the parts after ``38:``; None if it is malformed."""
    kind, *values = map(_number, parts)
    if kind == 2 and len(values) > 3:
        # The colour space comes first; after the colours, T.416 allows a tolerance.
        values = values[1:4]
    return _colour(kind, values)


def _colour(kind: int, values: list[int]) -> int | None:
    if any(not 0 <= value <= 255 for value in values):
        return None
    if kind == 5 and len(values) == 1:
        return colour_of_index(values[0])
    if kind == 2 and len(values) == 3:
        return nearest_colour(*values)
    return None
