"""The 16 colours of a terminal in each scheme: text of each can be read on each ground."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.highlighting.ansi_tokens import css_classes
from sphinx_transcript.terminal.colours import NAMES
from sphinx_transcript.terminal.style import Style
from sphinx_transcript.theme.ansi_colours import ACCENTS, ansi_colours
from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.theme.contrast import contrast, luminance

if TYPE_CHECKING:
    from tests.conftest import Site

_RULE = re.compile(r":is\(\.highlight,\s*\.ts-screen\) ([^{}]*)\{([^{}]*)\}")
_VALUE = re.compile(r"(background|color):var\(--ts-([\w-]+)\)")


def _tokens(scheme: str) -> dict[str, str]:
    """Return the custom properties of *scheme* by their names without ``--ts-``."""
    own = SCHEMES[scheme].colours._asdict()
    derived = ansi_colours(own, is_dark=SCHEMES[scheme].is_dark)
    return own | {f"ansi-{name}": value for name, value in derived.items()}


def _rules(css: str) -> list[tuple[set[str], dict[str, str]]]:
    """Return the classes and the colours of each rule of *css* for a kind of output, in order."""
    screen = css[css.index("@media screen") : css.index("@media (forced-colors")]
    return [
        (set(re.findall(r"\.([\w-]+)", selector)), dict(_VALUE.findall(declarations)))
        for selector, declarations in _RULE.findall(screen)
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_colour_has_7_to_1_on_each_ground(site: Site, scheme: str) -> None:
    options = {"light_scheme": scheme, "dark_scheme": scheme, "reader_schemes": []}
    css = site.build(html_theme_options=options).read("_static/ansi.css")
    tokens = _tokens(scheme)
    for name, value in tokens.items():
        assert not name.startswith("ansi-") or f"--ts-{name}:{value}" in css
    rules = _rules(css)
    low = {}
    styles = itertools.product([None, *range(16)], [None, *range(16)], *[[False, True]] * 3)
    for text, ground, inverse, bold, dim in styles:
        style = Style(text, ground, inverse=inverse, bold=bold, dim=dim)
        classes = set(css_classes(style).split())
        found = {"color": "dim"}
        for names, colours in rules:
            if names & classes:
                found |= colours
        grounds = [found["background"]] if "background" in found else ["page", "code", "mark"]
        assert (ground is None and not inverse) == (len(grounds) == 3), classes
        ratio = min(contrast(tokens[found["color"]], tokens[each]) for each in grounds)
        if ratio < 7:
            low[frozenset(classes)] = round(ratio, 2)
    assert low == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_bright_colours_have_more_contrast(scheme: str) -> None:
    tokens = _tokens(scheme)
    for name in ACCENTS:
        bright = contrast(tokens[f"ansi-bright-{name}"], tokens["code"])
        assert bright > 1.05 * contrast(tokens[name], tokens["code"]), name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_tinted_grounds_have_the_hue_of_their_colour(scheme: str) -> None:
    tokens = _tokens(scheme)
    for name in ACCENTS:
        ground = bytes.fromhex(tokens[f"ansi-behind-{name}"][1:])
        colour = bytes.fromhex(tokens[name][1:])
        assert ground[colour.index(max(colour))] == max(ground), name
        assert max(ground) - min(ground) >= 18, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_white_on_a_colour_is_light_on_dark(scheme: str) -> None:
    tokens = _tokens(scheme)
    for name in ("black", "bright-black", *ACCENTS):
        ground = luminance(tokens[f"ansi-white-on-{name}"])
        assert luminance(tokens["ansi-white-text"]) > 4 * ground, name


def test_all_16_colours_have_a_rule(site: Site) -> None:
    rules = _rules(site.build().read("_static/ansi.css"))
    styled = set().union(*(names for names, _colours in rules))
    for name in NAMES:
        assert f"ts-ansi-{name}" in styled
        assert f"ts-ansi-on-{name}" in styled
        assert f"ts-ansi-behind-{name}" in styled
        assert f"ts-ansi-white-on-{name}" in styled
