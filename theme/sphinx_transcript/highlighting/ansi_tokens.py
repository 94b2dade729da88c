"""Pygments tokens for styled output, and the classes that HTML has for them.

In sessions they are subtypes of ``Generic.Output``, which other tools know: sphinx-copybutton
leaves it out by its class ``go``. A block of output alone is copied as a whole, and has subtypes
of ``Text``. The names of tokens, joined by hyphens, are the classes that Pygments makes of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pygments.token import Generic

from sphinx_transcript.terminal.colours import NAMES

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_transcript.terminal.style import Style

PREFIX: Final = "ts-ansi-"
"""What the classes of styled output begin with."""
_BLACK, _WHITE = 0, 7
_WHITES = (7, 15)
_FLAGS = ("bold", "italic", "underline", "strike")
_CLASSES = re.compile(r' class="(go )? ?(?:(?:go)?-Ansi[\w-]* )*(?:go)?-Ansi-([\w-]+)"')
_WORD = re.compile("[A-Z][a-z]*")
_IN_PRINT: Final = {
    1: Generic.Error, 2: Generic.Inserted, 4: Generic.Heading, 5: Generic.Subheading,
    9: Generic.Error, 10: Generic.Inserted, 12: Generic.Heading, 13: Generic.Subheading,
}  # fmt: skip
"""Tokens that the styles of Pygments show in a colour: of the 16, those that paper can show."""


@lru_cache(maxsize=1024)
def token_of(style: Style, parent: _TokenType) -> _TokenType:
    """Return the token for output in *style*, such as ``Generic.Output.Ansi.Red.Bold``."""
    names = class_names(style)
    if not names:
        return parent
    token = parent.Ansi
    for name in names:
        token = getattr(token, "".join(map(str.capitalize, name.split("-"))))
    return token


def printed_token_of(style: Style, parent: _TokenType) -> _TokenType:
    """Return a token that all styles of Pygments know, for LaTeX and the like."""
    if style.foreground in _IN_PRINT and not style.inverse:
        return _IN_PRINT[style.foreground]
    if style.bold:
        return Generic.Strong
    return Generic.Emph if style.italic else parent


def css_classes(style: Style) -> str:
    """Return the classes of output in *style*, as a page has them; empty for none."""
    return " ".join(PREFIX + name for name in class_names(style))


def class_names(style: Style) -> list[str]:
    """Return the names of the classes for *style*, without the prefix.

    ``red`` is the colour of the text. ``on-red`` is a ground as bright as that, with dark text in
    dark schemes and light text in light ones: for text in black, or in no colour, as badges have
    it. ``white-on-red`` is light text on a dark ground in all schemes. ``behind-red`` is a ground
    with a tint of the colour, on which all colours can be read.
    """
    text, ground = style.foreground, style.background
    names: list[str] = []
    if style.inverse:
        text, ground = ground, text
        if ground is None:
            # The ground has the colour of the page's text, on which few others can be read.
            names.append("inverse")
            text = None
    if ground is None:
        names += [NAMES[text]] if text is not None else []
    elif text is None or text == (_WHITE if ground == _BLACK else _BLACK):
        names.append(f"on-{NAMES[ground]}")
    elif text in _WHITES:
        names.append(f"white-on-{NAMES[ground]}")
    else:
        names += [NAMES[text], f"behind-{NAMES[ground]}"]
    if style.dim and not names:
        names.append("dim")
    return names + [flag for flag in _FLAGS if getattr(style, flag)]


def with_our_classes(html: str) -> str:
    """Return the *html* of a Pygments formatter with these classes for those of the tokens."""
    return _CLASSES.sub(lambda match: f' class="{match[1] or ""}{_classes(match[2])}"', html)


def _classes(names: str) -> str:
    """Return the classes for the *names* of a token: ``OnRed-Bold`` has two."""
    return " ".join(
        PREFIX + "-".join(word.lower() for word in _WORD.findall(name)) for name in names.split("-")
    )
