"""What the control sequences of programs do to a screen.

Sequences that change no text are left out: sounds, colours of the terminal, the mouse, requests.
See https://vt100.net/docs/vt510-rm/ and https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_transcript.support.web_addresses import link_address
from sphinx_transcript.terminal.graphic_rendition import styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.recordings.escape_sequences import Token
    from sphinx_transcript.recordings.screen import RecordedScreen

_MAX_NUMBER = 9_999
_MAX_PARAMETERS = 16
_COUNTED: Final[dict[str, str]] = {
    "@": "insert_characters",
    "A": "cursor_up",
    "B": "cursor_down",
    "C": "cursor_forward",
    "D": "cursor_back",
    "E": "cursor_down1",
    "F": "cursor_up1",
    "G": "cursor_to_column",
    "L": "insert_lines",
    "M": "delete_lines",
    "P": "delete_characters",
    "S": "scroll_up",
    "T": "scroll_down",
    "X": "erase_characters",
    "`": "cursor_to_column",
    "a": "cursor_forward",
    "b": "repeat",
    "d": "cursor_to_line",
    "e": "cursor_down",
}
"""The methods of sequences with one parameter, which is 1 if it is left out or 0."""
_CHOICES: Final[dict[str, str]] = {
    "J": "erase_in_display",
    "K": "erase_in_line",
    "g": "clear_tab_stop",
}
_ESCAPES: Final[dict[str, str]] = {
    "7": "save_cursor",
    "8": "restore_cursor",
    "D": "index",
    "H": "set_tab_stop",
    "M": "reverse_index",
    "c": "reset",
}
_CONTROLS: Final[dict[str, str]] = {
    "\b": "backspace",
    "\t": "tab",
    "\n": "linefeed",
    "\v": "linefeed",
    "\f": "linefeed",
    "\r": "carriage_return",
    "\x0e": "shift_out",
    "\x0f": "shift_in",
    "\x84": "index",
    "\x88": "set_tab_stop",
    "\x8d": "reverse_index",
}
_MODES: Final = frozenset({4, 20})
"""Inserting, and line feeds that return to column 1."""
_PRIVATE_MODES: Final = frozenset({7, 25})
"""Wrapping, and whether the cursor is seen."""
_ALTERNATE: Final = frozenset({47, 1047, 1049})
_SAVES_CURSOR: Final = 1048
_WIDE_WORK: Final = frozenset("@JKLMPSTX")
"""Sequences whose work grows with the size of the screen."""


def apply(screen: RecordedScreen, token: Token) -> None:
    """Apply *token* to *screen*, which counts the work."""
    kind, value = token.kind, token.value
    if kind == "text":
        screen.draw(value)
        return
    screen.work += 1
    if kind == "csi":
        _apply_csi(screen, value, token.parameters)
    elif kind == "control" and value in _CONTROLS:
        getattr(screen, _CONTROLS[value])()
    elif kind == "escape" and value in _ESCAPES:
        getattr(screen, _ESCAPES[value])()
    elif (kind, value) in {("escape", "E"), ("control", "\x85")}:
        screen.carriage_return()
        screen.index()
    elif kind == "charset":
        screen.define_charset(value[1], value[0])
    elif kind == "osc" and value.startswith("8;"):
        # https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
        screen.set_style(screen.style._replace(link=_address(value.split(";", 2)[-1])))


def leaves_alternate(screen: RecordedScreen, token: Token) -> bool:
    """Return whether *token* makes *screen* leave the alternate screen, which it shows."""
    if not screen.is_alternate:
        return False
    if (token.kind, token.value) == ("escape", "c"):
        return True
    is_private = (token.kind, token.value, token.parameters[:1]) == ("csi", "l", "?")
    return is_private and not _ALTERNATE.isdisjoint(_numbers(token.parameters[1:]))


def _apply_csi(screen: RecordedScreen, final: str, parameters: str) -> None:
    screen.work += screen.columns + screen.lines if final in _WIDE_WORK else 4
    if parameters[:1] in {"<", "=", ">", "?"}:
        if final in {"h", "l"} and parameters[0] == "?":
            _set_private_modes(screen, _numbers(parameters[1:]), is_set=final == "h")
        return
    if final == "m":
        screen.set_style(styled(screen.style, parameters[:200]))
        return
    numbers = _numbers(parameters)
    first = numbers[0] if numbers else 0
    if final in _COUNTED:
        getattr(screen, _COUNTED[final])(first or 1)
    elif final in _CHOICES:
        getattr(screen, _CHOICES[final])(first)
    elif final in {"H", "f"}:
        screen.cursor_position(first or 1, (numbers[1] if len(numbers) > 1 else 0) or 1)
    elif final in {"I", "Z"}:
        screen.move_by_tabs(-(first or 1) if final == "Z" else first or 1)
    elif final == "r":
        _set_margins(screen, numbers)
    elif final == "s":
        screen.save_cursor()
    elif final == "u":
        screen.restore_cursor()
    elif final in {"h", "l"}:
        modes = [number for number in numbers if number in _MODES]
        change: Callable[..., Any] = screen.set_mode if final == "h" else screen.reset_mode
        change(*modes)


def _address(text: str) -> str:
    try:
        return link_address(text) if text else ""
    except ValueError:
        return ""


def _numbers(parameters: str) -> list[int]:
    """Return the numbers in *parameters*; what is no number is 0."""
    parts = parameters[:200].split(";")[:_MAX_PARAMETERS]
    return [
        min(int(part), _MAX_NUMBER) if part.isascii() and part.isdigit() and len(part) < 10 else 0
        for part in parts
    ]


def _set_private_modes(screen: RecordedScreen, modes: list[int], *, is_set: bool) -> None:
    for mode in modes:
        if mode == _SAVES_CURSOR:
            (screen.save_cursor if is_set else screen.restore_cursor)()
        elif mode in _ALTERNATE and is_set:
            screen.work += screen.lines
            screen.enter_alternate()
        elif mode in _ALTERNATE:
            screen.leave_alternate()
        elif mode in _PRIVATE_MODES:
            (screen.set_mode if is_set else screen.reset_mode)(mode, private=True)


def _set_margins(screen: RecordedScreen, numbers: list[int]) -> None:
    top, bottom = ([*numbers, 0, 0][:2]) if numbers else (0, 0)
    if top <= 1 and (bottom == 0 or bottom >= screen.lines):
        screen.margins = None
        screen.cursor_position()
    else:
        screen.set_margins(top or 1, bottom or screen.lines)
