"""What a card shows: its texts and colours, and the name of its file.

Social networks show the picture of a page that Open Graph's ``og:image`` names; see
https://ogp.me/#structured
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from sphinx_transcript.support.digests import digest

WIDTH, HEIGHT = 1200, 630
"""The size of a card in pixels, which all large networks show uncropped."""
FOLDER = "_cards"
"""The folder of the cards, in the output folder."""

# A change of the drawing has to change this number, so that earlier cards are drawn again.
_DRAWING = 1


@dataclass(frozen=True, slots=True)
class CardColours:
    """The colours of a card, as CSS colours such as #16181d."""

    page: str
    text: str
    dim: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of a card, each on one line, of characters that the fonts have.

    All but the title may be empty.
    """

    prompt: str
    """The prompt, such as ada@example:~$."""
    command: str
    """The command after it."""
    title: str
    facts: str
    """The date and the authors, in a shell comment."""
    site: str
    """The title of the site."""
    colours: CardColours
    fonts: str = ""
    """A digest of the fonts that the site names."""

    @property
    def path(self) -> str:
        """The card's file, relative to the output folder.

        Networks keep the picture of an address for days, so another picture has another name.
        """
        return f"{FOLDER}/{digest(repr((_DRAWING, astuple(self))), 10)}.png"
