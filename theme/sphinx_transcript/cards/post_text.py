"""Turns the texts of a post into those of its card, of characters that the fonts have."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_transcript.cards.card import Card
from sphinx_transcript.cards.drawable_text import drawable_text
from sphinx_transcript.cards.font_files import fonts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.cards.card import CardColours
    from sphinx_transcript.cards.font_files import FontFile

_SYMBOL = "$"


class TextMaker:
    """Makes cards of posts whose characters the fonts of the package or the site have."""

    def __init__(self, fonts: tuple[FontFile, ...]) -> None:
        self._has_glyph = fonts_of("Bold", fonts).has_glyph
        self._is_own = fonts_of("Bold", ()).has_glyph
        self._digest_of_fonts = " ".join(f"{font.digest}#{font.index}" for font in fonts)
        # The site, the prompt and the authors are the same on many cards.
        self._drawable = lru_cache(maxsize=256)(self._drawable_or_nothing)

    def card(
        self,
        *,
        prompt: str,
        command: str,
        title: str,
        facts: Iterable[str],
        site: str,
        colours: CardColours,
    ) -> tuple[Card, str]:
        """Return a card, and the characters of the *title* that can't be drawn.

        Another text that can't be drawn is left out.
        """
        shown, missing = drawable_text(title, self._has_glyph)
        drawn_facts = [fact for fact in map(self._drawable, facts) if fact]
        card = Card(
            prompt=self._drawable(prompt) or _SYMBOL,
            command=self._drawable(command),
            title=shown,
            facts=f"# {' · '.join(drawn_facts)}" if drawn_facts else "",
            site=self._drawable(site),
            colours=colours,
        )
        texts = f"{card.prompt}{card.command}{card.title}{card.facts}{card.site}"
        if not texts.isascii() and not all(map(self._is_own, texts)):
            # Another font of the site can change only the cards that it is needed for.
            card = replace(card, fonts=self._digest_of_fonts)
        return card, missing if shown or missing else title

    def _drawable_or_nothing(self, text: str) -> str:
        shown, missing = drawable_text(text, self._has_glyph)
        return "" if missing else shown
