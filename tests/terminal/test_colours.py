"""The nearest of the 16 colours of a terminal."""

from __future__ import annotations

import pytest

from sphinx_transcript.terminal.colours import NAMES, colour_of_index, nearest_colour


@pytest.mark.parametrize(
    ("index", "name"),
    [
        # The 16 colours are themselves, whatever they look like.
        (0, "black"),
        (7, "white"),
        (11, "bright-yellow"),
        # A cube of colours: dark and pale ones keep their hue.
        (16, "black"),
        (21, "blue"),
        (52, "red"),
        (22, "green"),
        (58, "yellow"),
        (130, "red"),
        (160, "red"),
        (196, "bright-red"),
        (203, "bright-red"),
        (208, "bright-red"),
        (214, "yellow"),
        (118, "bright-green"),
        (33, "blue"),
        (99, "bright-blue"),
        (213, "bright-magenta"),
        (37, "cyan"),
        (231, "bright-white"),
        # 24 greys, from dark to light.
        (232, "black"),
        (240, "bright-black"),
        (244, "bright-black"),
        (250, "white"),
        (255, "white"),
    ],
)
def test_palette_of_256_colours_leads_to_the_nearest(index: int, name: str) -> None:
    nearest = colour_of_index(index)
    assert nearest is not None
    assert NAMES[nearest] == name


def test_greys_become_lighter_with_their_index() -> None:
    order = [NAMES[colour_of_index(index) or 0] for index in range(232, 256)]
    assert order == sorted(order, key=["black", "bright-black", "white"].index)
    assert {order.count(each) for each in order} >= {4}
    assert len(set(order)) == 3


@pytest.mark.parametrize("index", [-1, 256, 9999])
def test_index_outside_of_the_palette_is_no_colour(index: int) -> None:
    assert colour_of_index(index) is None


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        # Colours that themes of terminals use: Dracula's, Nord's, Solarized's, Catppuccin's.
        ("ff5555", "bright-red"),
        ("50fa7b", "bright-green"),
        ("a3be8c", "green"),
        ("88c0d0", "cyan"),
        ("dc322f", "bright-red"),
        ("268bd2", "blue"),
        ("b58900", "yellow"),
        ("cba6f7", "bright-magenta"),
        ("f5c2e7", "bright-magenta"),
        ("cdd6f4", "white"),
        ("1e1e2e", "black"),
        ("6c7086", "bright-black"),
    ],
)
def test_colours_of_well_known_schemes(colour: str, name: str) -> None:
    assert NAMES[nearest_colour(*bytes.fromhex(colour))] == name
