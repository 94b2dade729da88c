"""Styles set by control sequences, in all forms that programs write."""

from __future__ import annotations

import pytest

from sphinx_transcript.terminal.graphic_rendition import styled
from sphinx_transcript.terminal.style import PLAIN, Style

ALL = Style(1, 2, True, True, True, True, True, True, "https://example.org/")


@pytest.mark.parametrize(
    ("parameters", "style"),
    [
        ("1", Style(bold=True)),
        ("2", Style(dim=True)),
        ("3", Style(italic=True)),
        ("4", Style(underline=True)),
        ("7", Style(inverse=True)),
        ("9", Style(strike=True)),
        ("21", Style(underline=True)),
        ("30", Style(foreground=0)),
        ("37", Style(foreground=7)),
        ("40", Style(background=0)),
        ("47", Style(background=7)),
        ("90", Style(foreground=8)),
        ("97", Style(foreground=15)),
        ("100", Style(background=8)),
        ("107", Style(background=15)),
        ("01;31", Style(foreground=1, bold=True)),
        ("1;31;44", Style(1, 4, bold=True)),
        ("31;32", Style(foreground=2)),
        (";32", Style(foreground=2)),
        ("32;", PLAIN),
        ("31;0;1", Style(bold=True)),
        # 256 colours and 24 bits, as most programs write them.
        ("38;5;2", Style(foreground=2)),
        ("48;5;196", Style(background=9)),
        ("38;2;255;0;0", Style(foreground=9)),
        ("1;48;2;0;0;238;4", Style(background=4, bold=True, underline=True)),
        ("38;5;2;48;5;3", Style(2, 3)),
        # The forms of T.416: with and without a colour space, with a tolerance.
        ("38:5:2", Style(foreground=2)),
        ("38:2::255:0:0", Style(foreground=9)),
        ("38:2:1:255:0:0", Style(foreground=9)),
        ("38:2:255:0:0", Style(foreground=9)),
        ("48:2::0:0:238::1", Style(background=4)),
        ("38:2::255:0:0;48:5:4;1", Style(9, 4, bold=True)),
        # Kinds of underlines, and their colours, which the next codes must not be taken from.
        ("4:3", Style(underline=True)),
        ("4:1;31", Style(foreground=1, underline=True)),
        ("58;5;1;3", Style(italic=True)),
        ("58;2;1;2;3", PLAIN),
        ("58:2::255:0:0;1", Style(bold=True)),
        # Unknown and malformed: nothing, and the rest holds.
        ("5;31", Style(foreground=1)),
        ("10;11;20;51;53;73;31", Style(foreground=1)),
        ("999999999999;31", Style(foreground=1)),
        ("38", PLAIN),
        ("38;5", PLAIN),
        ("38;5;256", PLAIN),
        ("38;5;;1", Style(foreground=0, bold=True)),
        ("38;2;255;0", PLAIN),
        ("38;2;256;0;0;1", Style(bold=True)),
        ("38:2::256:0:0", PLAIN),
        ("38:5", PLAIN),
        ("38:", PLAIN),
        ("38:9:1;1", Style(bold=True)),
        ("1:2", PLAIN),
    ],
)
def test_parameters_set_the_style(parameters: str, style: Style) -> None:
    assert styled(PLAIN, parameters) == style


@pytest.mark.parametrize(
    ("parameters", "changes"),
    [
        ("22", {"bold": False, "dim": False}),
        ("23", {"italic": False}),
        ("24", {"underline": False}),
        ("4:0", {"underline": False}),
        ("27", {"inverse": False}),
        ("29", {"strike": False}),
        ("39", {"foreground": None}),
        ("49", {"background": None}),
    ],
)
def test_parts_of_the_style_end(parameters: str, changes: dict[str, bool | None]) -> None:
    assert styled(ALL, parameters)._asdict() == ALL._asdict() | changes


@pytest.mark.parametrize("parameters", ["", "0", "00", "1;0", "0;"])
def test_reset_keeps_the_link_alone(parameters: str) -> None:
    assert styled(ALL, parameters) == Style(link=ALL.link)
