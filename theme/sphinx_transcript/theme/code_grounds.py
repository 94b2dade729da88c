"""The CSS of Pygments styles that bring their own backgrounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pygments.formatters import HtmlFormatter
from pygments.token import Token

from sphinx_transcript.theme.colour_values import contrast, mixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.style import Style

    from sphinx_transcript.theme.colour_schemes import Rule

_LEAST_CONTRAST = 4.5
"""The contrast below which text can't be read well. See https://www.w3.org/TR/WCAG22/#contrast-minimum"""


def style_sheet(light: type[Style], dark: type[Style], rules: Iterable[Rule]) -> str:
    """Return the rules of *light* and *dark*, each for the colour schemes of its kind."""
    if light is dark:
        return _rules_of(light, ".highlight")
    parts = []
    for rule in rules:
        choice = f':where([data-scheme="{rule.choice}"])' if rule.choice else ""
        css = _rules_of(dark if rule.is_dark else light, f":root{choice} .highlight")
        is_query = rule.only_dark
        parts.append(f"@media (prefers-color-scheme: dark) {{\n{css}}}\n" if is_query else css)
    return "".join(parts)


def _rules_of(style: type[Style], selector: str) -> str:
    """Return the rules of *style*; the theme's properties have its colours inside of code.

    What the theme draws there, such as line numbers and the copy button, uses these properties.
    """
    ground = style.background_color or "#ffffff"
    text = _colour(style.style_for_token(Token).get("color")) or _readable_on(ground)
    # The colour of what the theme draws: some styles' own text has less contrast.
    drawn = text if contrast(text, ground) >= _LEAST_CONTRAST else _readable_on(ground)
    # Many dark styles keep Pygments' default, a pale yellow. A line at the side marks them anyway.
    marks = (_opaque(style.highlight_color or ground, ground), mixed(text, ground, 0.15))
    mark = next((each for each in marks if contrast(drawn, each) >= _LEAST_CONTRAST), ground)
    colours = {
        "code": ground, "text": drawn, "dim": drawn, "mark": mark, "rule": mixed(text, ground, 0.4)
    }  # fmt: skip
    properties = " ".join(f"--ts-{name}: {colour};" for name, colour in colours.items())
    formatter: Any = HtmlFormatter(style=style)
    own = formatter.get_token_style_defs(selector)
    return (
        "\n".join(own)
        + f"\n{selector} {{ {properties} color: {text}; }}\n"
        + f"{selector} > .ts-copy {{ outline-color: {drawn}; }}\n"
    )


def _colour(digits: str | None) -> str:
    return f"#{digits}" if digits and re.fullmatch("[0-9a-f]{6}", digits.lower()) else ""


def _readable_on(ground: str) -> str:
    """Return black or white, which stands out from *ground*."""
    return max("#000000", "#ffffff", key=lambda text: contrast(text, ground))


def _opaque(colour: str, ground: str) -> str:
    """Return *colour* without its fourth part, the transparency, as it looks on *ground*."""
    if len(colour) == 9:
        return mixed(colour[:7], ground, int(colour[7:], 16) / 255)
    return colour
