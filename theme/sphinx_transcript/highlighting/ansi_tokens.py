"""Pygments tokens for styled output, and the classes that HTML has for them.

They are subtypes of ``Generic.Output``, which other tools know: sphinx-copybutton leaves it out by
its class ``go``. Their names, joined by hyphens, are what Pygments makes of unknown tokens.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pygments.token import Generic

from sphinx_transcript.terminal.colours import NAMES

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_transcript.terminal.style import Style

PREFIX: Final = "ts-ansi-"
"""What the classes of styled output begin with."""
_BLACK, _WHITE, _BRIGHT_WHITE = 0, 7, 15
_FLAGS = ("bold", "dim", "italic", "underline", "strike")


@lru_cache(maxsize=1024)
def token_of(style: Style) -> _TokenType:
    """Return the token for output in *style*, such as ``Generic.Output.Ansi.Red.Bold``."""
    token = Generic.Output
    names = class_names(style)
    if names:
        token = token.Ansi
        for name in names:
            token = getattr(token, "".join(map(str.capitalize, name.split("-"))))
    return token


def class_names(style: Style) -> list[str]:
    """Return the names of the classes for *style*, without the prefix.

    ``red`` is the colour of the text. ``on-red`` is a ground as bright as that, with dark text in
    dark schemes and light text in light ones: for text in black, or in no colour, as badges have
    it. ``behind-red`` is a ground with a tint of the colour, on which all colours can be read.
    """
    text, ground = style.foreground, style.background
    names = []
    if style.inverse:
        text, ground = ground, text
        if ground is None:
            # The ground has the colour of the page's text, on which few others can be read.
            names.append("inverse")
            text = None
    if ground is None:
        names += [NAMES[text]] if text is not None else []
    elif text is None or text in ((_WHITE, _BRIGHT_WHITE) if ground == _BLACK else (_BLACK,)):
        names.append(f"on-{NAMES[ground]}")
    else:
        names += [NAMES[text], f"behind-{NAMES[ground]}"]
    return names + [flag for flag in _FLAGS if getattr(style, flag)]
