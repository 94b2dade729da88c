"""The style of text on a terminal, and text in one style."""

from __future__ import annotations

from typing import Final, NamedTuple


class Style(NamedTuple):
    """How a terminal shows text."""

    foreground: int | None = None
    """One of the 16 colours, from 0 to 15, as `sphinx_transcript.terminal.colours` numbers them."""
    background: int | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    inverse: bool = False
    link: str = ""
    """The address that the text leads to: http, https or mailto; empty if it is no link."""


PLAIN: Final = Style()
"""The style of text without escape sequences."""


class Run(NamedTuple):
    """Text in one style, without control characters other than tab."""

    text: str
    style: Style = PLAIN
